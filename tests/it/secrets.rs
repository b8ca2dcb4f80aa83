//! Nothing that is shown anywhere holds the app secret, the session or the signature.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use top_core::sandbox::Sandbox;
use top_core::{App, AppSecret, CallOptions, Client, DateTime, Error, Session, TopApi, TopObject};

const SECRET: &str = "SENTINEL-SECRET";
/// With characters that are escaped on the wire: an echo of the escaped form must not show either.
const SESSION: &str = "SENTINEL+SESSION/=会话";

#[derive(Debug, TopApi)]
#[top(method = "taobao.secret.keep", response = SecretKeepResponse)]
struct SecretKeepRequest {
    q: String,
}

#[derive(Debug, TopObject)]
struct SecretKeepResponse {
    total: Option<i64>,
}

fn request() -> SecretKeepRequest {
    SecretKeepRequest { q: "淘宝".to_owned() }
}

/// Collects every log line of the process.
struct Log(Mutex<String>);

static LOG: Log = Log(Mutex::new(String::new()));

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(lines, "{} {} {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

/// Fails if `shown` holds a secret in any of its forms.
fn assert_silent(shown: &str, signature: &str) {
    for secret in ["SENTINEL", "%E4%BC%9A%E8%AF%9D", "会话", signature] {
        assert!(!shown.contains(secret), "a secret is shown: {shown}");
    }
}

/// Returns the signature in the body of a call.
fn signature_in(body: &[u8]) -> String {
    let body = std::str::from_utf8(body).unwrap();
    body.split_once("&sign=").unwrap().1.to_owned()
}

/// Shows an error in all the ways that an application might.
fn show(error: &Error) -> String {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(shown, "\n{error}\n{error:?}");
        source = error.source();
    }
    shown
}

#[test]
fn debug_of_every_part_of_a_call_is_silent() {
    let app = App::new("12345678", SECRET).with_session(SESSION);
    let options = CallOptions::new().session(SESSION);
    let call = app.prepare(&request(), &options, DateTime::now()).unwrap();
    let client = Client::builder("12345678", SECRET).session(SESSION).build().unwrap();
    let request = request();

    let mut shown = String::new();
    let _ = write!(shown, "{app:?}{app:#?}{options:?}{call:?}{call:#?}{client:?}{client:#?}");
    let _ = write!(shown, "{:?}", Client::builder("12345678", SECRET).session(SESSION));
    let _ = write!(shown, "{:?}{:?}", client.call(&request).session(SESSION), client.execute(&request));
    let _ = write!(shown, "{:?}{:?}", AppSecret::new(SECRET), Session::new(SESSION));
    let _ = write!(shown, "{:?}", Sandbox::builder().app("12345678", SECRET));

    assert_silent(&shown, &signature_in(call.body()));
}

#[test]
fn the_url_and_the_headers_of_a_call_are_silent() {
    let app = App::new("12345678", SECRET).with_session(SESSION);
    let call = app.prepare(&request(), &CallOptions::new(), DateTime::now()).unwrap();

    assert_silent(&format!("{} {:?}", call.url(), call.headers()), &signature_in(call.body()));
}

#[test]
fn an_answer_that_echoes_the_call_is_blotted_out_in_every_error() {
    let app = App::new("12345678", SECRET).with_session(SESSION);
    let call = app.prepare(&request(), &CallOptions::new(), DateTime::now()).unwrap();
    let signature = signature_in(call.body());
    let echo = format!("{} {SESSION} {signature}", std::str::from_utf8(call.body()).unwrap());
    let answers = [
        (200, format!("<html>{echo}</html>")),
        (502, format!("<html>{echo}</html>")),
        (200, format!(r#"{{"total":"{echo}"}}"#)),
        (200, format!(r#"{{"total":"{}"}}"#, SESSION.replace('/', "\\/"))),
        (
            200,
            format!(
                "<p>{}</p>",
                SESSION.replace('+', "\\u002b").replace('/', "\\u002f").replace('=', "\\u003d")
            ),
        ),
        (200, format!("<p>{}</p>", "SENTINEL%2bSESSION%2f%3d%e4%bc%9a%e8%af%9d")),
        (200, format!("{{{}{SESSION}{}", SESSION.repeat(500), " ".repeat(5_000))),
        (
            200,
            format!(
                r#"{{"error_response":{{"code":25,"msg":"{echo}","sub_code":"{echo}","sub_msg":"{echo}","request_id":"{echo}"}}}}"#
            ),
        ),
    ];
    for (status, answer) in answers {
        let status = StatusCode::from_u16(status).unwrap();
        let error = call.decode(status, &HeaderMap::new(), answer).unwrap_err();
        assert_silent(&show(&error), &signature);
        assert!(show(&error).contains("[redacted]"));
    }
}

#[test]
fn a_business_failure_that_echoes_the_session_is_blotted_out() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.secret.tell", response = SecretTellResponse)]
    struct SecretTellRequest {}

    #[derive(Debug, TopObject)]
    #[top(success = "ok", code = "code", message = "message")]
    struct SecretTellResponse {
        ok: Option<bool>,
        code: Option<String>,
        message: Option<String>,
    }

    let app = App::new("12345678", SECRET).with_session(SESSION);
    let call = app.prepare(&SecretTellRequest {}, &CallOptions::new(), DateTime::now()).unwrap();
    let answer = serde_json::json!({"ok": false, "code": SESSION, "message": format!("{SESSION} is over")});
    let reply = call.decode(StatusCode::OK, &HeaderMap::new(), answer.to_string()).unwrap();

    let error = Error::Business(reply.business().unwrap_err());

    assert_silent(&show(&error), &signature_in(call.body()));
    assert!(show(&error).contains("[redacted] is over"));
}

#[tokio::test]
async fn logs_at_trace_level_and_errors_of_real_calls_are_silent() {
    log::set_logger(&LOG).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let sandbox = Sandbox::builder().app("12345678", SECRET).start().unwrap();
    sandbox.answer_raw("taobao.secret.keep", http::Response::new(Bytes::from_static(b"<html>")));
    let client = sandbox.client_builder().session(SESSION).build().unwrap();
    let stranger = Client::builder("12345678", "SENTINEL-OTHER")
        .gateway(sandbox.url())
        .session(SESSION)
        .build()
        .unwrap();

    let mut shown = show(&client.execute(&request()).await.unwrap_err());
    shown += &show(&stranger.execute(&request()).await.unwrap_err());
    let _ = write!(shown, "{:?}{sandbox:?}", sandbox.calls());
    let signature = sandbox.calls()[0].parameter("sign").unwrap().to_owned();
    drop(sandbox);
    shown += &show(&client.execute(&request()).await.unwrap_err());
    let logged = LOG.0.lock().unwrap_or_else(PoisonError::into_inner).clone();

    assert_silent(&shown, &signature);
    assert_silent(&logged, &signature);
    assert!(
        logged.contains("TRACE") || logged.contains("DEBUG"),
        "nothing was logged, so nothing was tested"
    );
}
