//! Answers.

use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value, json};
use top_core::{App, CallOptions, DateTime, Decimal, Error, Format, Reply, TopApi, TopObject};

use super::assert_outcomes;

#[derive(TopApi)]
#[top(method = "taobao.items.get", response = Response)]
struct Request {}

#[derive(TopObject)]
struct Response {
    items: Option<Vec<Item>>,
    item: Option<Item>,
    total_results: Option<i64>,
    text: Option<String>,
    ok: Option<bool>,
    results: Option<Vec<Item>>,
}

#[derive(TopObject)]
struct Item {
    num_iid: Option<i64>,
    title: Option<String>,
    price: Option<String>,
    on_sale: Option<bool>,
    created: Option<DateTime>,
    pics: Option<Vec<String>>,
    ids: Option<Vec<i64>>,
    location: Option<Location>,
    rate: Option<Decimal>,
}

#[derive(TopObject)]
struct Location {
    city: Option<String>,
}

#[test]
fn answers_mean_what_they_mean_to_the_official_parser() {
    assert_outcomes("parse", |_, vector| outcome(vector), official, &differences());
}

/// An exception of any class is a failure, and so is what is not said about it.
fn official(vector: &Value) -> Value {
    match vector["parsed"].as_str() {
        Some(text) if text.starts_with("THROWS") => json!("failure"),
        Some(text) => json!(text),
        None => vector["parsed"].clone(),
    }
}

fn outcome(vector: &Value) -> Value {
    let format = if vector["mode"] == "xml" { Format::Xml } else { Format::Json };
    let app = App::new("12345678", "helloworld")
        .with_simplify(vector["mode"] == "json_simplify")
        .with_format(format);
    let call = app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();
    let body = vector["body"].as_str().unwrap().to_owned();
    match call.decode(StatusCode::OK, &HeaderMap::new(), body) {
        Ok(reply) => success(&reply),
        Err(Error::Api(error)) => json!({
            "is_success": false,
            "error_code": error.code().to_string(),
            "msg": error.msg(),
            "sub_code": error.sub_code().unwrap_or_default(),
            "sub_msg": error.sub_msg().unwrap_or_default(),
            "request_id": error.request_id().unwrap_or_default(),
        }),
        Err(Error::Decode(_)) => json!("failure"),
        Err(error) => panic!("{error}"),
    }
}

fn success(reply: &Reply<Response>) -> Value {
    let base = json!({
        "is_success": true, "error_code": "", "msg": "", "sub_code": "", "sub_msg": "",
        "request_id": reply.request_id().unwrap_or_default(),
    });
    let items =
        |items: &Option<Vec<Item>>| items.as_ref().map(|items| items.iter().map(item).collect::<Value>());
    let members = [
        ("items", items(&reply.items)),
        ("item", reply.item.as_ref().map(item)),
        ("total_results", reply.total_results.map(Value::from)),
        ("text", reply.text.clone().map(Value::from)),
        ("ok", reply.ok.map(Value::from)),
        ("results", items(&reply.results)),
    ];
    let Value::Object(base) = base else { unreachable!() };
    base.into_iter().chain(set(members)).collect()
}

fn item(item: &Item) -> Value {
    let members = [
        ("num_iid", item.num_iid.map(Value::from)),
        ("title", item.title.clone().map(Value::from)),
        ("price", item.price.clone().map(Value::from)),
        ("on_sale", item.on_sale.map(Value::from)),
        ("created", item.created.map(utc)),
        ("pics", item.pics.clone().map(Value::from)),
        ("ids", item.ids.clone().map(Value::from)),
        (
            "location",
            item.location
                .as_ref()
                .map(|location| set([("city", location.city.clone().map(Value::from))]).into()),
        ),
        ("rate", item.rate.as_ref().map(|rate| json!(format!("Double:{rate}")))),
    ];
    set(members).into()
}

/// The official results list only members that are set.
fn set<const N: usize>(members: [(&str, Option<Value>); N]) -> Map<String, Value> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// The official results show dates in UTC.
fn utc(date: DateTime) -> Value {
    let millis = date.unix_millis();
    let wall_clock = DateTime::from_unix_millis(millis - 8 * 3_600_000).unwrap().to_string();
    json!(format!("Date:{}.{:03}Z", wall_clock.replace(' ', "T"), millis.rem_euclid(1000)))
}

/// A success that sets `members`, and nothing else.
fn sets(members: &Value) -> Value {
    let mut success = json!({
        "is_success": true, "error_code": "", "msg": "", "sub_code": "", "sub_msg": "", "request_id": "",
    });
    success.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    success
}

fn differences() -> [super::Difference; 16] {
    [
        (
            "json_simplify_wrapped_root",
            sets(&json!({"total_results": 1, "request_id": "r1"})),
            "Both shapes are read at any time; an empty success would hide the response.",
        ),
        (
            "json_types_crossed",
            sets(&json!({
                "item": {
                    "num_iid": 42, "title": "17", "price": "12.30", "on_sale": true,
                    "created": "Date:2016-01-01T04:00:00.123Z",
                },
                "total_results": 7,
            })),
            "A number in a text member keeps its digits: 12.30 does not become 12.3.",
        ),
        (
            "json_types_odd",
            sets(&json!({"total_results": 12, "ok": true, "item": {"on_sale": true}})),
            "12.0 is the whole number 12, and 1 in a truth value is true.",
        ),
        (
            "json_price_number",
            sets(&json!({"items": [
                {"price": "12.30"}, {"price": "0.000001"}, {"price": "1e3"}, {"price": "12345678901234567890"},
                {"price": "1234567890123456.70"},
            ]})),
            "Decimals never go through a float, so that every one keeps its digits.",
        ),
        ("json_null_string", sets(&json!({})), "Null is no text, and unset for text as for anything else."),
        (
            "json_list_other_name",
            sets(&json!({"results": [{"num_iid": 5}]})),
            "The name inside a list's wrapper means nothing, and a list is not dropped for it.",
        ),
        (
            "json_plain_array_in_normal_mode",
            sets(&json!({"items": [{"num_iid": 1}]})),
            "A list is a list, wrapped or not, whatever was asked for.",
        ),
        (
            "json_simplify_parser_on_wrapped_list",
            sets(&json!({"items": [{"num_iid": 1}]})),
            "A list is a list, wrapped or not, whatever was asked for.",
        ),
        (
            "json_array_in_string",
            sets(&json!({"text": "[\"a\",1]"})),
            "An array in a text member is kept as its JSON text, not as that of Java's lists.",
        ),
        (
            "json_string_in_struct",
            sets(&json!({"item": {}})),
            "JSON text in a string is read where a struct is declared: documents and wire disagree here.",
        ),
        (
            "json_unicode_escape_hex_letters",
            sets(&json!({"text": "中中"})),
            "Escapes mean what JSON says; the official parser miscalculates the letters among their digits.",
        ),
        (
            "json_response_not_object",
            json!("failure"),
            "An answer without a response is no success with nothing in it.",
        ),
        ("json_empty", json!("failure"), "An empty body is no success with nothing in it."),
        (
            "json_biz_code_zero",
            sets(&json!({"total_results": 1})),
            "A member `code` of a response is business data, and never the platform's word.",
        ),
        (
            "json_negative",
            sets(&json!({"items": [{"num_iid": -5}, {"num_iid": -6}, {"num_iid": 7}, {"num_iid": 8}]})),
            "A sign or a blank before the digits leaves no doubt about the number, which is not dropped for it.",
        ),
        (
            "xml_list_text_cdata",
            sets(&json!({"item": {"pics": [" x", ""]}})),
            "The text of an element is all of its text, CDATA as well, and an empty element of a list of texts is empty text.",
        ),
    ]
}
