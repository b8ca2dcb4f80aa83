//! Answers that echo what must stay secret.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use top_core::descriptor::{Descriptor, Field};
use top_core::value::Borrower;
use top_core::wire::{Reader, Wire};
use top_core::{App, CallOptions, DateTime, Error, PreparedCall, SignMethod, TopApi, TopObject};

use super::{Request, Response};

/// A session with characters that a form has to encode.
const SESSION: &str = "6100e234/sentinel+session==";
const ENCODED_SESSION: &str = "6100e234%2Fsentinel%2Bsession%3D%3D";

fn call(session: &str) -> PreparedCall<Response> {
    let options = CallOptions::new().session(session);
    App::new("12345678", "helloworld").prepare(&Request {}, &options, DateTime::MIN).unwrap()
}

fn signature(call: &PreparedCall<Response>) -> String {
    let form = form_urlencoded::parse(call.body());
    form.into_owned().find_map(|(name, value)| (name == "sign").then_some(value)).unwrap()
}

/// Asserts that nothing an error shows has any of `secrets`.
fn assert_hidden(error: &Error, secrets: &[&str]) {
    let excerpt = match error {
        Error::Decode(error) => error.body_excerpt(),
        Error::HttpStatus(error) => error.body_excerpt(),
        Error::Api(error) => error.msg(),
        other => panic!("{other}"),
    };
    for shown in [excerpt, &error.to_string(), &format!("{error:?}")] {
        for secret in secrets {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn session_and_signature_are_blotted_out_of_excerpts() {
    let call = call(SESSION);
    let signature = signature(&call);
    let body = String::from_utf8(call.body().to_vec()).unwrap();
    let page = format!("<html>{body} {SESSION} \"{signature}\"</html>");

    for status in [200, 502] {
        let status = StatusCode::from_u16(status).unwrap();
        let error = call.decode(status, &HeaderMap::new(), page.clone()).unwrap_err();

        assert_hidden(&error, &[SESSION, ENCODED_SESSION, &signature, "sentinel"]);
        assert!(error.to_string().contains("session=[redacted]&"), "{error}");
        assert!(error.to_string().contains("sign=[redacted] [redacted]"), "{error}");
    }
}

#[test]
fn a_session_is_found_whatever_parameters_stand_around_it() {
    for name in ["~more", "zzz", "a", "{x}", "session_key"] {
        let options = CallOptions::new().session("sentinel-17").extra(name, "1");
        let app = App::new("12345678", "helloworld");
        let call: PreparedCall<Response> = app.prepare(&Request {}, &options, DateTime::MIN).unwrap();
        let signature = signature(&call);

        let page = format!("<html>sentinel-17 {signature}</html>");
        let error = call.decode(StatusCode::OK, &HeaderMap::new(), page).unwrap_err();
        assert_hidden(&error, &["sentinel", &signature]);
    }
}

#[test]
fn session_and_signature_are_blotted_out_of_the_platforms_own_words() {
    let call = call(SESSION);
    let signature = signature(&call);
    let body = format!(
        r#"{{"error_response":{{"code":27,"msg":"Invalid session {SESSION}","sub_code":"{signature}",
            "sub_msg":"{ENCODED_SESSION} {SESSION}","request_id":"{SESSION}"}}}}"#
    );

    let error = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();
    assert_hidden(&error, &[SESSION, ENCODED_SESSION, &signature, "sentinel"]);
    let Error::Api(error) = error else { unreachable!() };
    assert_eq!(error.msg(), "Invalid session [redacted]");
    assert_eq!(error.sub_msg(), Some("[redacted] [redacted]"));
}

#[test]
fn a_session_is_found_in_words_as_short_as_itself() {
    for session in ["a/+=", "sentinel", "中文", "plain-session_1.x"] {
        let call = call(session);
        let body = format!(r#"{{"error_response":{{"code":27,"msg":"{session}","sub_code":"x"}}}}"#);

        let Err(Error::Api(error)) = call.decode(StatusCode::OK, &HeaderMap::new(), body) else {
            panic!("no error")
        };
        assert_eq!((error.msg(), error.sub_code()), ("[redacted]", Some("x")));
    }
}

/// Returns what is shown of the platform's message, which is `msg`.
fn shown_message<T: TopObject>(call: &PreparedCall<T>, msg: &str) -> String {
    let body = serde_json::json!({"error_response": {"code": 15, "msg": msg}}).to_string();
    match call.decode(StatusCode::OK, &HeaderMap::new(), body) {
        Err(Error::Api(error)) => error.msg().to_owned(),
        _ => panic!("no error"),
    }
}

#[test]
fn a_signature_of_any_method_is_found_in_words_as_short_as_itself() {
    for method in SignMethod::ALL {
        let app = App::new("12345678", "helloworld").with_sign_method(method);
        let call = app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();

        assert_eq!(shown_message(&call, &signature(&call)), "[redacted]", "{method}");
    }
}

#[test]
fn a_call_without_a_session_has_nothing_else_blotted_out() {
    let call: PreparedCall<Response> =
        App::new("12345678", "helloworld").prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();
    let form: Vec<_> = form_urlencoded::parse(call.body()).filter(|(name, _)| name != "sign").collect();

    assert!(form.len() > 4);
    for (name, value) in form {
        assert_eq!(shown_message(&call, &value), value, "{name}");
    }
}

type Text = String;
type Alias = Keys;

#[derive(Clone, TopObject)]
struct Keys {
    #[top(secret)]
    key: String,
}

#[derive(TopObject)]
struct Around {
    keys: BTreeMap<String, Vec<Keys>>,
}

#[derive(TopObject)]
struct Chain {
    next: Option<Box<Self>>,
    keys: Option<Keys>,
}

fn keys() -> Keys {
    Keys { key: "sentinel".to_owned() }
}

/// Declares a request for each place that a secret can have in it, and asserts that it is found there.
macro_rules! assert_found {
    ($($(#$attribute:tt)* $field:ident: $ty:ty = $value:expr;)*) => {$({
        #[derive(TopApi)]
        #[top(method = "taobao.probe.get")]
        struct Request {
            a: i64, b: i64, c: i64, d: i64, e: i64, f: i64, g: i64, h: i64, i: i64, j: i64, k: i64, l: i64,
            $(#$attribute)*
            $field: $ty,
        }
        let request = Request { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, $field: $value };
        let call = App::new("12345678", "helloworld").prepare(&request, &CallOptions::new(), DateTime::MIN).unwrap();
        assert_eq!(shown_message(&call, "it was sentinel"), "it was [redacted]", "{}", stringify!($field));
    })*};
}

#[test]
fn a_secret_field_is_found_wherever_it_stands() {
    assert_found! {
        #[top(secret)] itself: String = "sentinel".to_owned();
        #[top(secret)] by_alias: Text = "sentinel".to_owned();
        object: Keys = keys();
        object_by_alias: Alias = keys();
        optional: Option<Keys> = Some(keys());
        list: Vec<Keys> = vec![keys()];
        two_levels: Around = Around { keys: BTreeMap::from([("a".to_owned(), vec![keys()])]) };
        in_itself: Chain = Chain { next: Some(Box::new(Chain { next: None, keys: Some(keys()) })), keys: None };
        by_hand: ByHand = ByHand(keys());
    }
}

/// A struct that is declared without the derive.
struct ByHand(Keys);

impl TopObject for ByHand {
    type Fields = ();

    const DESCRIPTOR: &'static Descriptor =
        &Descriptor::object("ByHand", &[Field::new("keys", <Keys as Wire>::TYPE)]);

    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        borrower.take(&[&self.0]);
    }

    fn from_reader(reader: &mut Reader<'_>) -> Self {
        Self(Wire::read(reader))
    }
}

#[test]
fn a_session_is_blotted_out_as_json_escapes_it() {
    let call = call(SESSION);
    let body = format!(r#"{{"items_get_response":"{}"}}"#, SESSION.replace('/', "\\/"));

    let error = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();
    assert_hidden(&error, &["sentinel"]);
}

#[test]
fn a_session_is_blotted_out_of_the_path_through_a_map() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get", response = Counts)]
    struct Request {}
    #[derive(Debug, TopObject)]
    struct Counts {
        #[allow(dead_code, reason = "reading it fails")]
        counts: BTreeMap<String, i64>,
    }
    let app = App::new("12345678", "helloworld").with_session(SESSION);
    let call = app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();

    let body = format!(r#"{{"counts":{{"{SESSION}":"x"}}}}"#);
    let error = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();
    assert_hidden(&error, &["sentinel"]);
    assert!(error.to_string().contains("at `counts.[redacted]`"), "{error}");
}

#[test]
fn no_part_of_a_session_is_left_where_the_excerpt_ends() {
    let session: String = ('a'..='z').cycle().take(300).collect();
    let call = call(&session);

    for before in [0, 1, 500, 505, 511, 512, 3900, 4000, 4090] {
        let body = format!("{}{}", ".".repeat(before), session.repeat(100));
        let error = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();

        assert_hidden(&error, &["abc", "xyz"]);
    }
}

#[test]
fn a_session_of_a_letter_or_two_does_not_blot_out_the_whole_text() {
    let error = call("e").decode(StatusCode::OK, &HeaderMap::new(), "here we are").unwrap_err();

    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.body_excerpt(), "here we are");
}
