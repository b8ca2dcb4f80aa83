//! One parameter or member of each type.

use std::borrow::Cow;
use std::collections::BTreeMap;

use top_core::{DateTime, Decimal, Json, TopApi, TopObject, Wire};

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request<T> {
    p: T,
}

#[derive(Clone, TopObject)]
struct Member<T> {
    m: T,
}

#[derive(Clone, TopObject)]
struct Empty {}

/// Returns the text of the value as a parameter, if it is one at all.
fn parameter<T: Wire>(value: T) -> Option<String> {
    Request { p: value }.params().get("p").map(str::to_owned)
}

/// Returns the JSON text of a struct that holds the value.
fn in_struct<T: Wire>(value: T) -> String {
    parameter(Member { m: value }).unwrap()
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

#[test]
fn text_is_sent_as_it_is() {
    for text in ["x", " 红色 T恤 & 50%+ ", "a\tb\r\nc", "\u{a0}", "0", "[]", "\u{1f600}\0"] {
        assert_eq!(parameter(text.to_owned()).as_deref(), Some(text));
        assert_eq!(parameter(Cow::Borrowed(text)).as_deref(), Some(text));
    }
}

#[test]
fn whole_numbers_are_their_digits() {
    assert_eq!(parameter(i64::MAX).unwrap(), "9223372036854775807");
    assert_eq!(parameter(i64::MIN).unwrap(), "-9223372036854775808");
    assert_eq!(parameter(u32::MAX).unwrap(), "4294967295");
    assert_eq!(parameter(-1_i8).unwrap(), "-1");
    assert_eq!(parameter(0).unwrap(), "0");
}

#[test]
fn truth_values_are_words() {
    assert_eq!(parameter(true).unwrap(), "true");
    assert_eq!(parameter(false).unwrap(), "false");
}

#[test]
fn dates_are_the_wall_clock_of_beijing_without_milliseconds() {
    assert_eq!(parameter(DateTime::from_unix_millis(1_451_620_800_999)).unwrap(), "2016-01-01 12:00:00");
    assert_eq!(parameter(DateTime::from_unix_millis(-1)).unwrap(), "1970-01-01 07:59:59");
    assert_eq!(parameter(DateTime::MIN).unwrap(), "0001-01-01 00:00:00");
}

#[test]
fn decimals_keep_their_text() {
    for text in ["12.30", "0.10", "-0", "+1E+3", ".5", "12345678901234567890.12345678901234567890"] {
        assert_eq!(parameter(decimal(text)).as_deref(), Some(text));
    }
}

#[test]
fn lists_of_scalars_are_joined_by_commas() {
    assert_eq!(parameter(texts(["nick", "a b", "淘宝"])).unwrap(), "nick,a b,淘宝");
    assert_eq!(parameter(vec![1_i64, -2, 9_007_199_254_740_993]).unwrap(), "1,-2,9007199254740993");
    assert_eq!(parameter(vec![true, false]).unwrap(), "true,false");
    assert_eq!(parameter(vec![decimal("1.0"), decimal("2.50")]).unwrap(), "1.0,2.50");
    assert_eq!(
        parameter(vec![date("2016-01-01 12:00:00"), date("2019-09-08 22:33:34")]).unwrap(),
        "2016-01-01 12:00:00,2019-09-08 22:33:34"
    );
    assert_eq!(parameter(texts(["only"])).unwrap(), "only");
}

#[test]
fn lists_of_anything_else_are_json() {
    assert_eq!(parameter(vec![Member { m: 1 }, Member { m: 2 }]).unwrap(), r#"[{"m":1},{"m":2}]"#);
    assert_eq!(parameter(vec![vec![1, 2], vec![]]).unwrap(), "[[1,2],[]]");
    assert_eq!(parameter(vec![json("{}"), json("null")]).unwrap(), "[{},null]");
    assert_eq!(parameter(vec![BTreeMap::from([("k".to_owned(), 1)])]).unwrap(), r#"[{"k":1}]"#);
}

#[test]
fn maps_are_json_objects_in_the_order_of_their_names() {
    let map = [("b", 1), ("a", 2), ("\"淘\"", 3)].map(|(name, value)| (name.to_owned(), value));

    assert_eq!(parameter(BTreeMap::from(map)).unwrap(), r#"{"\"淘\"":3,"a":2,"b":1}"#);
}

#[test]
fn json_is_sent_digit_for_digit_and_blank_for_blank() {
    for text in [r#"{"k": [1, 2.50]}"#, "[]", "null", " 1e3 ", r#""text""#] {
        assert_eq!(parameter(json(text)).as_deref(), Some(text));
    }
}

#[test]
fn empty_structs_lists_of_structs_and_maps_are_sent() {
    assert_eq!(parameter(Empty {}).unwrap(), "{}");
    assert_eq!(parameter(Member { m: None::<i64> }).unwrap(), "{}");
    assert_eq!(parameter(Vec::<Empty>::new()).unwrap(), "[]");
    assert_eq!(parameter(BTreeMap::<String, i64>::new()).unwrap(), "{}");
}

#[test]
fn what_is_absent_empty_or_blank_is_no_parameter() {
    assert_eq!(parameter(None::<i64>), None);
    assert_eq!(parameter(None::<Vec<Empty>>), None);
    assert_eq!(parameter(Some(Vec::<String>::new())), None);
    assert_eq!(parameter(Some(vec![String::new()])), None);
    assert_eq!(parameter(Some(String::new())), None);
    assert_eq!(parameter(Some("\t\n\u{1c} \u{2028}\u{3000}".to_owned())), None);
}

#[test]
fn options_and_boxes_are_what_is_in_them() {
    assert_eq!(parameter(Some(1)), parameter(1));
    assert_eq!(parameter(Some(vec![1, 2])), parameter(vec![1, 2]));
    assert_eq!(parameter(Some(Box::new(()))), parameter(()));
}

#[test]
fn absent_members_are_left_out_and_empty_ones_are_written() {
    assert_eq!(in_struct(None::<String>), "{}");
    assert_eq!(in_struct(Some(String::new())), r#"{"m":""}"#);
    assert_eq!(in_struct(Some(" \u{3000}".to_owned())), "{\"m\":\" \u{3000}\"}");
    assert_eq!(in_struct(Vec::<String>::new()), r#"{"m":[]}"#);
    assert_eq!(in_struct(Empty {}), r#"{"m":{}}"#);
    assert_eq!(in_struct(0), r#"{"m":0}"#);
}

#[test]
fn absent_elements_and_entries_are_null() {
    assert_eq!(in_struct(vec![None, Some(1)]), r#"{"m":[null,1]}"#);
    assert_eq!(in_struct(BTreeMap::from([("k".to_owned(), None::<i64>)])), r#"{"m":{"k":null}}"#);
}

#[test]
fn members_are_json_of_their_type() {
    assert_eq!(in_struct(-5), r#"{"m":-5}"#);
    assert_eq!(in_struct(true), r#"{"m":true}"#);
    assert_eq!(in_struct(date("2019-09-08 22:33:34")), r#"{"m":"2019-09-08 22:33:34"}"#);
    assert_eq!(in_struct(decimal("12.30")), r#"{"m":"12.30"}"#);
    assert_eq!(in_struct(texts(["a,b", "c"])), r#"{"m":["a,b","c"]}"#);
    assert_eq!(in_struct(vec![1, 2]), r#"{"m":[1,2]}"#);
    assert_eq!(in_struct(Member { m: Member { m: 1 } }), r#"{"m":{"m":{"m":1}}}"#);
    assert_eq!(in_struct(vec![Member { m: 1 }]), r#"{"m":[{"m":1}]}"#);
    assert_eq!(in_struct(json(r#"{"k": 1.50}"#)), r#"{"m":{"k": 1.50}}"#);
    assert_eq!(in_struct(r#"{"k":1}"#.to_owned()), r#"{"m":"{\"k\":1}"}"#);
}

#[test]
fn text_in_json_is_escaped_no_more_than_json_asks_for() {
    assert_eq!(in_struct("\"\\\n\t\u{1}".to_owned()), r#"{"m":"\"\\\n\t\u0001"}"#);
    assert_eq!(
        in_struct("淘宝/\u{1f600}<&>\u{2028}\u{7f}".to_owned()),
        "{\"m\":\"淘宝/\u{1f600}<&>\u{2028}\u{7f}\"}"
    );
}

#[test]
fn members_are_written_in_the_order_of_their_declaration_under_their_documented_names() {
    #[derive(TopObject)]
    struct Struct {
        r#type: i64,
        #[top(name = "bill_status_equest_top")]
        bill_status_request_top: i64,
        #[top(name = "location.city")]
        city: i64,
        #[top(name = "ownerAppkey")]
        owner_appkey: i64,
        #[top(skip)]
        #[allow(dead_code, reason = "it is not on the wire, so nothing reads it")]
        note: i64,
        _t: i64,
    }

    let value = Struct { r#type: 1, bill_status_request_top: 2, city: 3, owner_appkey: 4, note: 5, _t: 6 };

    assert_eq!(
        parameter(value).unwrap(),
        r#"{"type":1,"bill_status_equest_top":2,"location.city":3,"ownerAppkey":4,"_t":6}"#
    );
}
