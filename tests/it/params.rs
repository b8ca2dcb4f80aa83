//! Parameters: how typed values become text, and what a call sends of it.

mod flatten;

mod form;

mod extra;

mod any_text;

use top_core::{App, CallOptions, DateTime, PreparedCall, TopApi};

fn app() -> App {
    App::new("12345678", "helloworld")
}

fn timestamp() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

fn prepare<A: TopApi>(app: &App, request: &A) -> PreparedCall<A::Response> {
    app.prepare(request, &CallOptions::new(), timestamp()).unwrap()
}

/// Reads the body of a call as any server reads a form.
fn form<Response: top_core::TopObject>(call: &PreparedCall<Response>) -> Vec<(String, String)> {
    form_urlencoded::parse(call.body()).into_owned().collect()
}

/// Returns one parameter of a call.
fn parameter<Response: top_core::TopObject>(call: &PreparedCall<Response>, name: &str) -> Option<String> {
    form(call).into_iter().find_map(|(parameter, value)| (parameter == name).then_some(value))
}
