use top_core::descriptor::Outcome;
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
    // Of the code of a failure nobody knows that 1 is meant by it.
    assert_eq!(text(r#"{"done":"1"}"#), failure(None, None));
    let number = |body: &str| business!(body, { done: i64 }, success = "done", ok = "1");
    assert_eq!(number(r#"{"done":1}"#), Ok(()));
    assert_eq!(number(r#"{"done":0}"#), failure(None, None));
    // Where the derive cannot look, a number that is 1 means true.
    let number = |body: &str| business!(body, { result: Option<Outer> }, success = "result.inner.code");
    assert_eq!(number(r#"{"result":{"inner":{"code":1}}}"#), Ok(()));
    assert_eq!(number(r#"{"result":{"inner":{"code":200}}}"#), failure(None, None));
}

#[test]
fn a_boolean_can_tell_success_by_being_false() {
    let outcome =
        |body: &str| business!(body, { has_error: Option<bool> }, success = "has_error", ok = "false");
    assert_eq!(outcome(r#"{"has_error":false}"#), Ok(()));
    assert_eq!(outcome(r#"{"has_error":"false"}"#), Ok(()));
    assert_eq!(outcome(r#"{"has_error":true}"#), failure(None, None));
    assert_eq!(outcome("{}"), failure(None, None));
    let outcome = |body: &str| business!(body, { done: bool }, success = "done", ok = "true");
    assert_eq!(outcome(r#"{"done":true}"#), Ok(()));
    assert_eq!(outcome(r#"{"done":false}"#), failure(None, None));
    let outcome =
        |body: &str| business!(body, { inner: Option<Inner> }, success = "inner.is_success", ok = "false");
    assert_eq!(outcome(r#"{"inner":{"is_success":false}}"#), Ok(()));
    assert_eq!(outcome(r#"{"inner":{"is_success":true}}"#), failure(None, None));
}

#[test]
fn an_error_code_can_tell_success_by_being_absent_or_blank() {
    let outcome = |body: &str| {
        business!(
            body,
            { error_code: Option<String>, message: Option<String> },
            success = "error_code", ok = "", code = "error_code"
        )
    };
    assert_eq!(outcome("{}"), Ok(()));
    assert_eq!(outcome(r#"{"error_code":"","message":"fine"}"#), Ok(()));
    assert_eq!(outcome(r#"{"error_code":"　","message":"fine"}"#), Ok(()));
    assert_eq!(outcome(r#"{"error_code":"E1"}"#), failure(Some("E1"), None));
    let outcome = |body: &str| business!(body, { inner: Option<Inner> }, success = "inner.code", ok = "");
    assert_eq!(outcome(r#"{"inner":null}"#), Ok(()));
    assert_eq!(outcome(r#"{"inner":{"code":0}}"#), failure(None, None));
}

#[derive(Debug, TopApi)]
#[top(method = "taobao.outcome.get", response = Login)]
struct LoginGet {}

#[derive(Debug, TopObject)]
#[top(success = "token", ok = "t0", code = "token", message = "account.phone")]
struct Login {
    #[top(secret)]
    token: Option<String>,
    account: Option<Account>,
}

#[derive(Debug, TopObject)]
struct Account {
    #[top(secret)]
    phone: Option<String>,
}

#[test]
fn the_error_says_which_member_decided_and_what_it_held() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.outcome.get", response = Response)]
    struct Request {}

    #[derive(Debug, TopObject)]
    #[top(success = "inner.is_success", code = "inner.code", message = "inner.message")]
    struct Response {
        inner: Option<Inner>,
    }

    #[derive(Debug, TopApi)]
    #[top(method = "taobao.outcome.get", response = Coded)]
    struct CodedGet {}

    #[derive(Debug, TopObject)]
    #[top(success = "biz_code", ok = "0000")]
    struct Coded {
        biz_code: Option<String>,
    }

    let message = |body: &str| answer(&Request {}, body).business().unwrap_err().to_string();
    assert_eq!(
        message(r#"{"inner":{"is_success":false,"code":7,"message":"late"},"request_id":"r"}"#),
        "taobao.outcome.get: the response tells of a failure, as `inner.is_success` is false, code 7: late, request_id r"
    );
    assert_eq!(
        message(r#"{"inner":{}}"#),
        "taobao.outcome.get: the response tells of a failure, as `inner.is_success` is absent"
    );
    let error = answer(&CodedGet {}, r#"{"biz_code":"00\"01"}"#).business().unwrap_err().to_string();
    assert!(error.ends_with(r#", as `biz_code` is "00\"01""#), "{error}");
}

#[test]
fn the_error_shows_no_secret() {
    let reply = answer(&LoginGet {}, r#"{"token":"t1","account":{"phone":"13800000000"}}"#);
    let error = reply.business().unwrap_err();

    assert_eq!(
        error.to_string(),
        "taobao.outcome.get: the response tells of a failure, as `token` is [redacted], code [redacted]: [redacted]"
    );
    for shown in ["t1", "13800000000"] {
        assert!(!format!("{error} {error:?}").contains(shown), "{error:?}");
    }
    assert!(reply.token.is_some() && reply.account.as_ref().is_some_and(|account| account.phone.is_some()));
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

#[test]
fn a_step_that_is_no_member_is_told_those_that_are_as_far_as_there_is_room() {
    macro_rules! many {
        ($($name:ident)*) => {
            #[derive(Debug, TopObject)]
            struct Many {
                $($name: Option<bool>,)*
            }
        };
    }
    many! {
        the_first_member_with_a_name_of_sixty_letters_that_fills_roo the_second_member_with_a_name_of_sixty_letters_that_fills_ro
        the_third_member_with_a_name_of_sixty_letters_that_fills_roo the_fourth_member_with_a_name_of_sixty_letters_that_fills_ro
        the_fifth_member_with_a_name_of_sixty_letters_that_fills_roo the_sixth_member_with_a_name_of_sixty_letters_that_fills_roo
        the_seventh_member_with_a_name_of_sixty_letters_that_fills_r the_eighth_member_with_a_name_of_sixty_letters_that_fills_ro
    }

    let panic = std::panic::catch_unwind(|| Outcome::new(&["result", "done"]).inside::<Many>()).unwrap_err();

    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.starts_with("`done` in `result.done` is no member of `Many`, the struct of the field `result`, which has `the_first_"));
    assert!(message.ends_with("fills_roo` and more") || message.ends_with("fills_ro` and more"), "{message}");
    assert!(message.len() <= 512);
}
