//! Parameters that a call has beside those of its request.

use top_core::error::ViolationKind;
use top_core::system::SYSTEM_PARAMETERS;
use top_core::{CallOptions, Error, TopApi, Violations};

use super::{app, form, parameter, prepare, timestamp};

#[derive(Debug, Clone, Default, TopApi)]
#[top(method = "taobao.probe.get")]
struct Request {
    fields: Option<String>,
    #[top(max = 100)]
    page: i64,
}

fn with(options: &CallOptions, name: &str) -> Option<String> {
    parameter(&app().prepare(&Request::default(), options, timestamp()).unwrap(), name)
}

fn refusal(options: &CallOptions) -> Violations {
    match app().prepare(&Request::default(), options, timestamp()) {
        Err(Error::Validation(violations)) => violations,
        other => panic!("expected violations, got {other:?}"),
    }
}

#[test]
fn an_extra_parameter_is_added_in_its_place() {
    let options = CallOptions::new().extra("nick", "商家 & 帐号").extra("zone", "1");
    let call = app().prepare(&Request::default(), &options, timestamp()).unwrap();

    let names: Vec<_> = form(&call).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "app_key",
            "format",
            "method",
            "nick",
            "page",
            "sign_method",
            "simplify",
            "timestamp",
            "v",
            "zone",
            "sign"
        ]
    );
    assert_eq!(parameter(&call, "nick").as_deref(), Some("商家 & 帐号"));
}

#[test]
fn an_extra_parameter_is_signed() {
    let plain = prepare(&app(), &Request::default());

    assert_ne!(with(&CallOptions::new().extra("x", "1"), "sign"), parameter(&plain, "sign"));
}

#[test]
fn an_extra_parameter_takes_the_place_of_a_field() {
    let options = CallOptions::new().extra("page", "all").extra("fields", "nick");
    let call = app().prepare(&Request::default(), &options, timestamp()).unwrap();

    assert_eq!(parameter(&call, "page").as_deref(), Some("all"));
    assert_eq!(parameter(&call, "fields").as_deref(), Some("nick"));
    assert_eq!(form(&call).iter().filter(|(name, _)| name == "page").count(), 1);
}

#[test]
fn a_blank_extra_parameter_takes_a_field_away() {
    assert_eq!(with(&CallOptions::new().extra("page", " "), "page"), None);
}

#[test]
fn of_two_extra_parameters_of_one_name_the_later_one_is_sent() {
    assert_eq!(with(&CallOptions::new().extra("x", "1").extra("x", "2"), "x").as_deref(), Some("2"));
}

#[test]
fn a_name_is_encoded_as_a_value_is() {
    let options = CallOptions::new().extra("a&b=c", "1");
    let call = app().prepare(&Request::default(), &options, timestamp()).unwrap();

    assert!(call.body().starts_with(b"a%26b%3Dc=1&app_key=12345678&"));
    assert_eq!(parameter(&call, "a&b=c").as_deref(), Some("1"));
}

#[test]
fn the_name_of_a_system_parameter_is_refused() {
    let names = [
        "app_key",
        "format",
        "method",
        "partner_id",
        "session",
        "sign",
        "sign_method",
        "simplify",
        "target_app_key",
        "timestamp",
        "v",
    ];
    assert_eq!(SYSTEM_PARAMETERS, names);
    for name in names {
        let violations = refusal(&CallOptions::new().extra(name, "x"));

        let violation = violations.iter().next().unwrap();
        assert_eq!((violation.path(), violation.kind()), (name, ViolationKind::SystemParameter));
        assert_eq!((violation.code(), violation.rule()), (41, None));
    }
}

#[test]
fn a_name_that_is_not_printable_ascii_is_refused() {
    for name in ["", " ", "a b", "商家", "é", "a\n", "a\u{7f}", "\u{1f600}"] {
        let violations = refusal(&CallOptions::new().extra(name, "x"));

        let violation = violations.iter().next().unwrap();
        assert_eq!((violation.path(), violation.kind()), (name, ViolationKind::Name), "{name:?}");
    }
}

#[test]
fn all_refused_names_are_reported_at_once_even_without_validation() {
    let options =
        CallOptions::new().extra("v", "x").extra("ok", "x").extra("商家", "x").extra("app_key", "x");

    let violations = refusal(&options.skip_validation());
    let paths: Vec<_> = violations.iter().map(top_core::Violation::path).collect();
    assert_eq!(paths, ["app_key", "v", "商家"]);
    assert!(violations.to_string().starts_with("taobao.probe.get: the request breaks 3 rules\n"));
}

#[test]
fn the_fields_themselves_are_still_checked() {
    let request = Request { page: 101, ..Request::default() };

    let error = app().prepare(&request, &CallOptions::new().extra("page", "1"), timestamp()).unwrap_err();
    assert!(matches!(error, Error::Validation(_)));
}
