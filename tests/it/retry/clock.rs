//! A clock that is wrong, and corrected.

use std::time::Duration;

use top_core::batch::Batch;
use top_core::client::RetryPolicy;
use top_core::sandbox::{RecordedCall, Sandbox};
use top_core::{Client, DateTime, ErrorKind};

use super::{Script, Step, StockAddRequest, StockResponse, error_body};

const REQUEST: StockAddRequest = StockAddRequest { stock: 7 };
const HOUR: i64 = 3_600_000;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: StockAddRequest| Ok(StockResponse { stock: Some(request.stock) }));
    sandbox
}

fn codes(sandbox: &Sandbox) -> Vec<Option<i64>> {
    sandbox.calls().iter().map(RecordedCall::error_code).collect()
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected_once_and_for_all_calls() {
    for skew in [-HOUR, 3 * HOUR, 11 * 60_000] {
        let sandbox = sandbox();
        sandbox.skew_clock(skew);
        let client = sandbox.client_builder().retry(RetryPolicy::standard()).build().unwrap();
        assert_eq!(client.clock_offset_millis(), 0);

        client.execute(&REQUEST).await.unwrap();
        assert_eq!(codes(&sandbox), [Some(31), None]);
        assert!(client.clock_offset_millis().abs_diff(skew) < 5_000);

        client.execute(&REQUEST).await.unwrap();
        client.clone().call(&REQUEST).retry(RetryPolicy::off()).await.unwrap();
        assert_eq!(codes(&sandbox), [Some(31), None, None, None]);

        // A clock that is set later is learnt as well.
        sandbox.skew_clock(0);
        client.execute(&REQUEST).await.unwrap();
        assert_eq!(codes(&sandbox)[4..], [Some(31), None]);
        assert!(client.clock_offset_millis().abs() < 5_000);
    }
}

#[tokio::test]
async fn a_clock_is_corrected_without_any_other_retry() {
    let sandbox = sandbox();
    sandbox.skew_clock(HOUR);
    let client = sandbox.client_builder().retry(RetryPolicy::off().correct_clock(true)).build().unwrap();

    client.execute(&REQUEST).await.unwrap();

    assert_eq!(codes(&sandbox), [Some(31), None]);
}

#[tokio::test]
async fn a_clock_is_not_corrected_unless_it_is_asked_for() {
    let sandbox = sandbox();
    sandbox.skew_clock(HOUR);
    for policy in [RetryPolicy::off(), RetryPolicy::standard().correct_clock(false)] {
        let client = sandbox.client_builder().retry(policy).build().unwrap();
        assert_eq!(client.execute(&REQUEST).await.unwrap_err().kind(), ErrorKind::Timestamp);
        assert_eq!(client.clock_offset_millis(), 0);
    }
    assert_eq!(sandbox.calls().len(), 2);
}

#[tokio::test]
async fn many_calls_at_once_learn_the_same() {
    let sandbox = sandbox();
    sandbox.skew_clock(HOUR);
    let client = sandbox.client_builder().retry(RetryPolicy::standard()).build().unwrap();
    let calls: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(&REQUEST).await.map(|_| ()) })
        })
        .collect();

    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(client.clock_offset_millis().abs_diff(HOUR) < 5_000);
}

#[tokio::test]
async fn a_batch_corrects_the_clock_and_is_made_with_it() {
    let sandbox = sandbox();
    sandbox.skew_clock(HOUR);
    let client = sandbox.client_builder().retry(RetryPolicy::standard()).build().unwrap();
    let mut batch = Batch::new();
    let slots = [batch.add(&REQUEST), batch.add(&REQUEST)];

    for _ in 0..2 {
        let answers = client.execute_batch(&batch).await.unwrap();
        assert!(slots.iter().all(|slot| answers.get(*slot).unwrap().stock == Some(7)));
    }

    // A batch that is refused as a whole makes no call.
    assert_eq!(codes(&sandbox), [None; 4]);
    assert!(client.clock_offset_millis().abs_diff(HOUR) < 5_000);
    let error = sandbox.client().execute_batch(&batch).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timestamp);
}

fn client(script: &Script) -> Client {
    let noon: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    let policy = RetryPolicy::standard().first_delay(Duration::ZERO);
    script.client().clock(move || noon).retry(policy).build().unwrap()
}

/// The gateway's answer to a timestamp of 2016-01-01 12:00:00 GMT+8, which is 04:00:00 GMT.
fn refusal(date: &'static str) -> Step {
    Step::Dated(date, error_body(31, "", ""))
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_gateway_is_that_of_its_header() {
    let script = Script::new([refusal("Fri, 01 Jan 2016 06:30:15 GMT"), Step::success()]);

    client(&script).execute(&REQUEST).await.unwrap();

    let calls = script.calls();
    let timestamps: Vec<_> = calls.iter().map(|call| call.form["timestamp"].as_str()).collect();
    assert_eq!(timestamps, ["2016-01-01 12:00:00", "2016-01-01 14:30:15"]);
    assert_ne!(calls[0].form["sign"], calls[1].form["sign"]);
}

#[tokio::test(start_paused = true)]
async fn a_gateway_that_refuses_the_corrected_time_too_is_not_believed() {
    let script = Script::new([refusal("Fri, 01 Jan 2016 06:30:15 GMT")]);
    let client = client(&script);

    let error = client.execute(&REQUEST).await.unwrap_err();

    assert_eq!((error.kind(), script.calls().len()), (ErrorKind::Timestamp, 2));
    assert_eq!(client.clock_offset_millis(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_header_that_tells_no_other_time_corrects_nothing() {
    for date in [
        "Fri, 01 Jan 2016 04:00:59 GMT",
        "Fri, 01 Jan 2016 03:59:01 GMT",
        "",
        "yesterday",
        "Fri, 01 Jan 2016 06:30:15",
        "Fri, 01 Jan 2016 06:30:15 CST",
        "Fri, 01 Jan 2016 06:30:15 GMT ",
        "Fri, 01 Jan 2016 06:30:15 GMT x",
        "Fri, 32 Jan 2016 06:30:15 GMT",
        "Fri, 01 Jan 20160 06:30:15 GMT",
        "Fri, 01 Jam 2016 06:30:15 GMT",
        "Fri, 01 Jan 2016 06:30 GMT",
        "Fri, 01 Jan 2016 06:30:15:00 GMT",
        "Fri, 01 Jan 2016 24:00:00 GMT",
        "Friday, 01-Jan-16 06:30:15 GMT",
        "2016-01-01 14:30:15",
    ] {
        let script = Script::new([refusal(date), Step::success()]);
        let client = client(&script);
        let outcome = client.execute(&REQUEST).await;
        // White space around a header is none of its own.
        assert_eq!(outcome.is_ok(), date.ends_with("GMT "), "{date}");
        assert_eq!(script.calls().len(), 1 + usize::from(outcome.is_ok()), "{date}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_header_from_the_ends_of_time_is_survived() {
    for date in ["Sat, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let script = Script::new([refusal(date), Step::success()]);
        client(&script).execute(&REQUEST).await.unwrap();
        assert_eq!(script.calls().len(), 2);
    }
}
