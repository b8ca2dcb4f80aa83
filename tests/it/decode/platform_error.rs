//! Errors of the platform.

use top_core::{Error, ErrorKind};

use super::{decode, decode_with, failure, platform_error};

const BODY: &str = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.MOBILE_NUMBER_ILLEGAL",
    "sub_msg":"号码格式错误","request_id":"rxn0m6mwsjqy"}}"#;

#[test]
fn an_error_of_the_platform_has_all_that_it_said() {
    let error = platform_error(decode(BODY));

    assert_eq!(error.method(), "taobao.items.get");
    assert_eq!((error.code(), error.msg()), (15, "Remote service error"));
    assert_eq!(error.sub_code(), Some("isv.MOBILE_NUMBER_ILLEGAL"));
    assert_eq!(error.sub_msg(), Some("号码格式错误"));
    assert_eq!(error.request_id(), Some("rxn0m6mwsjqy"));
    assert_eq!(error.status(), 200);
}

#[test]
fn an_error_of_the_platform_is_recognised_with_any_status() {
    for status in [200, 201, 302, 400, 403, 404, 500, 502, 503] {
        let error = platform_error(decode_with(status, BODY));

        assert_eq!((error.code(), error.status()), (15, status));
    }
}

#[test]
fn the_message_has_method_code_sub_code_and_request_id() {
    let error: Error = platform_error(decode(BODY)).into();

    assert_eq!(
        error.to_string(),
        "taobao.items.get: the platform answered with error 15: Remote service error, sub_code \
         isv.MOBILE_NUMBER_ILLEGAL: 号码格式错误, request_id rxn0m6mwsjqy"
    );
    assert_eq!(error.request_id(), Some("rxn0m6mwsjqy"));
}

#[test]
fn an_error_need_not_have_a_sub_code_nor_a_request_id() {
    let error = platform_error(decode(r#"{"error_response":{"code":22,"msg":"Invalid method"}}"#));

    assert_eq!((error.sub_code(), error.sub_msg(), error.request_id()), (None, None, None));
    assert_eq!(error.to_string(), "taobao.items.get: the platform answered with error 22: Invalid method");
}

#[test]
fn a_code_may_be_text() {
    for (code, expected) in [
        ("\"27\"", 27),
        ("\" 27 \"", 27),
        ("27", 27),
        ("-1", -1),
        ("9007199254740993", 9_007_199_254_740_993),
    ] {
        let body = format!(r#"{{"error_response":{{"code":{code},"msg":"x"}}}}"#);

        assert_eq!(platform_error(decode(&body)).code(), expected, "{code}");
    }
}

#[test]
fn an_error_without_a_number_as_its_code_still_is_one() {
    for code in ["\"isv.failure\"", "null", "1.5", "{}", "99999999999999999999"] {
        let body = format!(r#"{{"error_response":{{"code":{code},"msg":"x","sub_code":7}}}}"#);
        let error = platform_error(decode(&body));

        assert_eq!((error.code(), error.msg(), error.sub_code()), (0, "x", Some("7")), "{code}");
    }
    let error = platform_error(decode(r#"{"error_response":{}}"#));
    assert_eq!((error.code(), error.msg()), (0, ""));
}

#[test]
fn an_error_goes_before_any_response() {
    let body = r#"{"total_results":7,"items_get_response":{},"error_response":{"code":10,"msg":"x"}}"#;

    assert_eq!(platform_error(decode(body)).code(), 10);
}

#[test]
fn an_error_that_is_no_object_cannot_be_read() {
    let error = failure(decode(r#"{"error_response":"broken"}"#));

    assert_eq!((error.path(), error.problem()), ("error_response", "expected an object, found text"));
}

#[test]
fn members_called_code_and_msg_make_no_error_of_a_response() {
    let reply =
        decode(r#"{"items_get_response":{"code":"50","msg":"x","sub_code":"isv.x","total_results":7}}"#);

    assert_eq!(reply.unwrap().total_results, Some(7));
}

#[test]
fn what_an_error_asks_for_follows_from_its_codes() {
    let kind = |code: i64, sub_code: &str| {
        let body = format!(r#"{{"error_response":{{"code":{code},"msg":"x","sub_code":"{sub_code}"}}}}"#);
        decode(&body).unwrap_err().kind()
    };
    for (codes, expected) in [
        (&[3, 10][..], ErrorKind::Platform),
        (&[4, 5, 6, 7, 8], ErrorKind::Throttled),
        (&[11, 12, 13, 42], ErrorKind::Permission),
        (&[24, 25], ErrorKind::Signature),
        (&[26, 27, 53], ErrorKind::Session),
        (&[28, 29], ErrorKind::Configuration),
        (&[30, 31], ErrorKind::Timestamp),
        (&[9, 21, 22, 23, 32, 33, 34, 40, 41, 43, 47], ErrorKind::Caller),
        (&[0, 15, 50, 88, 520, 999], ErrorKind::Business),
    ] {
        for &code in codes {
            assert_eq!(kind(code, ""), expected, "{code}");
        }
    }
    for (sub_code, expected) in [
        ("isp.remote-service-timeout", ErrorKind::Platform),
        ("accesscontrol.limited-by-api-access-count", ErrorKind::Throttled),
        ("isv.missing-parameter:nick", ErrorKind::Caller),
        ("isv.invalid-parameter:nick", ErrorKind::Caller),
        ("isv.parameters-mismatch:a-and-b", ErrorKind::Caller),
        ("isv.invalid-permission:x", ErrorKind::Permission),
        ("isv.BUSINESS_LIMIT_CONTROL", ErrorKind::Business),
        ("new.family", ErrorKind::Business),
    ] {
        assert_eq!(kind(15, sub_code), expected, "{sub_code}");
    }
    // The platform's own code goes before the sub-code.
    assert_eq!(kind(25, "isp.top-parse-error"), ErrorKind::Signature);
}

#[test]
fn an_error_without_a_message_is_one_with_none() {
    let errors = [r#"{"error_response":{"code":15}}"#, r#"{"error_response":{"code":15,"msg":""}}"#]
        .map(|body| platform_error(decode(body)));

    assert_eq!(errors[0].msg(), "");
    assert_eq!(errors[0], errors[1]);
}
