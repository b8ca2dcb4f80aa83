//! Where sessions come from: the call, a provider, the client, in this order.

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use top_core::batch::Batch;
use top_core::session::{
    MemoryStore, RefreshingSessions, SessionFuture, SessionProvider, SessionRequest, StoreFuture, Token,
    TokenStore,
};
use top_core::{CallOptions, Error, ErrorKind, Session};

use super::{TestClock, calls, refreshes, sandbox, trades};
use top_core::error::StoreError;

/// Knows one user, and the session of calls that are for nobody.
struct Fixed;

impl SessionProvider for Fixed {
    fn session<'a>(&'a self, request: SessionRequest<'a>) -> SessionFuture<'a> {
        assert_eq!(request.method(), "taobao.trades.sold.get");
        let session = match request.user() {
            Some("known") => Some(Session::new("of-the-known")),
            _ => None,
        };
        Box::pin(ready(Ok(session)))
    }
}

#[tokio::test]
async fn a_calls_own_session_goes_first_and_no_user_gets_anothers() {
    let clock = TestClock::new();
    let sandbox = top_core::sandbox::Sandbox::builder().clock(clock.read()).start().unwrap();
    sandbox.handle(|_: super::TradesSoldGetRequest| Ok(super::TradesSoldGetResponse { total_results: None }));
    let builder = || sandbox.client_builder().clock(clock.read()).session("of-the-client");
    let client = builder().session_provider(Fixed).build().unwrap();

    client.call(&trades()).user("known").await.unwrap();
    client.call(&trades()).user("known").session("of-the-call").await.unwrap();
    client.call(&trades()).await.unwrap();
    let error = client.call(&trades()).user("unknown").await.unwrap_err();
    assert!(matches!(error, Error::MissingSession(_)), "{error}");

    let sent: Vec<_> = calls(&sandbox, "taobao.trades.sold.get")
        .iter()
        .map(|call| call.session().unwrap().expose().to_owned())
        .collect();
    assert_eq!(sent, ["of-the-known", "of-the-call", "of-the-client"]);

    // Nobody looks the user up: better no call than one for someone else.
    let error = builder().build().unwrap().call(&trades()).user("known").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let request = trades();
    let mut batch = Batch::new();
    let _ = batch.add_with(&request, CallOptions::new().user("known"));
    let error = client.execute_batch(&batch).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(calls(&sandbox, "taobao.trades.sold.get").len(), 3);
}

/// A store that can be made to fail.
#[derive(Default)]
struct Moody {
    tokens: MemoryStore,
    fails: AtomicBool,
}

impl TokenStore for Moody {
    fn load<'a>(&'a self, user: &'a str) -> StoreFuture<'a, Option<Token>> {
        self.tokens.load(user)
    }

    fn save<'a>(&'a self, user: &'a str, token: Token) -> StoreFuture<'a, ()> {
        if self.fails.load(Ordering::SeqCst) {
            return Box::pin(ready(Err(StoreError::new("the disk is full"))));
        }
        self.tokens.save(user, token)
    }
}

#[tokio::test]
async fn a_token_that_the_store_does_not_take_is_not_lost() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let store = Arc::new(Moody::default());
    store.tokens.insert("1", sandbox.issue_token("1"));
    let provider = RefreshingSessions::by_gateway(Arc::clone(&store));
    let client = sandbox.client_builder().clock(clock.read()).session_provider(provider).build().unwrap();
    clock.advance(24 * 60 * 60);
    store.fails.store(true, Ordering::SeqCst);

    for _ in 0..2 {
        let error = client.call(&trades()).user("1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Store);
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "the disk is full");
    }
    assert!(store.tokens.get("1").unwrap().is_expired(clock.now()));

    // What was got is used, and saved as soon as that goes: the old refresh token is used up.
    store.fails.store(false, Ordering::SeqCst);
    client.call(&trades()).user("1").await.unwrap();
    assert!(!store.tokens.get("1").unwrap().is_expired(clock.now()));
    assert_eq!(refreshes(&sandbox), 1);
}

#[tokio::test]
async fn sessions_that_the_sandbox_did_not_issue_are_error_27_once_it_is_asked_to() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let client = sandbox.client_builder().clock(clock.read()).build().unwrap();
    let token = sandbox.issue_token("1");
    client.call(&trades()).session(token.session().clone()).await.unwrap();
    for end in ["unknown", token.session().expose()] {
        clock.advance(12 * 60 * 60);
        if end != "unknown" {
            assert!(token.is_expired(clock.now()));
        }
        let error = client.call(&trades()).session(end).await.unwrap_err();
        assert!(matches!(&error, Error::Api(error) if error.code() == 27), "{error}");
    }
}
