//! Where the response stands in the body.

use top_core::{App, CallOptions, DateTime, TopApi, TopObject};

use super::{Request, Response, decode, decode_as, failure};

#[test]
fn a_wrapped_response_is_read() {
    let reply = decode(r#"{"items_get_response":{"total_results":7,"request_id":"rxn0m6mwsjqy"}}"#).unwrap();

    assert_eq!(reply.total_results, Some(7));
    assert_eq!(reply.request_id(), Some("rxn0m6mwsjqy"));
}

#[test]
fn a_simplified_response_is_read() {
    let reply = decode(r#"{"total_results":7,"request_id":"rxn0m6mwsjqy"}"#).unwrap();

    assert_eq!(reply.total_results, Some(7));
    assert_eq!(reply.request_id(), Some("rxn0m6mwsjqy"));
}

#[test]
fn either_form_is_read_whichever_was_asked_for() {
    for simplify in [true, false] {
        let app = App::new("12345678", "helloworld").with_simplify(simplify);
        let call = app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();
        for body in [r#"{"items_get_response":{"total_results":7}}"#, r#"{"total_results":7}"#] {
            let reply = call.decode(http::StatusCode::OK, &http::HeaderMap::new(), body).unwrap();

            assert_eq!(reply.total_results, Some(7), "simplify {simplify}, {body}");
        }
    }
}

#[test]
fn the_wrapper_is_named_after_the_method_without_taobao() {
    #[derive(Debug, TopObject)]
    struct Total {
        total: i64,
    }
    macro_rules! assert_wrapper {
        ($method:literal, $wrapper:literal) => {{
            #[derive(TopApi)]
            #[top(method = $method, response = Total)]
            struct Request {}
            // The second member tells a wrapper that is known by its name from one that is merely alone.
            let body = concat!(r#"{"other":{"total":0},""#, $wrapper, r#"":{"total":7}}"#);
            assert_eq!(decode_as(&Request {}, body).unwrap().total, 7);
        }};
    }
    assert_wrapper!("taobao.phone.bank.credit.process", "phone_bank_credit_process_response");
    assert_wrapper!("tmall.fin.car.open.bill.notify", "tmall_fin_car_open_bill_notify_response");
    assert_wrapper!("alibaba.idle.interact.loan.callback", "alibaba_idle_interact_loan_callback_response");
    assert_wrapper!("taobao.miniapp.userInfo.get", "miniapp_userInfo_get_response");
    assert_wrapper!("taobao.taobao.x", "taobao_x_response");
}

#[test]
fn a_wrapper_of_another_name_is_opened_if_nothing_is_beside_it() {
    assert_eq!(decode(r#"{"r":{"total_results":7,"request_id":"x"}}"#).unwrap().request_id(), Some("x"));
    assert_eq!(decode(r#"{"items_get_result":{"total_results":7}}"#).unwrap().total_results, Some(7));
}

#[test]
fn a_declared_member_is_no_wrapper_even_if_it_is_alone() {
    let reply = decode(r#"{"location":{"city":"杭州"}}"#).unwrap();

    assert_eq!(reply.location.as_ref().unwrap().city, "杭州");
}

#[test]
fn an_empty_object_is_an_empty_response() {
    assert_eq!(*decode("{}").unwrap(), Response::default());
    assert_eq!(*decode(r#"{"items_get_response":{}}"#).unwrap(), Response::default());
    assert_eq!(*decode(r#"{"request_id":"x"}"#).unwrap(), Response::default());
}

#[test]
fn a_body_without_any_declared_member_is_no_empty_response() {
    let error = failure(decode(r#"{"success":true,"result":{}}"#));

    assert_eq!(error.path(), "");
    assert_eq!(error.problem(), "no member of the body belongs to the response of `taobao.items.get`");
    failure(decode(r#"{"x_response":"ok"}"#));
}

#[test]
fn a_body_that_is_no_object_is_no_response() {
    for (body, found) in [
        ("[1]", "an array"),
        (r#"[{"total_results":7}]"#, "an array"),
        (r#""{\"total_results\":7}""#, "text"),
        ("7", "a number"),
        ("7.0", "a number"),
        ("true", "a boolean"),
        ("null", "null"),
    ] {
        let error = failure(decode(body));

        assert_eq!(
            (error.path(), error.problem()),
            ("", format!("expected an object, found {found}").as_str())
        );
    }
}

#[test]
fn a_wrapper_without_an_object_inside_is_no_response() {
    for body in [
        r#"{"items_get_response":"ok"}"#,
        r#"{"items_get_response":null}"#,
        r#"{"items_get_response":[]}"#,
        r#"{"items_get_response":7}"#,
    ] {
        assert!(failure(decode(body)).problem().starts_with("expected an object, found "), "{body}");
    }
}

#[test]
fn an_api_without_a_response_is_answered_by_anything_that_is_no_error() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.add")]
    struct Request {}

    for body in ["{}", r#"{"request_id":"x"}"#, r#"{"probe_add_response":{"request_id":"x","more":1}}"#] {
        decode_as(&Request {}, body).unwrap();
    }
    failure(decode_as(&Request {}, "[]"));
    failure(decode_as(&Request {}, ""));
}

#[test]
fn a_byte_order_mark_and_white_space_around_the_body_mean_nothing() {
    for body in [
        "\u{feff}{\"total_results\":7}",
        " \r\n{\"total_results\":7}\n",
        "\u{feff}\n{\"total_results\": 7.0}",
    ] {
        assert_eq!(decode(body).unwrap().total_results, Some(7), "{body:?}");
    }
}

#[test]
fn the_request_id_is_read_from_the_response_in_any_form() {
    let request_id = |body: &str| decode(body).unwrap().request_id().map(str::to_owned);

    assert_eq!(request_id(r#"{"request_id":15}"#).as_deref(), Some("15"));
    assert_eq!(request_id(r#"{"total_results":7,"request_id":""}"#).as_deref(), Some(""));
    assert_eq!(request_id(r#"{"total_results":7}"#), None);
    assert_eq!(request_id(r#"{"total_results":7,"request_id":null}"#), None);
    assert_eq!(request_id(r#"{"total_results":7,"request_id":{}}"#), None);
    assert_eq!(request_id(r#"{"items_get_response":{"location":{"city":"","request_id":"x"}}}"#), None);
}

#[test]
fn a_request_id_that_is_declared_is_a_member_as_well() {
    #[derive(Debug, TopObject)]
    struct Declared {
        request_id: i64,
    }
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get", response = Declared)]
    struct Request {}

    for body in [r#"{"request_id":"15"}"#, r#"{"probe_get_response":{"request_id":15}}"#] {
        let reply = decode_as(&Request {}, body).unwrap();

        assert_eq!((reply.request_id, reply.request_id()), (15, Some("15")));
    }
}

#[test]
fn a_reply_keeps_status_and_body_as_they_were_received() {
    let body = "\u{feff}{ \"total_results\" : 7 }";
    let reply = super::decode_with(201, body).unwrap();

    assert_eq!(reply.status(), 201);
    assert_eq!(reply.body(), body);
    assert_eq!(format!("{reply:?}").matches("total_results: Some(7)").count(), 1);
    assert_eq!(reply.into_inner().total_results, Some(7));
}

#[test]
fn a_failure_in_an_unknown_form_is_no_empty_success() {
    for body in [
        r#"{"code":500,"message":"x","request_id":"y"}"#,
        r#"{"r":{"a":7},"request_id":"x"}"#,
        r#"{"r":{"zzz":1}}"#,
    ] {
        let problem = failure(decode(body));
        assert!(problem.problem().contains("taobao.items.get"), "{body}: {problem}");
    }
}

#[test]
fn an_error_response_of_null_is_none() {
    assert_eq!(decode(r#"{"error_response":null,"total_results":7}"#).unwrap().total_results, Some(7));
}
