//! `Json` by itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use top_core::Json;
use top_core::wire::ParseJsonError;

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

#[test]
fn the_text_is_kept_as_it_is() {
    for text in ["{}", r#" {"k" : [1, 2.50]} "#, "null", "1e3", r#""\u4e2d""#, "-0.0"] {
        let json = json(text);

        assert_eq!(
            (json.as_str(), json.to_string(), format!("{json:?}")),
            (text, text.to_owned(), text.to_owned())
        );
    }
}

#[test]
fn two_are_equal_if_their_texts_are() {
    assert_eq!(json(r#"{"a":1}"#), json(r#"{"a":1}"#));
    assert_ne!(json(r#"{"a":1}"#), json(r#"{"a": 1}"#));
    assert_ne!(json("1.0"), json("1"));
}

#[test]
fn text_that_is_no_json_is_refused() {
    for text in ["", " ", "x", "{", "[1,]", "{}{}", "'a'", "\"a\nb\"", "nul", "01", &"[".repeat(10_000)] {
        let error: ParseJsonError = text.parse::<Json>().unwrap_err();

        assert!(!error.to_string().is_empty(), "{text}");
    }
}

#[test]
fn values_become_json_and_come_back() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sku {
        id: i64,
        names: Vec<String>,
    }
    let sku = Sku { id: 9_007_199_254_740_993, names: vec!["淘/\"".to_owned()] };

    let json = Json::from_value(&sku).unwrap();
    assert_eq!(json.as_str(), r#"{"id":9007199254740993,"names":["淘/\""]}"#);
    assert_eq!(json.to_value::<Sku>().unwrap(), sku);
    assert_eq!(Json::from_value("text").unwrap(), self::json(r#""text""#));
}

#[test]
fn what_is_of_another_type_is_refused() {
    assert!(json("[1]").to_value::<BTreeMap<String, i64>>().is_err());
    let without_text_keys = BTreeMap::from([(vec![1], 2)]);
    assert!(Json::from_value(&without_text_keys).is_err());
}
