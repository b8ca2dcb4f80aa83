//! Calls that are made again: when, when not, how long after, and what each attempt sends.

mod table;

mod time;

mod replay;

mod clock;

mod limit;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;
use top_core::client::{ClientBuilder, Limits, RetryPolicy, Transport, TransportFuture};
use top_core::error::{TransportError, TransportErrorKind};
use top_core::{Client, Error, TopApi, TopObject};

/// Does its thing once, however often it is called.
#[derive(Debug, TopApi)]
#[top(method = "taobao.stock.set", response = StockResponse, idempotent)]
pub(crate) struct StockSetRequest {
    pub(crate) stock: i64,
}

/// Does its thing each time.
#[derive(Debug, TopApi)]
#[top(method = "taobao.stock.add", response = StockResponse)]
pub(crate) struct StockAddRequest {
    pub(crate) stock: i64,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct StockResponse {
    pub(crate) stock: Option<i64>,
}

/// What a scripted gateway does with one call.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Answer(u16, String),
    /// With the header `Date`.
    Dated(&'static str, String),
    Fail(TransportErrorKind),
    /// Answers never.
    Hang,
}

impl Step {
    pub(crate) fn success() -> Self {
        Self::Answer(200, r#"{"stock":7,"request_id":"r"}"#.to_owned())
    }

    pub(crate) fn error(code: i64, sub_code: &str, sub_msg: &str) -> Self {
        Self::Answer(200, error_body(code, sub_code, sub_msg))
    }
}

pub(crate) fn error_body(code: i64, sub_code: &str, sub_msg: &str) -> String {
    let error = serde_json::json!({"code": code, "msg": "x", "sub_code": sub_code, "sub_msg": sub_msg});
    serde_json::json!({ "error_response": error }).to_string()
}

/// A gateway that does what it is told, call by call, and the last of that for ever.
#[derive(Clone)]
pub(crate) struct Script(Arc<Mutex<State>>);

struct State {
    steps: VecDeque<Step>,
    start: Instant,
    calls: Vec<Sent>,
}

/// One attempt.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    /// Since the script was written.
    pub(crate) at: Duration,
    pub(crate) timeout: Duration,
    pub(crate) form: BTreeMap<String, String>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = steps.into_iter().collect();
        Self(Arc::new(Mutex::new(State { steps, start: Instant::now(), calls: Vec::new() })))
    }

    /// Starts to set up a client of this gateway that waits exactly as long as it may.
    pub(crate) fn client(&self) -> ClientBuilder {
        Client::builder("12345678", "helloworld").transport(self.clone()).random(|| 1.0)
    }

    pub(crate) fn calls(&self) -> Vec<Sent> {
        self.0.lock().unwrap().calls.clone()
    }

    /// When the attempts were made, in milliseconds.
    pub(crate) fn times(&self) -> Vec<u128> {
        self.calls().iter().map(|call| call.at.as_millis()).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        let form = form_urlencoded::parse(request.body()).into_owned().collect();
        let mut state = self.0.lock().unwrap();
        let call = Sent { at: state.start.elapsed(), timeout: limits.timeout, form };
        state.calls.push(call);
        let step = if state.steps.len() > 1 { state.steps.pop_front() } else { state.steps.front().cloned() };
        Box::pin(async move {
            let (status, date, body) = match step.unwrap() {
                Step::Answer(status, body) => (status, None, body),
                Step::Dated(date, body) => (200, Some(date), body),
                Step::Fail(kind) => return Err(TransportError::new(kind, None)),
                Step::Hang => {
                    tokio::time::sleep(limits.timeout).await;
                    return Err(TransportError::new(TransportErrorKind::Timeout, None));
                }
            };
            let mut answer = http::Response::builder().status(status);
            if let Some(date) = date {
                answer = answer.header("date", date);
            }
            Ok(answer.body(Bytes::from(body)).unwrap())
        })
    }
}

/// Calls an API of a script by a policy: how often it was called, and what came of it.
pub(crate) async fn outcome(
    steps: impl IntoIterator<Item = Step>,
    policy: RetryPolicy,
    is_idempotent: bool,
) -> (usize, Result<(), Error>) {
    let script = Script::new(steps);
    let client = script.client().retry(policy).build().unwrap();
    let outcome = if is_idempotent {
        client.execute(&StockSetRequest { stock: 7 }).await
    } else {
        client.execute(&StockAddRequest { stock: 7 }).await
    };
    (script.calls().len(), outcome.map(|_| ()))
}
