//! Users' sessions: from the page of authorisation to a call, and what happens when a session is over.

mod oauth;

mod refresh;

mod store;

mod token;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use top_core::sandbox::{RecordedCall, Sandbox};
use top_core::{DateTime, TopApi, TopObject};

/// Lists what a seller sold.
#[derive(Debug, TopApi)]
#[top(method = "taobao.trades.sold.get", response = TradesSoldGetResponse, session = "required")]
struct TradesSoldGetRequest {
    fields: String,
}

#[derive(Debug, TopObject)]
struct TradesSoldGetResponse {
    total_results: Option<i64>,
}

fn trades() -> TradesSoldGetRequest {
    TradesSoldGetRequest { fields: "tid".to_owned() }
}

/// A clock that stands still until it is set.
#[derive(Clone)]
struct TestClock(Arc<AtomicI64>);

impl TestClock {
    fn new() -> Self {
        let start: DateTime = "2016-01-01 12:00:00".parse().unwrap();
        Self(Arc::new(AtomicI64::new(start.unix_millis())))
    }

    fn now(&self) -> DateTime {
        DateTime::from_unix_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    fn read(&self) -> impl Fn() -> DateTime + Send + Sync + 'static + use<> {
        let clock = self.clone();
        move || clock.now()
    }
}

/// Starts a gateway that takes the sessions it issued only.
fn sandbox(clock: &TestClock) -> Sandbox {
    let sandbox = Sandbox::builder().clock(clock.read()).start().unwrap();
    sandbox.enforce_sessions();
    sandbox.handle(|_: TradesSoldGetRequest| Ok(TradesSoldGetResponse { total_results: Some(7) }));
    sandbox
}

fn calls(sandbox: &Sandbox, method: &str) -> Vec<RecordedCall> {
    sandbox.calls().into_iter().filter(|call| call.method() == method).collect()
}

/// Counts the requests for a new token, on both ways.
fn refreshes(sandbox: &Sandbox) -> usize {
    let by_oauth = sandbox.token_requests().into_iter();
    calls(sandbox, "taobao.top.auth.token.refresh").len()
        + by_oauth.filter(|request| request.parameter("grant_type") == Some("refresh_token")).count()
}
