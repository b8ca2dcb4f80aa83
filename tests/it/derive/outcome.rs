use top_core::{Decimal, TopApi, TopEnum, TopObject};

use super::answer;

/// Declares a request with a response, and reads an answer.
macro_rules! business {
    ($body:expr, { $($field:ident: $ty:ty),* }, $($outcome:tt)*) => {{
        #[derive(Debug, TopApi)]
        #[top(method = "taobao.outcome.get", response = Response)]
        struct Request {}

        #[derive(Debug, TopObject)]
        #[top($($outcome)*)]
        struct Response {
            $($field: $ty,)*
        }

        let reply = answer(&Request {}, $body);
        match reply.business() {
            Ok(response) => {
                $(let _ = &response.$field;)*
                Ok(())
            }
            Err(error) => Err((error.code().map(str::to_owned), error.message().map(str::to_owned))),
        }
    }};
}

#[derive(Debug, TopObject)]
struct Outer {
    inner: Option<Box<Inner>>,
    text: Option<String>,
}

#[derive(Debug, TopObject)]
struct Inner {
    is_success: Option<bool>,
    code: Option<i64>,
    message: Option<String>,
}

fn failure(code: Option<&str>, message: Option<&str>) -> Result<(), (Option<String>, Option<String>)> {
    Err((code.map(str::to_owned), message.map(str::to_owned)))
}

#[test]
fn success_is_a_boolean() {
    let outcome = |body: &str| business!(body, { done: Option<bool> }, success = "done");
    assert_eq!(outcome(r#"{"done":true}"#), Ok(()));
    assert_eq!(outcome(r#"{"done":"true"}"#), Ok(()));
    assert_eq!(outcome(r#"{"done":false}"#), failure(None, None));
    // What tells nothing tells no success.
    assert_eq!(outcome("{}"), failure(None, None));
}

#[test]
fn success_is_text_or_a_number_that_means_true() {
    let text = |body: &str| business!(body, { done: Option<String> }, success = "done");
    assert_eq!(text(r#"{"done":"TRUE"}"#), Ok(()));
    assert_eq!(text(r#"{"done":"no"}"#), failure(None, None));
    let number = |body: &str| business!(body, { done: i64 }, success = "done");
    assert_eq!(number(r#"{"done":1}"#), Ok(()));
    assert_eq!(number(r#"{"done":0}"#), failure(None, None));
}

#[test]
fn success_is_a_code() {
    let outcome = |body: &str| {
        business!(
            body,
            { biz_code: Option<String>, message: Option<String> },
            success = "biz_code", ok = "0000", code = "biz_code", message = "message"
        )
    };
    assert_eq!(outcome(r#"{"biz_code":"0000","message":"fine"}"#), Ok(()));
    assert_eq!(outcome(r#"{"biz_code":"0001","message":"坏"}"#), failure(Some("0001"), Some("坏")));
    assert_eq!(outcome("{}"), failure(None, None));
}

#[test]
fn a_code_can_be_an_enum_a_number_or_a_decimal() {
    #[derive(Debug, TopEnum)]
    enum Code {
        #[top(name = "OK")]
        Fine,
        #[top(other)]
        Other(String),
    }

    let outcome =
        |body: &str| business!(body, { code: Option<Code> }, success = "code", ok = "OK", code = "code");
    assert_eq!(outcome(r#"{"code":"OK"}"#), Ok(()));
    assert_eq!(outcome(r#"{"code":"NEW"}"#), failure(Some("NEW"), None));
    let outcome =
        |body: &str| business!(body, { code: Option<i64> }, success = "code", ok = "200", code = "code");
    assert_eq!(outcome(r#"{"code":200}"#), Ok(()));
    assert_eq!(outcome(r#"{"code":"404"}"#), failure(Some("404"), None));
    let outcome = |body: &str| business!(body, { code: Decimal }, success = "code", ok = "1.0");
    assert_eq!(outcome(r#"{"code":"1.0"}"#), Ok(()));
}

#[test]
fn paths_lead_through_options_and_boxes() {
    let outcome = |body: &str| {
        business!(
            body,
            { result: Option<Outer> },
            success = "result.inner.is_success", code = "result.inner.code", message = "result.inner.message"
        )
    };
    assert_eq!(outcome(r#"{"result":{"inner":{"is_success":true}}}"#), Ok(()));
    let body = r#"{"result":{"text":"t","inner":{"is_success":false,"code":7,"message":"late"}}}"#;
    assert_eq!(outcome(body), failure(Some("7"), Some("late")));
    assert_eq!(outcome(r#"{"result":{"inner":null}}"#), failure(None, None));
    assert_eq!(outcome(r#"{"result":null}"#), failure(None, None));
    assert_eq!(outcome("{}"), failure(None, None));
}

#[test]
fn the_last_step_can_be_read_from_another_struct_than_the_first() {
    let outcome = |body: &str| {
        business!(
            body,
            { result: Outer, message: Option<String> },
            success = "result.inner.is_success", message = "message", code = "result.text"
        )
    };
    let body = r#"{"result":{"text":"E1","inner":{"is_success":false}},"message":"m"}"#;
    assert_eq!(outcome(body), failure(Some("E1"), Some("m")));
}

#[test]
fn the_descriptor_tells_that_there_is_an_outcome() {
    #[derive(Debug, TopObject)]
    #[top(success = "next.ok")]
    struct Recursive {
        next: Option<Box<Recursive>>,
        ok: Option<bool>,
    }

    #[derive(Debug, TopObject)]
    #[top(success = "page.ok")]
    struct Generic<T: TopObject> {
        page: Option<T>,
    }

    #[derive(Debug, TopObject)]
    struct Page {
        ok: bool,
    }

    assert!(Recursive::DESCRIPTOR.outcome().is_some());
    assert!(Generic::<Page>::DESCRIPTOR.outcome().is_some());
    assert!(Outer::DESCRIPTOR.outcome().is_none());
    let recursive = Recursive { next: None, ok: Some(true) };
    assert!(recursive.next.is_none() && recursive.ok.is_some());
    assert!(Generic { page: Some(Page { ok: true }) }.page.is_some_and(|page| page.ok));
}
