//! JSON is what `serde_json` takes for it, but for what the gateway is known to get wrong.

use proptest::prelude::*;
use serde_json::Value;
use top_core::{Json, TopApi, TopObject};

use super::decode_as;

#[derive(TopApi)]
#[top(method = "taobao.probe.get", response = Probe)]
struct ProbeRequest {}

#[derive(Debug, TopObject)]
struct Probe {
    any: Option<Json>,
}

/// Returns what is read where `text` stands as a value, `None` if the body is no JSON.
fn read(text: &str) -> Option<Json> {
    decode_as(&ProbeRequest {}, &format!(r#"{{"any":[{text}]}}"#)).ok()?.into_inner().any
}

fn value(json: Option<Json>) -> Option<Value> {
    serde_json::from_str(json?.as_str()).ok()
}

/// Returns what `serde_json` reads there.
fn expected(text: &str) -> Option<Value> {
    let mut body: Value = serde_json::from_str(&format!(r#"{{"any":[{text}]}}"#)).ok()?;
    Some(body["any"].take())
}

/// Pieces of which JSON is made, and of which it nearly is.
fn pieces() -> impl Strategy<Value = String> {
    let tokens = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "true",
        "false",
        "nul",
        "0",
        "-",
        "+",
        ".",
        "e",
        "E",
        "1",
        "20",
        "-1.5",
        "1e3",
        "\"a\"",
        "\"淘\"",
        "\\n",
        "\\u4e2d",
        "\\u",
        "\\ud83d\\ude00",
        "\\x",
        "/",
        " ",
        "\t",
        "\n",
        "\r",
        "\u{a0}",
        "\"a\":1",
        "\"b\":[2]",
        "//",
        "NaN",
        "'",
    ];
    prop::collection::vec(prop::sample::select(tokens), 0..12).prop_map(|tokens| tokens.concat())
}

/// Returns whether the text has a raw control character in a string, half a character, or a number beyond all bounds,
/// all of which the gateway may send.
fn is_mended(text: &str) -> bool {
    let has_control = text.split('"').any(|text| text.contains(|character: char| character < ' '));
    let is_large = |exponent: &str| {
        let digits = exponent.trim_start_matches(['+', '-']).bytes();
        digits.take_while(u8::is_ascii_digit).count() > 2
    };
    has_control || text.contains(r"\\ud83d") || text.split(['e', 'E']).skip(1).any(is_large)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn values_are_read_alike(text in values().prop_map(|value| value.to_string())) {

        prop_assert!(read(&text).is_some());
        prop_assert_eq!(value(read(&text)), expected(&text));
    }

    #[test]
    fn text_that_is_nearly_json_is_read_or_refused_alike(text in pieces()) {
        match expected(&text) {
            Some(expected) => prop_assert_eq!(value(read(&text)), Some(expected), "{}", text),
            None => prop_assert!(read(&text).is_none() || is_mended(&text), "{}", text),
        }
    }
}

fn values() -> impl Strategy<Value = Value> {
    let scalars = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    scalars.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
