//! What is done twice and what is not, as the gateway for tests remembers it.

use std::sync::Mutex;
use std::time::Duration;

use http::StatusCode;
use top_core::batch::Batch;
use top_core::client::{ClientBuilder, RetryPolicy, Sleep, Timer};
use top_core::error::TransportErrorKind;
use top_core::sandbox::{Fault, RecordedCall, Sandbox};
use top_core::{ApiError, Client, Error, Format, TopApi};

use super::{StockAddRequest, StockResponse, StockSetRequest};

const ADD: StockAddRequest = StockAddRequest { stock: 7 };
const SET: StockSetRequest = StockSetRequest { stock: 7 };

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: StockAddRequest| Ok(StockResponse { stock: Some(request.stock) }));
    sandbox.handle(|request: StockSetRequest| Ok(StockResponse { stock: Some(request.stock) }));
    sandbox
}

/// Waits for nothing, and keeps count of what it was asked to.
#[derive(Default)]
struct Hourglass(Mutex<Duration>);

impl Timer for Hourglass {
    fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        *self.0.lock().unwrap() += duration;
        Box::pin(std::future::ready(()))
    }
}

fn client(sandbox: &Sandbox) -> ClientBuilder {
    sandbox.client_builder().retry(RetryPolicy::standard()).timer(Hourglass::default())
}

fn executed(sandbox: &Sandbox) -> Vec<bool> {
    sandbox.calls().iter().map(RecordedCall::was_executed).collect()
}

#[tokio::test]
async fn a_call_whose_answer_was_lost_is_not_made_again_if_the_api_is_not_idempotent() {
    let sandbox = sandbox();
    let client = client(&sandbox).build().unwrap();
    for fault in [Fault::answer_lost(), Fault::lost()] {
        sandbox.fail(StockAddRequest::METHOD, fault);
    }

    for expected in [vec![true], vec![true, false]] {
        let Err(Error::Transport(error)) = client.execute(&ADD).await else {
            panic!("expected a transport error")
        };
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        assert_eq!(executed(&sandbox), expected);
    }
    // On a connection that was used before, too.
    client.execute(&ADD).await.unwrap();
    sandbox.fail(StockAddRequest::METHOD, Fault::answer_lost());
    client.execute(&ADD).await.unwrap_err();
    assert_eq!(executed(&sandbox), [true, false, true, true]);
}

#[tokio::test]
async fn a_call_whose_answer_was_lost_is_made_again_if_the_api_is_idempotent() {
    let sandbox = sandbox();
    sandbox.fail(StockSetRequest::METHOD, Fault::answer_lost());
    sandbox.fail(StockSetRequest::METHOD, Fault::lost());

    let reply = client(&sandbox).build().unwrap().execute(&SET).await.unwrap();

    assert_eq!(reply.stock, Some(7));
    assert_eq!(executed(&sandbox), [true, false, true]);
}

#[tokio::test]
async fn a_call_that_failed_behind_the_platform_is_made_again_if_the_api_is_idempotent() {
    let failure = ApiError::new(15, "Remote service error").with_sub("isp.remote-service-timeout", "超时");
    for (method, times) in [(StockSetRequest::METHOD, 3), (StockAddRequest::METHOD, 1)] {
        let sandbox = sandbox();
        sandbox.fail(method, Fault::error(failure.clone()).times(2));
        let client = client(&sandbox).build().unwrap();
        let is_ok = if method == StockSetRequest::METHOD {
            client.execute(&SET).await.is_ok()
        } else {
            client.execute(&ADD).await.is_ok()
        };
        assert_eq!((sandbox.calls().len(), is_ok), (times, times == 3), "{method}");
    }
}

#[tokio::test]
async fn a_call_that_was_one_too_many_is_made_again_after_its_ban_whatever_the_api() {
    let sandbox = sandbox();
    sandbox.fail(StockAddRequest::METHOD, Fault::throttled(3).times(2));
    let client = client(&sandbox).random(|| 0.0).build().unwrap();

    client.execute(&ADD).await.unwrap();

    assert_eq!(executed(&sandbox), [false, false, true]);
    let codes: Vec<_> = sandbox.calls().iter().map(RecordedCall::error_code).collect();
    assert_eq!(codes, [Some(7), Some(7), None]);
}

#[tokio::test]
async fn a_ban_beyond_the_time_of_the_call_is_told() {
    let sandbox = sandbox();
    sandbox.fail(StockAddRequest::METHOD, Fault::throttled(40));

    let error = client(&sandbox).build().unwrap().execute(&ADD).await.unwrap_err();

    assert_eq!(error.retry_after(), Some(Duration::from_secs(41)));
    assert_eq!(sandbox.calls().len(), 1);
}

#[tokio::test]
async fn faults_happen_in_their_order_and_then_no_more() {
    let sandbox = sandbox();
    sandbox.fail(StockSetRequest::METHOD, Fault::status(StatusCode::BAD_GATEWAY).times(2));
    sandbox.fail(StockSetRequest::METHOD, Fault::throttled(1).times(0));
    sandbox.fail(StockSetRequest::METHOD, Fault::throttled(1));
    let client = sandbox.client();

    let mut kinds = Vec::new();
    for _ in 0..4 {
        kinds.push(client.execute(&SET).await.map_err(|error| error.to_string()).err().unwrap_or_default());
    }

    assert!(kinds[0].contains("502") && kinds[1].contains("502"), "{kinds:?}");
    assert!(kinds[2].contains("This ban will last for 1 more seconds"), "{kinds:?}");
    assert_eq!(kinds[3], "");
    // A fault of one API is none of another.
    client.execute(&ADD).await.unwrap();
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_asked_again_whatever_the_api() {
    let url = Sandbox::start().unwrap().url();
    let connections = std::sync::Arc::new(Mutex::new(0));
    let count = std::sync::Arc::clone(&connections);
    let client = Client::builder("1", "s")
        .gateway(url)
        .retry(RetryPolicy::standard())
        .timer(Hourglass::default())
        // Asked for once an attempt.
        .random(move || {
            *count.lock().unwrap() += 1;
            0.0
        })
        .build()
        .unwrap();

    let error = client.execute(&ADD).await.unwrap_err();

    assert!(!error.may_have_been_executed() && error.is_retryable(), "{error}");
    assert_eq!(*connections.lock().unwrap(), 4);
}

#[tokio::test]
async fn errors_are_found_in_every_form_of_an_answer() {
    for format in [Format::Json, Format::Xml] {
        for simplify in [true, false] {
            let sandbox = sandbox();
            sandbox.fail(StockAddRequest::METHOD, Fault::throttled(1));
            let client = client(&sandbox).format(format).simplify(simplify).build().unwrap();

            assert_eq!(client.execute(&ADD).await.unwrap().stock, Some(7));
            assert_eq!(executed(&sandbox), [false, true], "{format:?}, simplify {simplify}");
        }
    }
}

#[tokio::test]
async fn a_batch_whose_answer_was_lost_is_not_made_again() {
    let sandbox = sandbox();
    sandbox.fail(StockSetRequest::METHOD, Fault::answer_lost());
    let mut batch = Batch::new();
    let (first, second) = (batch.add(&SET), batch.add(&ADD));
    let client = client(&sandbox).build().unwrap();

    client.execute_batch(&batch).await.unwrap_err();
    assert_eq!(executed(&sandbox), [true, true]);

    let answers = client.execute_batch(&batch).await.unwrap();
    assert!(answers.get(first).is_ok() && answers.get(second).is_ok());
}

#[tokio::test]
async fn a_wrong_secret_is_explained_and_never_tried_again() {
    let sandbox = sandbox();
    let client = Client::builder(sandbox.app_key(), "SENTINEL-SECRET")
        .gateway(sandbox.url())
        .session("SENTINEL-SESSION")
        .retry(RetryPolicy::standard())
        .build()
        .unwrap();

    let Err(Error::Api(error)) = client.execute(&SET).await else { panic!("expected an error") };

    let signed = error.signed().unwrap();
    let names: Vec<_> = signed.names().collect();
    let call = &sandbox.calls()[0];
    assert_eq!(
        names,
        ["app_key", "format", "method", "session", "sign_method", "simplify", "stock", "timestamp", "v"]
    );
    for (name, value) in signed.parameters().filter(|(name, _)| *name != "session") {
        assert_eq!(call.parameter(name), Some(value));
    }
    assert!(!format!("{error}{error:?}{signed}").contains("SENTINEL"));
    assert_eq!(sandbox.calls().len(), 1);

    let mut batch = Batch::new();
    let _ = (batch.add(&SET), batch.add(&SET));
    let Err(Error::Api(error)) = client.execute_batch(&batch).await else { panic!("expected an error") };
    assert_eq!((error.code(), error.signed()), (25, None));
}
