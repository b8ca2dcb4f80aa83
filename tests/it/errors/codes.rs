//! Code and sub-code, and what follows from them.

use std::time::Duration;

use top_core::error::{SubCode, TransportError, TransportErrorKind};
use top_core::{ApiError, Error, ErrorKind};

fn error(code: i64, sub_code: &str) -> ApiError {
    ApiError::new(code, "x").with_sub(sub_code, "y")
}

/// Code and sub-code; the kind, whether later may help, whether the service may have acted.
type Row = (i64, &'static str, ErrorKind, bool, bool);

const TABLE: [Row; 61] = [
    (3, "", ErrorKind::Platform, true, true),
    (4, "", ErrorKind::Throttled, true, false),
    (5, "", ErrorKind::Throttled, true, false),
    (6, "", ErrorKind::Throttled, true, false),
    (7, "", ErrorKind::Throttled, true, false),
    (7, "accesscontrol.limited-by-api-access-count", ErrorKind::Throttled, true, false),
    (7, "accesscontrol.limited-by-app-api-access-count", ErrorKind::Throttled, true, false),
    (7, "accesscontrol.limited-by-dynamic-access-count", ErrorKind::Throttled, true, false),
    (7, "accesscontrol.limited-by-app-access-count", ErrorKind::Throttled, true, false),
    (8, "", ErrorKind::Throttled, true, false),
    (9, "", ErrorKind::Caller, false, false),
    (10, "", ErrorKind::Platform, true, true),
    (11, "isv.permission-ip-whitelist-limit", ErrorKind::Permission, false, false),
    (12, "", ErrorKind::Permission, false, false),
    (13, "", ErrorKind::Permission, false, false),
    (15, "", ErrorKind::Business, false, true),
    (15, "isv.MOBILE_NUMBER_ILLEGAL", ErrorKind::Business, false, true),
    (15, "isv.BUSINESS_LIMIT_CONTROL", ErrorKind::Business, false, true),
    (15, "isv.item-service-error:SELLER_NOT_FOUND", ErrorKind::Business, false, true),
    (15, "isv.missing-parameter:nick", ErrorKind::Caller, false, true),
    (15, "isv.invalid-parameter:nick", ErrorKind::Caller, false, true),
    (15, "isv.parameters-mismatch:a-and-b", ErrorKind::Caller, false, true),
    (15, "isv.invalid-permission:nick", ErrorKind::Permission, false, true),
    (15, "isp.item-service-unavailable", ErrorKind::Platform, true, true),
    (15, "isp.remote-service-error", ErrorKind::Platform, true, true),
    (15, "isp.remote-service-timeout", ErrorKind::Platform, true, true),
    (15, "isp.remote-connection-error", ErrorKind::Platform, true, true),
    (15, "isp.top-remote-connection-timeout", ErrorKind::Platform, true, true),
    (15, "isp.top-remote-connection-timeout-tmall", ErrorKind::Platform, true, true),
    (15, "isp.top-remote-connection-error", ErrorKind::Platform, true, true),
    (15, "isp.unknown-error", ErrorKind::Platform, true, true),
    (15, "isp.top-remote-service-unavailable", ErrorKind::Platform, true, true),
    (15, "isp.top-remote-unknown-error", ErrorKind::Platform, true, true),
    (15, "isp.call-limited", ErrorKind::Throttled, true, false),
    (15, "isp.null-pointer-exception", ErrorKind::Platform, false, true),
    (15, "isp.top-parse-error", ErrorKind::Platform, false, true),
    (15, "isp.top-mapping-parse-error", ErrorKind::Platform, false, true),
    (15, "accesscontrol.of-tomorrow", ErrorKind::Throttled, true, false),
    (21, "", ErrorKind::Caller, false, false),
    (22, "", ErrorKind::Caller, false, false),
    (23, "", ErrorKind::Caller, false, false),
    (24, "", ErrorKind::Signature, false, false),
    (25, "", ErrorKind::Signature, false, false),
    (26, "isv.session-is-blank", ErrorKind::Session, false, false),
    (27, "sessionkey-not-generated-by-server", ErrorKind::Session, false, false),
    (28, "", ErrorKind::Configuration, false, false),
    (29, "", ErrorKind::Configuration, false, false),
    (30, "", ErrorKind::Timestamp, false, false),
    (31, "", ErrorKind::Timestamp, false, false),
    (32, "", ErrorKind::Caller, false, false),
    (33, "", ErrorKind::Caller, false, false),
    (34, "", ErrorKind::Caller, false, false),
    (40, "isv.missing-parameter:nick", ErrorKind::Caller, false, true),
    (41, "isv.invalid-parameter:nick", ErrorKind::Caller, false, true),
    (42, "", ErrorKind::Permission, false, false),
    (43, "", ErrorKind::Caller, false, false),
    (44, "", ErrorKind::Session, false, true),
    (47, "", ErrorKind::Caller, false, true),
    (50, "isp.remote-service-error", ErrorKind::Platform, true, true),
    (53, "", ErrorKind::Session, false, false),
    (520, "isp.remote-service-timeout", ErrorKind::Platform, true, true),
];

#[test]
fn each_code_and_sub_code_has_its_kind_and_says_whether_later_may_help() {
    for (code, sub_code, kind, is_retryable, may_have_been_executed) in TABLE {
        let error = error(code, sub_code);
        assert_eq!(error.kind(), kind, "{code} {sub_code}");
        assert_eq!(error.is_retryable(), is_retryable, "{code} {sub_code}");
        assert_eq!(error.may_have_been_executed(), may_have_been_executed, "{code} {sub_code}");
        let error = Error::from(error);
        assert_eq!(error.is_retryable(), is_retryable, "{code} {sub_code}");
        assert_eq!(error.may_have_been_executed(), may_have_been_executed, "{code} {sub_code}");
    }
}

#[test]
fn a_session_is_invalid_by_the_confirmed_codes_only() {
    for code in 0..100 {
        let error = Error::from(error(code, ""));
        assert_eq!(error.is_session_invalid(), matches!(code, 26 | 27 | 53), "{code}");
    }
}

#[test]
fn a_ban_ends_a_second_after_the_seconds_it_names() {
    let after = |sub_msg: &str| {
        let error = ApiError::new(7, "App Call Limited").with_sub("accesscontrol.limited", sub_msg);
        Error::from(error).retry_after().map(|duration| duration.as_secs())
    };

    assert_eq!(after("This ban will last for 1 more seconds"), Some(2));
    assert_eq!(after("This ban will last for 0 more seconds."), Some(1));
    assert_eq!(after("该接口被限流 This ban will last for 4213 more seconds(流控)"), Some(4214));
    assert_eq!(after("This ban will last for 1 second"), Some(2));
    let longest = u64::MAX.to_string();
    assert_eq!(after(&format!("This ban will last for {longest} more seconds")), Some(u64::MAX));
    for odd in [
        "",
        "This ban will last for more seconds",
        "This ban will last for 3",
        "This ban will last for 3 more minutes",
        "This ban will last for -3 more seconds",
        "This ban will last for 99999999999999999999 more seconds",
        "This ban will last for ３ more seconds",
        "ban will last for ",
    ] {
        assert_eq!(after(odd), None, "{odd}");
    }
    assert_eq!(ApiError::new(7, "App Call Limited").retry_after(), None);
}

#[test]
fn the_quota_of_the_day_is_told_apart() {
    let error = error(7, "accesscontrol.limited-by-app-access-count");

    assert!(error.is_daily_quota());
    assert!(error.to_string().contains("00:00 GMT+8"), "{error}");
    assert!(!self::error(7, "accesscontrol.limited-by-api-access-count").is_daily_quota());
}

#[test]
fn the_data_of_a_sub_code_is_typed() {
    for (sub_code, data) in [
        ("isv.missing-parameter:note.stars", SubCode::MissingParameter("note.stars")),
        ("isv.invalid-parameter:nick", SubCode::InvalidParameter("nick")),
        ("isv.invalid-permission:fields", SubCode::InvalidPermission("fields")),
        (
            "isv.parameters-mismatch:start-date-and-end-date",
            SubCode::ParametersMismatch(vec!["start-date", "end-date"]),
        ),
        ("isv.user-not-exist:nick", SubCode::NotExist { what: "user", name: "nick" }),
        ("isv.user-not-exist:invalid-nick", SubCode::NotExist { what: "user", name: "nick" }),
        ("isv.item-service-error:SELLER:NOT", SubCode::ServiceError { service: "item", code: "SELLER:NOT" }),
    ] {
        assert_eq!(error(15, sub_code).sub_code_data(), Some(data), "{sub_code}");
    }
    for none in ["", "isv.", ":", "isv.missing-parameter", "isv.missing-parameter:", "isv.new:x", "isp.x:y"] {
        assert_eq!(error(15, none).sub_code_data(), None, "{none}");
    }
    assert_eq!(ApiError::new(15, "x").sub_code_data(), None);
}

#[test]
fn a_missing_permission_says_what_to_apply_for() {
    for (sub_code, part) in [
        ("isv.permission-api-package-empty", "no API package"),
        ("isv.permission-api-package-not-allowed", "in no package"),
        ("isv.permission-api-package-limit", "limits"),
        ("isv.permission-ip-whitelist-limit", "IP白名单"),
        ("isv.permission-api-widget-only-limit", "widgets"),
        ("", "API权限"),
    ] {
        let error = error(11, sub_code);
        assert!(error.hint().unwrap().contains(part), "{sub_code}");
        assert!(error.to_string().ends_with(error.hint().unwrap()), "{error}");
    }
    assert_eq!(error(15, "isv.x").hint(), None);
}

#[test]
fn a_connection_that_never_was_sent_nothing_and_all_else_may_have() {
    for (kind, may_have_been_sent, is_retryable) in [
        (TransportErrorKind::Connect, false, true),
        (TransportErrorKind::Timeout, true, true),
        (TransportErrorKind::Interrupted, true, true),
        (TransportErrorKind::TooLarge, true, false),
    ] {
        let error = TransportError::new(kind, None);
        assert_eq!(error.may_have_been_sent(), may_have_been_sent, "{kind:?}");
        let error = Error::from(error);
        assert_eq!(error.may_have_been_executed(), may_have_been_sent, "{kind:?}");
        assert_eq!(error.is_retryable(), is_retryable, "{kind:?}");
    }
    assert_eq!(Error::from(error(7, "")).retry_after(), None::<Duration>);
}

#[test]
fn an_error_holds_what_it_was_made_of() {
    let texts = |error: &ApiError| {
        [Some(error.msg()), error.sub_code(), error.sub_msg(), error.request_id()]
            .map(|text| text.map(str::to_owned))
    };
    let owned = |texts: [Option<&str>; 4]| texts.map(|text| text.map(str::to_owned));
    let plain = ApiError::new(15, "服务");
    assert_eq!(texts(&plain), owned([Some("服务"), None, None, None]));
    let with_id = plain.clone().with_request_id("id");
    assert_eq!(texts(&with_id), owned([Some("服务"), None, None, Some("id")]));
    let with_all = with_id.clone().with_sub("", "超时");
    assert_eq!(texts(&with_all), owned([Some("服务"), Some(""), Some("超时"), Some("id")]));
    assert_eq!(with_all, plain.clone().with_sub("", "超时").with_request_id("id"));
    assert_ne!(ApiError::new(15, "").with_request_id(""), ApiError::new(15, ""));
    assert_ne!(ApiError::new(15, "a").with_request_id("b"), ApiError::new(15, "ab").with_request_id(""));

    assert_eq!(
        format!("{with_all:?}"),
        "ApiError { method: \"\", code: 15, msg: \"服务\", sub_code: Some(\"\"), sub_msg: Some(\"超时\"), \
         request_id: Some(\"id\"), status: 200, signed: None }"
    );
}
