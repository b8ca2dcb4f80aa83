//! The client that waits for its answers.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use top_core::batch::Batch;
use top_core::sandbox::Sandbox;
use top_core::{ApiError, BlockingClient, CallOptions, Error, ErrorKind, TopApi, TopObject};

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.shop.get", response = ShopGetResponse)]
struct ShopGetRequest {
    #[top(max_len = 8)]
    nick: String,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct ShopGetResponse {
    title: Option<String>,
    session: Option<String>,
}

fn shop(nick: &str) -> ShopGetRequest {
    ShopGetRequest { nick: nick.to_owned() }
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: ShopGetRequest| match request.nick.as_str() {
        "nobody" => Err(ApiError::new(15, "Remote service error").with_sub("isv.shop-not-exist", "")),
        nick => Ok(ShopGetResponse { title: Some(format!("{nick} 的店")), session: None }),
    });
    sandbox
}

fn client(sandbox: &Sandbox) -> BlockingClient {
    sandbox.client_builder().build_blocking().unwrap()
}

#[test]
fn a_call_returns_its_response() {
    let sandbox = sandbox();

    let reply = client(&sandbox).execute(&shop("小明")).unwrap();

    assert_eq!(reply.title.as_deref(), Some("小明 的店"));
    assert_eq!(reply.request_id(), Some(sandbox.calls()[0].request_id()));
}

#[test]
fn errors_are_those_of_the_client_that_does_not_wait() {
    let sandbox = sandbox();
    let client = client(&sandbox);

    let Err(Error::Api(error)) = client.execute(&shop("nobody")) else { panic!("the platform refuses it") };
    assert_eq!(error.sub_code(), Some("isv.shop-not-exist"));
    assert_eq!(client.execute(&shop("more than eight")).unwrap_err().kind(), ErrorKind::Caller);
    assert_eq!(client.prepare(&shop("more than eight")).unwrap_err().kind(), ErrorKind::Caller);
    assert_eq!(sandbox.calls().len(), 1);
}

#[test]
fn options_are_those_of_the_call() {
    let sandbox = sandbox();
    let options = CallOptions::new().session("a session").extra("more", "1");

    client(&sandbox).execute_with(&shop("x"), options).unwrap();

    let calls = sandbox.calls();
    assert_eq!((calls[0].parameter("session"), calls[0].parameter("more")), (Some("a session"), Some("1")));
}

#[test]
fn a_batch_is_waited_for() {
    let sandbox = sandbox();
    let request = shop("x");
    let mut batch = Batch::new();
    let slot = batch.add(&request);

    let answers = client(&sandbox).execute_batch(&batch).unwrap();

    assert_eq!(answers.get(slot).unwrap().title.as_deref(), Some("x 的店"));
}

#[test]
fn a_timeout_ends_the_wait() {
    let sandbox = Sandbox::start().unwrap();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    sandbox.handle(move |_: ShopGetRequest| {
        let _ = released.lock().unwrap().recv();
        Ok(ShopGetResponse { title: None, session: None })
    });

    let options = CallOptions::new().timeout(Duration::from_millis(50));
    let error = client(&sandbox).execute_with(&shop("x"), options).unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Transport);
    drop(release);
}

#[test]
fn threads_share_a_client() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let answered = AtomicUsize::new(0);

    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                client.clone().execute(&shop("x")).unwrap();
                answered.fetch_add(1, Ordering::Relaxed);
            });
        }
    });

    assert_eq!(answered.load(Ordering::Relaxed), 16);
}

#[tokio::test]
async fn it_works_and_can_be_dropped_within_an_asynchronous_runtime() {
    let sandbox = sandbox();
    let client = client(&sandbox);

    assert_eq!(client.execute(&shop("x")).unwrap().title.as_deref(), Some("x 的店"));
    let reply = tokio::task::spawn_blocking(move || client.execute(&shop("y")).unwrap()).await.unwrap();
    assert_eq!(reply.title.as_deref(), Some("y 的店"));
}
