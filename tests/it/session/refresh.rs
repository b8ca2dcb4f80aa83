//! Sessions that are over: refreshed once, for everyone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use top_core::client::RetryPolicy;
use top_core::sandbox::Sandbox;
use top_core::session::{MemoryStore, OAuth, RefreshingSessions};
use top_core::{ApiError, Client, Error, ErrorKind};

use super::{TestClock, TradesSoldGetRequest, TradesSoldGetResponse, calls, refreshes, sandbox, trades};

const USER: &str = "263685215";

/// A client with a user whose token was just issued.
fn set_up(sandbox: &Sandbox, clock: &TestClock) -> (Client, MemoryStore) {
    let store = MemoryStore::new();
    store.insert(USER, sandbox.issue_token(USER));
    let provider = RefreshingSessions::by_gateway(store.clone());
    let client = sandbox.client_builder().clock(clock.read()).session_provider(provider).build().unwrap();
    (client, store)
}

/// Makes 64 calls at once, on several threads, and returns what became of them.
async fn call_all(client: &Client) -> Vec<Result<Option<i64>, Error>> {
    let barrier = Arc::new(tokio::sync::Barrier::new(64));
    let calls: Vec<_> = (0..64)
        .map(|_| {
            let (client, barrier) = (client.clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                barrier.wait().await;
                client.call(&trades()).user(USER).await.map(|reply| reply.total_results)
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for call in calls {
        outcomes.push(call.await.unwrap());
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_expired_session_is_refreshed_once_for_64_calls() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, store) = set_up(&sandbox, &clock);
    let old = store.get(USER).unwrap();
    clock.advance(24 * 60 * 60);

    for outcome in call_all(&client).await {
        assert_eq!(outcome.unwrap(), Some(7));
    }

    assert_eq!(refreshes(&sandbox), 1);
    let new = store.get(USER).unwrap();
    assert!(new.session() != old.session() && !new.is_expired(clock.now()));
    let sold = calls(&sandbox, "taobao.trades.sold.get");
    assert!(sold.len() == 64 && sold.iter().all(|call| call.session().as_ref() == Some(new.session())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_authorisation_server_is_asked_once_for_64_calls() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let store = MemoryStore::new();
    store.insert(USER, sandbox.issue_token(USER));
    let oauth =
        OAuth::new(sandbox.client().app(), "https://example.com/").with_server(sandbox.oauth_server());
    let provider = RefreshingSessions::by_oauth(store, oauth);
    assert!(!format!("{provider:?}").contains("helloworld"));
    let client = sandbox.client_builder().clock(clock.read()).session_provider(provider).build().unwrap();
    clock.advance(24 * 60 * 60);

    assert!(call_all(&client).await.iter().all(Result::is_ok));

    assert_eq!((sandbox.token_requests().len(), refreshes(&sandbox)), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_that_the_platform_refuses_is_refreshed_once_for_64_calls() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, store) = set_up(&sandbox, &clock);
    sandbox.end_session(store.get(USER).unwrap().session());

    assert!(call_all(&client).await.iter().all(Result::is_ok));

    assert_eq!(refreshes(&sandbox), 1);
    let sold = calls(&sandbox, "taobao.trades.sold.get");
    assert_eq!(sold.iter().filter(|call| call.error_code().is_none()).count(), 64);
    assert!(sold.iter().all(|call| matches!(call.error_code(), None | Some(27))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_failing_refresh_is_made_once_and_reaches_all_callers() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, store) = set_up(&sandbox, &clock);
    let old = store.get(USER).unwrap();
    clock.advance(24 * 60 * 60);
    sandbox.revoke(USER);

    for outcome in call_all(&client).await {
        let error = outcome.unwrap_err();
        let Error::Session(error) = &error else { panic!("{error:?}") };
        assert!(
            matches!(error.cause(), Some(Error::Api(error)) if error.sub_code() == Some("isv.invalid_grant"))
        );
        let shown = format!("{error}{error:?}");
        assert!(!shown.contains(old.session().expose()), "{shown}");
        assert!(!shown.contains(old.refresh_token().unwrap().expose()), "{shown}");
    }

    assert_eq!(refreshes(&sandbox), 1);
    assert!(store.get(USER).unwrap() == old, "the store was changed");
    assert!(calls(&sandbox, "taobao.trades.sold.get").is_empty());

    // Later it is tried again, with what is in the store by then.
    client.call(&trades()).user(USER).await.unwrap_err();
    assert_eq!(refreshes(&sandbox), 1);
    clock.advance(5);
    client.call(&trades()).user(USER).await.unwrap_err();
    assert_eq!(refreshes(&sandbox), 2);
    store.insert(USER, sandbox.issue_token(USER));
    client.call(&trades()).user(USER).await.unwrap();
    assert_eq!(refreshes(&sandbox), 2);
}

#[tokio::test]
async fn a_session_is_refreshed_before_it_ends_and_used_up_if_it_cannot_be() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, _) = set_up(&sandbox, &clock);
    clock.advance(24 * 60 * 60 - 61);
    client.call(&trades()).user(USER).await.unwrap();
    assert_eq!(refreshes(&sandbox), 0);
    clock.advance(1);
    client.call(&trades()).user(USER).await.unwrap();
    assert_eq!(refreshes(&sandbox), 1);

    sandbox.token_lifetimes(Duration::from_secs(100), Duration::ZERO);
    let (client, store) = set_up(&sandbox, &clock);
    assert!(store.get(USER).unwrap().refresh_token().is_none());
    clock.advance(99);
    client.call(&trades()).user(USER).await.unwrap();
    clock.advance(1);
    let error = client.call(&trades()).user(USER).await.unwrap_err();
    assert!(error.to_string().contains("has to authorise again"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Session);
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn a_session_that_does_not_reach_so_far_is_not_refreshed_call_by_call() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, _) = set_up(&sandbox, &clock);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    sandbox.handle(move |_: TradesSoldGetRequest| -> Result<TradesSoldGetResponse, ApiError> {
        counted.fetch_add(1, Ordering::SeqCst);
        Err(ApiError::new(53, "session security level too low"))
    });
    for _ in 0..10 {
        let error = client.call(&trades()).user(USER).await.unwrap_err();
        assert!(matches!(error, Error::Api(error) if error.code() == 53));
    }
    assert_eq!((refreshes(&sandbox), count.load(Ordering::SeqCst)), (1, 11));
    clock.advance(60);
    client.call(&trades()).user(USER).await.unwrap_err();
    assert_eq!(refreshes(&sandbox), 2);
}

/// With retries a refusal is an error before it is looked at.
#[tokio::test]
async fn a_refused_session_is_refreshed_with_retries_as_well() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let store = MemoryStore::new();
    store.insert(USER, sandbox.issue_token(USER));
    let provider = RefreshingSessions::by_gateway(store.clone());
    let builder = sandbox.client_builder().clock(clock.read()).session_provider(provider);
    let client = builder.retry(RetryPolicy::standard()).build().unwrap();
    sandbox.end_session(store.get(USER).unwrap().session());
    client.call(&trades()).user(USER).await.unwrap();
    assert_eq!((refreshes(&sandbox), calls(&sandbox, "taobao.trades.sold.get").len()), (1, 2));
}

#[tokio::test]
async fn another_error_of_the_platform_refreshes_nothing() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, _) = set_up(&sandbox, &clock);
    for code in [7, 15, 25] {
        let body = format!(r#"{{"error_response":{{"code":{code},"msg":"no"}}}}"#);
        sandbox.answer_raw("taobao.trades.sold.get", http::Response::new(Bytes::from(body)));
        client.call(&trades()).user(USER).await.unwrap_err();
    }
    assert_eq!((refreshes(&sandbox), calls(&sandbox, "taobao.trades.sold.get").len()), (0, 3));
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_its_refresh_to_the_next() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let (client, store) = set_up(&sandbox, &clock);
    clock.advance(24 * 60 * 60);
    {
        let request = trades();
        let mut call = client.call(&request).user(USER).into_future();
        std::future::poll_fn(|context| {
            assert!(std::pin::Pin::new(&mut call).poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
        // Time for the question to arrive, and for nothing else.
        while refreshes(&sandbox) == 0 {
            let _ = tokio::time::timeout(Duration::from_millis(1), &mut call).await;
        }
    }
    client.call(&trades()).user(USER).await.unwrap();
    assert_eq!(refreshes(&sandbox), 1);
    assert!(!store.get(USER).unwrap().is_expired(clock.now()));
}
