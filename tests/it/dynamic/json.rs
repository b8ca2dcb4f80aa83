//! Reading from JSON text that a person wrote.

use std::collections::BTreeMap;

use top_apis::APIS;
use top_apis::alibaba_idle_interact_loan_callback::{
    AlibabaIdleInteractLoanCallbackRequest, IdleLoanCallbackInfo,
};
use top_apis::phone_bank_credit_process::{BankCreditProcessRequest, PhoneBankCreditProcessRequest};
use top_apis::tmall_fin_car_open_bill_notify::{BillStatusRequestTop, TmallFinCarOpenBillNotifyRequest};
use top_core::dynamic::{DynamicObject, FromJsonError, JsonProblemKind};
use top_core::value::Value;
use top_core::{DateTime, File, Json, TopApi, TopObject};

/// Asserts that the JSON is the same request as the struct: its parameters are.
#[track_caller]
fn assert_same<A: TopApi>(json: &str, request: &A) {
    let api = APIS.get(A::METHOD).unwrap();

    let dynamic = DynamicObject::from_json(api.request(), json).unwrap();

    let (typed, params) = (request.params(), dynamic.params(api));
    assert_eq!(params.iter().collect::<Vec<_>>(), typed.iter().collect::<Vec<_>>());
    assert_eq!(dynamic.validate(), Ok(()));
}

#[test]
fn the_documented_requests_are_their_structs() {
    let credit = BankCreditProcessRequest::new(
        "guangda",
        true,
        true,
        1_681_875_560_498,
        "SUBMIT_APPLY",
        "AAHzVKOdAOIduo9TH9oeO6D6",
    );
    assert_same(
        r#"{"bank_credit_request": {"bank_code": "guangda", "new_pay": true, "new_customer": true,
            "event_time": 1681875560498, "event_type": "SUBMIT_APPLY", "open_id": "AAHzVKOdAOIduo9TH9oeO6D6"}}"#,
        &PhoneBankCreditProcessRequest::new(credit),
    );
    let time: DateTime = "2019-09-08 22:33:34".parse().unwrap();
    let bill = BillStatusRequestTop::new("ALI", "1232", "TMALL_CAR", "123", time, "GH_APP", "23123");
    assert_same(
        r#"{"bill_status_equest_top": {"customer_type": "ALI", "customer_id": "1232", "biz_type": "TMALL_CAR",
            "biz_no": "123", "event_time": "2019-09-08 22:33:34", "channel": "GH_APP", "req_no": "23123",
            "extend_info": "{}"}}"#,
        &TmallFinCarOpenBillNotifyRequest::new(bill.extend_info("{}")),
    );
    let info = IdleLoanCallbackInfo::new(3, "IN_PROCESSING", "CREDIT", "xxx", "wzzx");
    let info =
        info.submit_time("2025-01-17 16:00:00").fund_products(vec!["xx".to_owned(), "资方,二".to_owned()]);
    assert_same(
        // The spellings of the wire: a number as text, an object as JSON text.
        r#"{"infos": "{\"user_id\":\"3\",\"status\":\"IN_PROCESSING\",\"type\":\"CREDIT\",\"process_no\":\"xxx\",\"channel_id\":\"wzzx\",\"submit_time\":\"2025-01-17 16:00:00\",\"fund_products\":[\"xx\",\"资方,二\"]}",
            "user": "3"}"#,
        &AlibabaIdleInteractLoanCallbackRequest::new("3", info),
    );
}

#[derive(Debug, TopApi)]
#[top(method = "taobao.order.add", response = OrderAddResponse)]
struct OrderAddRequest {
    title: String,
    order: Order,
    photo: Option<File>,
    contract: File,
}

#[derive(Debug, TopObject)]
struct Order {
    user_id: i64,
    #[top(secret)]
    phone: Option<String>,
    items: Option<Vec<Item>>,
    by_name: Option<BTreeMap<String, Item>>,
    #[top(json)]
    extra: Option<Item>,
}

#[derive(Debug, TopObject)]
struct Item {
    count: i64,
}

#[derive(Debug, TopObject)]
struct OrderAddResponse {
    id: i64,
    items: Vec<Item>,
}

fn read(json: &str) -> Result<DynamicObject, FromJsonError> {
    DynamicObject::from_json_with_files(OrderAddRequest::DESCRIPTOR, json, &mut |text| match text {
        "contract.pdf" => Ok(File::new(text, &b"%PDF"[..])),
        _ => Err(format!("there is no {text}")),
    })
}

#[track_caller]
fn problems(json: &str) -> Vec<(String, JsonProblemKind, String)> {
    let error = read(json).unwrap_err();
    let problems = error.problems().iter();
    problems
        .map(|problem| (problem.path().to_owned(), problem.kind(), problem.message().to_owned()))
        .collect()
}

#[test]
fn every_member_that_is_unknown_missing_or_twice_there_is_named() {
    let json = r#"{
        "titel": "x",
        "order": {
            "userId": 1, "user_id": 2, "user_id": 3,
            "items": [{"count": 1}, {"cuont": 2}],
            "by_name": {"a": {"count": 1, "zzzzzz": 1}},
            "extra": "{\"count\": 1, \"coutn\": 2}"
        }
    }"#;

    let unknown = |path: &str, meant: &str| {
        let message = format!("is unknown; did you mean `{meant}`?");
        (path.to_owned(), JsonProblemKind::Unknown, message)
    };
    let missing =
        |path: &str| (path.to_owned(), JsonProblemKind::Missing, "is required, and not there".to_owned());
    assert_eq!(
        problems(json),
        [
            unknown("titel", "title"),
            unknown("order.userId", "user_id"),
            ("order.user_id".to_owned(), JsonProblemKind::Twice, "is there twice".to_owned()),
            unknown("order.items[1].cuont", "count"),
            missing("order.items[1].count"),
            (
                "order.by_name.a.zzzzzz".to_owned(),
                JsonProblemKind::Unknown,
                "is unknown; `Item` has `count`".to_owned()
            ),
            unknown("order.extra.coutn", "count"),
            missing("title"),
            missing("contract"),
        ]
    );
    let shown = read(json).unwrap_err().to_string();
    assert!(shown.starts_with("the JSON is no `OrderAddRequest`:\n  titel: is unknown; did you"), "{shown}");
}

#[test]
fn a_value_of_another_type_is_named_by_its_wire_path() {
    let json = r#"{"title": "x", "contract": "contract.pdf",
        "order": {"user_id": 1, "items": [{"count": 1}, {"count": "many"}]}}"#;

    let expected = (
        "order.items[1].count".to_owned(),
        JsonProblemKind::Type,
        "expected a whole number, found text".to_owned(),
    );
    assert_eq!(problems(json), [expected]);
}

#[test]
fn text_that_is_no_json_is_told_by_line_and_column() {
    let error = read("{\n  \"title\": \"secret of mine\",\n  \"order\" 1}").unwrap_err();

    assert_eq!(error.problems()[0].kind(), JsonProblemKind::Syntax);
    let shown = error.to_string();
    assert_eq!(shown, "the JSON is no `OrderAddRequest`: this is no JSON: expected `:` at line 3 column 11");
    let deep = "[".repeat(200);
    assert!(read(&deep).unwrap_err().to_string().contains("nested too deeply"));
    assert!(read("[]").unwrap_err().to_string().contains("expected an object, found an array"));
}

#[test]
fn text_is_never_changed_by_reading_it() {
    for (title, problem) in [
        ("a\nb", "a control character in a string is not escaped at line 1 column 13"),
        ("a\\\nb", "an escape is not one of JSON's at line 2 column 1"),
        (r"a\ud83d", "an escape is not one of JSON's at line 1 column 19"),
        (r"\ude00", "an escape is not one of JSON's at line 1 column 18"),
    ] {
        let error = read(&format!(r#"{{"title": "{title}"}}"#)).unwrap_err();

        assert_eq!(error.problems()[0].kind(), JsonProblemKind::Syntax);
        assert!(error.to_string().ends_with(problem), "{error}");
    }
}

#[test]
fn files_are_opened_by_what_stands_in_their_place() {
    let json = |photo: &str| {
        format!(
            r#"{{"title": "x", "order": {{"user_id": 1}}, "contract": "contract.pdf", "photo": {photo}}}"#
        )
    };

    let request = read(&json("null")).unwrap();
    assert!(matches!(request.get("contract"), Value::File(file) if &**file.bytes() == b"%PDF"));
    assert!(matches!(request.get("photo"), Value::Absent));
    assert_eq!(request.params(OrderAddRequest::API).files().len(), 1);

    let missing = ("photo".to_owned(), JsonProblemKind::File, "there is no red.png".to_owned());
    assert_eq!(problems(&json(r#""red.png""#)), [missing]);

    // Without a way to open them they are what they are: text.
    let error = DynamicObject::from_json(OrderAddRequest::DESCRIPTOR, &json("null")).unwrap_err();
    assert_eq!(error.problems()[0].path(), "contract");
}

#[test]
fn a_response_may_lack_its_lists_and_nothing_else_that_is_required() {
    let response = DynamicObject::from_json(OrderAddResponse::DESCRIPTOR, r#"{"id": 1}"#).unwrap();
    assert!(matches!(response.get("items"), Value::List(list) if list.count() == 0));

    let error = DynamicObject::from_json(OrderAddResponse::DESCRIPTOR, "{}").unwrap_err();
    assert_eq!(error.problems().len(), 1);
    assert_eq!(error.problems()[0].path(), "id");
}

#[test]
fn what_was_read_is_written_again() {
    let json = r#"{"id":1,"items":[{"count":2}]}"#;

    let response = DynamicObject::from_json(OrderAddResponse::DESCRIPTOR, json).unwrap();

    assert_eq!(response.to_json(), json.parse::<Json>().unwrap());
    let other = DynamicObject::from_json(OrderAddResponse::DESCRIPTOR, r#"{"id":1}"#).unwrap();
    assert_ne!(response, other);
}

#[test]
fn a_secret_is_not_shown() {
    let json = r#"{"title": "x", "contract": "contract.pdf", "order": {"user_id": 1, "phone": "SENTINEL"}}"#;

    let shown = format!("{:?}", read(json).unwrap());

    assert!(shown.contains("[redacted]") && !shown.contains("SENTINEL"), "{shown}");
    let wrong = r#"{"title": "x", "contract": "contract.pdf", "order": {"user_id": 1, "phone": {"SENTINEL": 1}, "x": 1}}"#;
    assert!(!read(wrong).unwrap_err().to_string().contains("SENTINEL"));
}
