//! Filling by documented examples.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use top_apis::APIS;
use top_core::dynamic::DynamicObject;
use top_core::{DateTime, Decimal, File, Json, TopApi, TopEnum, TopObject};

fn json(object: &DynamicObject) -> Value {
    object.to_json().to_value().unwrap()
}

#[test]
fn the_examples_of_the_documents_fill_their_requests_and_responses() {
    let loan = APIS.get("alibaba.idle.interact.loan.callback").unwrap();
    assert_eq!(
        json(&DynamicObject::example(loan.request())),
        json!({"user": "3", "infos": {
            "user_id": 3, "submit_time": "2025-01-17 16:00:00", "complete_time": "2025-01-17 16:00:00",
            "status": "IN_PROCESSING", "type": "CREDIT", "fund_products": ["xx"], "process_no": "xxx",
            "channel_id": "wzzx",
        }})
    );
    let bill = APIS.get("tmall.fin.car.open.bill.notify").unwrap();
    assert_eq!(
        json(&DynamicObject::example(bill.response())),
        json!({"result": {"message": "异常", "succeeded": true, "retry": false, "code": "10000"}})
    );
    for api in APIS.iter() {
        assert_eq!(DynamicObject::example(api.request()).validate(), Ok(()), "{}", api.method());
        assert_eq!(DynamicObject::full_example(api.request()).validate(), Ok(()), "{}", api.method());
    }
}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Payer {
    #[top(name = 7)]
    Seller,
    #[top(other)]
    Other(i64),
}

/// Every rule, and no example or one that is good for nothing.
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.probe.rules", response = Tree)]
struct RulesRequest {
    #[top(min_len = 20)]
    long: String,
    #[top(max_len = 3)]
    short: String,
    #[top(max_bytes = 2)]
    bytes: String,
    #[top(one_of("B", "AA"))]
    one: String,
    #[top(max_len = 2, example = "too long")]
    example_too_long: String,
    #[top(min = 5, max = 9)]
    number: i64,
    #[top(max = -3)]
    below: i32,
    #[top(example = "no number")]
    example_of_another_type: u8,
    #[top(min = 0.01, max = 0.02, scale = 2)]
    price: Decimal,
    #[top(digits = 2)]
    digits: Decimal,
    #[top(min = "2030-01-01 00:00:00")]
    date: DateTime,
    flag: bool,
    payer: Payer,
    #[top(min_items = 3, max_items = 4, items(max_len = 2))]
    list: Vec<String>,
    #[top(max_items = 20, example = "nick,title,price")]
    fields: Vec<String>,
    #[top(example = "[1, 2]")]
    numbers: Vec<i64>,
    #[top(list = "json", example = "a,b")]
    texts: Vec<String>,
    #[top(max_bytes = 3)]
    file: File,
    map: BTreeMap<String, i64>,
    json: Json,
    tree: Tree,
    optional: Option<i64>,
    #[top(example = "optional")]
    documented: Option<String>,
    undocumented: Option<Undocumented>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Undocumented {
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Tree {
    #[top(example = "root")]
    name: Option<String>,
    children: Vec<Tree>,
    next: Option<Box<Tree>>,
    named: Option<BTreeMap<String, Tree>>,
}

#[test]
fn a_value_without_example_keeps_the_rules_of_its_field() {
    for example in [
        DynamicObject::example(RulesRequest::DESCRIPTOR),
        DynamicObject::full_example(RulesRequest::DESCRIPTOR),
    ] {
        assert_eq!(example.validate(), Ok(()), "{example:?}");
    }
    let example = json(&DynamicObject::example(RulesRequest::DESCRIPTOR));
    assert_eq!(example["one"], "B");
    assert_eq!(example["number"], 5);
    assert_eq!(example["below"], -3);
    assert_eq!(example["price"], "0.01");
    assert_eq!(example["date"], "2030-01-01 00:00:00");
    assert_eq!(example["payer"], 7);
    assert_eq!(example["list"].as_array().unwrap().len(), 3);
    assert_eq!(example["fields"], json!(["nick", "title", "price"]));
    assert_eq!(example["numbers"], json!([1, 2]));
    assert_eq!(example["texts"], json!(["a,b"]));
    assert_eq!(example["documented"], "optional");
    assert_eq!(example.get("optional"), None);
    assert_eq!(example.get("undocumented"), None);
    assert_eq!(example["tree"], json!({"name": "root", "children": []}));
}

#[test]
fn a_full_example_sets_every_field_but_where_a_struct_would_contain_itself() {
    let full = json(&DynamicObject::full_example(RulesRequest::DESCRIPTOR));

    for field in RulesRequest::DESCRIPTOR.fields() {
        assert!(full.get(field.wire_name()).is_some(), "{} is not set", field.wire_name());
    }
    assert_eq!(full["undocumented"], json!({"name": "example"}));
    assert_eq!(full["tree"], json!({"name": "root", "children": []}));
}

/// Structs of which no value can exist.
#[derive(TopObject)]
struct Left {
    one: Box<Right>,
    other: Box<Right>,
    name: Option<String>,
}

#[derive(TopObject)]
struct Right {
    one: Box<Left>,
    other: Box<Left>,
}

#[test]
fn a_struct_that_contains_itself_without_end_is_left_out_where_it_does() {
    let example = DynamicObject::full_example(Left::DESCRIPTOR);

    assert_eq!(json(&example), json!({"one": {}, "other": {}, "name": "example"}));
}
