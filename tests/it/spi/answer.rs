//! What the platform gets in return.

use http::{HeaderValue, StatusCode};
use top_core::spi::{Spi, SpiAnswer, SpiError};

use super::{OrderPushResponse, noon, spi};

#[test]
fn a_response_is_json_without_a_root_and_with_plain_lists() {
    let response =
        OrderPushResponse { flag: Some("success \"淘宝\"".to_owned()), ids: vec![1, 2], at: Some(noon()) };
    let answer = SpiAnswer::of(&response).into_http();

    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/json;charset=UTF-8");
    assert_eq!(
        answer.body(),
        "{\"flag\":\"success \\\"淘宝\\\"\",\"ids\":[1,2],\"at\":\"2016-01-01 12:00:00\"}"
    );
    assert_eq!(SpiAnswer::of(&OrderPushResponse::default()).body(), r#"{"ids":[]}"#);
}

#[test]
fn whoever_is_not_the_platform_learns_nothing_from_the_answer() {
    let refusal = r#"{"flag":"failure","sub_code":"sign-check-failure","sub_message":"Illegal request"}"#;
    for error in [
        SpiError::MissingSignature,
        SpiError::InvalidSignature,
        SpiError::MissingTimestamp,
        SpiError::InvalidTimestamp,
        SpiError::OutsideWindow { timestamp: noon(), now: noon() },
        SpiError::Repeated("the query"),
        SpiError::Undecodable { place: "the body", charset: "GBK" },
        SpiError::Unreadable("anything"),
    ] {
        let answer = spi().refuse(&error);
        assert_eq!(answer.body(), refusal, "{error}");
        assert_eq!(answer.into_http().status(), StatusCode::OK);
    }
}

#[test]
fn a_failure_has_the_names_that_the_platform_gives_its_members() {
    let answer =
        SpiAnswer::failure("member-not-exist", "会员\n不存在").with_status(StatusCode::NOT_FOUND).into_http();
    assert_eq!(
        answer.body(),
        "{\"flag\":\"failure\",\"sub_code\":\"member-not-exist\",\"sub_message\":\"会员\\n不存在\"}"
    );
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[test]
fn an_answer_can_be_taken_as_it_is() {
    let xml = "<response><flag>failure</flag></response>";
    let answer = SpiAnswer::raw(HeaderValue::from_static("text/xml;charset=UTF-8"), xml).into_http();
    assert_eq!(answer.headers()["content-type"], "text/xml;charset=UTF-8");
    assert_eq!(answer.body(), xml);
}

#[test]
fn refusals_can_be_answered_otherwise() {
    let spi = Spi::builder("helloworld").refuse_with(|error| SpiAnswer::failure("own", &error.sub_code()));
    let answer = spi.build().unwrap().refuse(&SpiError::MissingSignature);
    assert_eq!(answer.body(), r#"{"flag":"failure","sub_code":"own","sub_message":"sign-check-failure"}"#);
}
