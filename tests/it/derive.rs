//! What every attribute of the derives does at run time.

use http::{HeaderMap, StatusCode};
use top_core::{App, CallOptions, DateTime, Error, PreparedCall, Reply, TopApi, TopObject};

mod session;

mod outcome;

mod forms;

mod rules;

mod codes;

mod builder;

mod debug;

mod table;

mod wide;

fn prepare<A: TopApi>(request: &A) -> Result<PreparedCall<A::Response>, Error> {
    let timestamp: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    App::new("12345678", "secret").prepare(request, &CallOptions::new(), timestamp)
}

/// Reads `body` as the answer to `request`.
fn answer<A: TopApi>(request: &A, body: &str) -> Reply<A::Response> {
    let call = prepare(request).unwrap();
    call.decode(StatusCode::OK, &HeaderMap::new(), body.to_owned()).unwrap()
}

/// Returns one parameter of a request.
fn parameter<A: TopApi>(request: &A, name: &str) -> Option<String> {
    request.params().iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

/// Returns the violations, each as `path: rule`.
fn violations(value: &impl TopObject) -> Vec<String> {
    let Err(violations) = value.validate() else { return Vec::new() };
    let describe = |violation: &top_core::Violation| match violation.rule() {
        Some(rule) => format!("{}: {}", violation.path(), rule.key()),
        None => violation.to_string(),
    };
    violations.iter().map(describe).collect()
}
