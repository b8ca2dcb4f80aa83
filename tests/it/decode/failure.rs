//! Answers that are neither a response nor an error of the platform.

use top_core::error::DecodeErrorKind;
use top_core::{Error, ErrorKind};

use super::{decode, decode_with, failure, status_failure};

const PAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

#[test]
fn an_error_is_two_words_wide() {
    assert!(size_of::<Error>() <= 2 * size_of::<usize>(), "{} bytes", size_of::<Error>());
}

#[test]
fn an_empty_body_is_no_success() {
    let error = failure(decode(""));

    assert_eq!((error.status(), error.path(), error.body_excerpt()), (200, "", ""));
    assert!(error.to_string().ends_with("; the body is empty"), "{error}");
    assert_eq!(Error::from(error).kind(), ErrorKind::Decode);
    failure(decode(" \n"));
}

#[test]
fn a_page_with_a_status_of_success_cannot_be_read() {
    let error = failure(decode(PAGE));

    assert_eq!((error.kind(), error.problem()), (DecodeErrorKind::Syntax, "the body is a page of HTML"));
    assert_eq!((error.method(), error.body_excerpt()), ("taobao.items.get", PAGE));
    assert_eq!(
        error.to_string(),
        format!(
            "taobao.items.get: the answer (HTTP status 200) could not be read: {}; the body of 50 bytes starts with {PAGE:?}",
            error.problem()
        )
    );
}

#[test]
fn a_page_with_a_status_of_failure_is_that_status() {
    let error = status_failure(decode_with(502, PAGE));

    assert_eq!((error.status(), error.method(), error.body_excerpt()), (502, "taobao.items.get", PAGE));
    assert_eq!(
        error.to_string(),
        format!(
            "taobao.items.get: the gateway answered with HTTP status 502; the body of 50 bytes starts with {PAGE:?}"
        )
    );
}

#[test]
fn any_body_with_a_status_of_failure_is_that_status() {
    for status in [301, 302, 304, 400, 401, 403, 404, 413, 429, 500, 503, 504] {
        for body in
            ["", PAGE, "{}", r#"{"total_results":7}"#, r#"{"items_get_response":{}}"#, "[1]", "{", "\u{0}"]
        {
            assert_eq!(status_failure(decode_with(status, body)).status(), status, "{body}");
        }
    }
    status_failure(decode_with(500, &b"\xff\xfe"[..]));
}

#[test]
fn a_status_of_500_and_more_is_the_platforms_fault() {
    assert_eq!(decode_with(502, PAGE).unwrap_err().kind(), ErrorKind::Platform);
    assert_eq!(decode_with(500, "").unwrap_err().kind(), ErrorKind::Platform);
    assert_eq!(decode_with(404, PAGE).unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn truncated_json_cannot_be_read_wherever_it_ends() {
    let body =
        r#"{"items_get_response":{"items":{"item":[{"num_iid":-1.5e1,"price":"1.0"}]},"note":"\u4e2d\n"}}"#;
    for end in 0..body.len() {
        let error = failure(decode(&body[..end]));

        assert_eq!(error.path(), "", "{}", &body[..end]);
    }
    decode(body).unwrap();
}

#[test]
fn text_behind_the_json_cannot_be_read() {
    for body in ["{}{}", "{}x", "{},", "{}\0", r#"{"total_results":7} <!--top011008055196.na61-->"#] {
        failure(decode(body));
    }
}

#[test]
fn a_body_that_is_not_utf_8_cannot_be_read() {
    for body in [&b"\xff"[..], b"{\"note\":\"\xcc\xd4\xb1\xa6\"}", b"{\"note\":\"\xe6\xb7\"}", b"\xff{\0}\0"]
    {
        let error = failure(decode_with(200, body));

        assert!(error.problem().starts_with("the body is no UTF-8: "), "{error}");
        assert_eq!(error.kind(), DecodeErrorKind::Charset);
        assert!(error.body_excerpt().contains('\u{fffd}'));
    }
}

#[test]
fn the_excerpt_is_at_most_512_bytes_and_ends_with_a_whole_character() {
    for (body, len) in [
        ("x".repeat(512), 512),
        ("x".repeat(513), 512),
        ("x".repeat(100_000), 512),
        ("淘".repeat(1000), 510),
        (format!("x{}", "\u{1f600}".repeat(1000)), 509),
    ] {
        for excerpt in [
            failure(decode(&body)).body_excerpt().to_owned(),
            status_failure(decode_with(500, body.clone())).body_excerpt().to_owned(),
        ] {
            assert_eq!(excerpt.len(), len);
            assert!(body.starts_with(&excerpt));
        }
        assert!(failure(decode(&body)).to_string().contains(&format!("the body of {} bytes", body.len())));
    }
}
