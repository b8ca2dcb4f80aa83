//! Every type in every spelling that answers are known to have, and in those that mean nothing.

use std::collections::BTreeMap;

use top_core::error::DecodeErrorKind;
use top_core::{DateTime, Decimal, Json, TopApi, TopEnum, TopObject};

use super::{decode_as, failure};

#[derive(Debug, TopApi)]
#[top(method = "taobao.probe.get", response = Probe)]
struct ProbeRequest {}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Probe {
    text: Option<String>,
    number: Option<i64>,
    small: Option<u8>,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    json: Option<Json>,
    status: Option<Status>,
    kind: Option<Kind>,
    inner: Option<Inner>,
    texts: Option<Vec<String>>,
    numbers: Option<Vec<i64>>,
    dates: Option<Vec<DateTime>>,
    list: Option<Vec<Inner>>,
    map: Option<BTreeMap<String, i64>>,
}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Inner {
    id: Option<i64>,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Kind {
    #[top(name = 1)]
    Gift,
    #[top(other)]
    Other(i64),
}

/// A member as it is spelt in JSON and in XML, and what is read; `None` is one that cannot be.
struct Shape {
    member: &'static str,
    json: &'static str,
    xml: Option<&'static str>,
    read: Result<Probe, &'static str>,
}

/// A spelling in JSON, and, with a second one, in XML.
macro_rules! shapes {
    ($($member:ident: $json:literal $(| $xml:literal)? => $read:tt $value:tt;)*) => {
        vec![$(Shape {
            member: stringify!($member),
            json: $json,
            xml: shapes!(@xml $($xml)?),
            read: shapes!(@read $member $read $value),
        }),*]
    };
    (@xml) => { None };
    (@xml $xml:literal) => { Some($xml) };
    (@read $member:ident is ($value:expr)) => { Ok(Probe { $member: Some($value), ..Probe::default() }) };
    (@read $member:ident no ($why:expr)) => { Err($why) };
    (@read $member:ident not (set)) => { Ok(Probe::default()) };
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn price(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn ids(ids: &[i64]) -> Vec<Inner> {
    ids.iter().map(|&id| Inner { id: Some(id), name: None }).collect()
}

fn map(members: &[(&str, i64)]) -> BTreeMap<String, i64> {
    members.iter().map(|&(name, number)| (name.to_owned(), number)).collect()
}

fn shapes() -> Vec<Shape> {
    let shapes: Vec<_> = scalars().into_iter().chain(composites()).collect();
    assert_eq!(shapes.len(), 111);
    shapes
}

#[rustfmt::skip]
fn scalars() -> Vec<Shape> {
    shapes! {
        text: r#""a""# | "a" => is ("a".to_owned());
        text: r#""""# | "" => is (String::new());
        text: r#""  ""# | "  " => is ("  ".to_owned());
        text: r#""a<b>&\"'""# | "a&lt;b>&amp;&quot;'" => is ("a<b>&\"'".to_owned());
        text: r#""中😀""# | "&#x4e2d;&#128512;" => is ("中😀".to_owned());
        text: "\"a\tb\"" | "a\tb" => is ("a\tb".to_owned());
        text: "7" | "7" => is ("7".to_owned());
        text: "12.30" | "12.30" => is ("12.30".to_owned());
        text: "true" | "true" => is ("true".to_owned());
        text: r#"{"a":1.50}"# | r#"{"a":1.50}"# => is (r#"{"a":1.50}"#.to_owned());
        text: r#"["a", 1]"# | r#"["a",1]"# => is (r#"["a",1]"#.to_owned());
        text: "null" => not (set);

        number: "7" | "7" => is (7);
        number: r#""7""# | "<![CDATA[7]]>" => is (7);
        number: "-7" | "-7" => is (-7);
        number: r#""+7""# | "+7" => is (7);
        number: r#"" 7 ""# | "\n  7\n" => is (7);
        number: "7.0" | "7.0" => is (7);
        number: "7e2" | "7e2" => is (700);
        number: "0" | "0" => is (0);
        number: "9007199254740993" | "9007199254740993" => is (9_007_199_254_740_993);
        number: "9223372036854775807" | "9223372036854775807" => is (i64::MAX);
        number: "-9223372036854775808" | "-9223372036854775808" => is (i64::MIN);
        number: "9223372036854775808" | "9223372036854775808" => no ("expected a whole number of at most 64 bits");
        number: r#""12345678901234567890""# | "12345678901234567890" => no ("expected a whole number of at most 64 bits");
        number: "7.5" | "7.5" => no ("expected a whole number");
        number: r#""seven""# | "seven" => no ("expected a whole number");
        number: r#""7,000""# | "7,000" => no ("expected a whole number");
        number: "true" | "true" => no ("expected a whole number");
        number: "[7]" | "<a>7</a>" => no ("expected a whole number");
        number: "{}" => no ("expected a whole number");
        number: r#""""# | "" => not (set);
        number: r#"" ""# | " " => not (set);
        number: "null" => not (set);

        small: "255" | "255" => is (255);
        small: "256" | "256" => no ("expected a whole number within the bounds of its type");
        small: "-1" | "-1" => no ("expected a whole number within the bounds of its type");

        flag: "true" | "true" => is (true);
        flag: r#""true""# | "<![CDATA[true]]>" => is (true);
        flag: r#""FALSE""# | "FALSE" => is (false);
        flag: "1" | "1" => is (true);
        flag: r#""0""# | "0" => is (false);
        flag: r#"" true ""# | " true " => is (true);
        flag: r#""yes""# | "yes" => no ("expected a boolean");
        flag: "2" | "2" => no ("expected a boolean");
        flag: r#""""# | "" => not (set);

        date: r#""2016-01-01 12:00:00""# | "2016-01-01 12:00:00" => is (date("2016-01-01 12:00:00"));
        date: r#"" 2016-01-01 12:00:00 ""# | " 2016-01-01 12:00:00 " => is (date("2016-01-01 12:00:00"));
        date: "1451620800000" | "1451620800000" => is (date("2016-01-01 12:00:00"));
        date: r#""1451620800000""# | "<![CDATA[1451620800000]]>" => is (date("2016-01-01 12:00:00"));
        date: "20160101" | "20160101" => no ("expected a date of the form `yyyy-MM-dd HH:mm:ss`");
        date: r#""2016-13-01 12:00:00""# | "2016-13-01 12:00:00" => no ("expected a date of the form `yyyy-MM-dd HH:mm:ss`");
        date: r#""yesterday""# | "yesterday" => no ("expected a date of the form `yyyy-MM-dd HH:mm:ss`");
        date: "true" | "true" => no ("expected a date of the form `yyyy-MM-dd HH:mm:ss`");
        date: r#""""# | "" => not (set);

        price: r#""12.30""# | "12.30" => is (price("12.30"));
        price: "12.30" | " 12.30 " => is (price("12.30"));
        price: "0.0" | "0.0" => is (price("0.0"));
        price: "-1E+3" | "-1E+3" => is (price("-1E+3"));
        price: "12345678901234567890.12" | "12345678901234567890.12" => is (price("12345678901234567890.12"));
        price: r#""¥12""# | "¥12" => no ("expected a decimal number");
        price: r#""1,000.00""# | "1,000.00" => no ("expected a decimal number");
        price: "false" | "false" => no ("expected a decimal number");
        price: r#""""# | "" => not (set);

        json: r#"{"a":[1.50,null]}"# | r#"{"a":[1.50,null]}"# => is (json(r#"{"a":[1.50,null]}"#));
        json: r#""{\"a\":1}""# | "{&quot;a&quot;:1}" => is (json(r#"{"a":1}"#));
        json: r#""[1]""# | "[1]" => is (json("[1]"));
        json: r#""{broken""# | "{broken" => is (json(r#""{broken""#));
        json: r#""a""# | "a" => is (json(r#""a""#));
        json: r#"{"a":"1"}"# | "<a>1</a>" => is (json(r#"{"a":"1"}"#));
        json: "7.0" => is (json("7.0"));
        json: r#""""# | "" => not (set);

        status: r#""Paid""# | "Paid" => is (Status::Paid);
        status: r#""Lost""# | "Lost" => is (Status::Other("Lost".to_owned()));
        status: "7" | "7" => is (Status::Other("7".to_owned()));
        status: r#""""# | "" => not (set);
        kind: "1" | "1" => is (Kind::Gift);
        kind: r#""1""# | " 1 " => is (Kind::Gift);
        kind: "9" | "9" => is (Kind::Other(9));
        kind: r#""gift""# | "gift" => no ("expected a whole number");
    }
}

#[rustfmt::skip]
fn composites() -> Vec<Shape> {
    shapes! {
        inner: r#"{"id":1,"more":{}}"# | "<id>1</id><more/>" => is (Inner { id: Some(1), name: None });
        inner: r#""{\"id\":1}""# | r#"{"id":1}"# => is (Inner { id: Some(1), name: None });
        inner: "{}" | "" => is (Inner::default());
        inner: r#"{"name":null}"# | "<!-- -->" => is (Inner::default());
        inner: r#"{"id":1,"id":2}"# | "<id>1</id><id>2</id>" => is (Inner { id: Some(1), name: None });
        inner: r#""x""# | "x" => no ("expected an object");
        inner: "[]" | "[]" => no ("expected an object");
        inner: "7" | "7" => no ("expected an object");
        inner: r#""""# => not (set);

        texts: r#"["a",""]"# | "<string>a</string><string/>" => is (texts(&["a", ""]));
        texts: r#"{"string":["a"]}"# | "<string>a</string>" => is (texts(&["a"]));
        texts: r#"{"string":"a"}"# | "<other>a</other>" => is (texts(&["a"]));
        texts: r#"{"string":[]}"# | " " => is (vec![]);
        texts: "{}" | "" => is (vec![]);
        texts: "[]" | "[]" => is (vec![]);
        texts: r#""[\"a\"]""# | r#"["a"]"# => is (texts(&["a"]));
        texts: r#""a,b""# | "a,b" => no ("expected a list");
        texts: "7" | "7" => no ("expected a list");
        texts: r#""""# => not (set);
        numbers: r#"{"number":[1,"2"]}"# | "<number>1</number><number> 2 </number>" => is (vec![1, 2]);
        numbers: r#"{"number":7}"# | "<number>7</number>" => is (vec![7]);
        numbers: r#"["x"]"# | "<number>x</number>" => no ("expected a whole number");
        numbers: r#"{"a":1,"b":2}"# | "<a>1</a><b>2</b>" => no ("expected a list");
        dates: r#"{"date":["2016-01-01 12:00:00"]}"# | "<date>2016-01-01 12:00:00</date>" => is (vec![date("2016-01-01 12:00:00")]);
        list: r#"{"inner":[{"id":1},{"id":2}]}"# | "<inner><id>1</id></inner><inner><id>2</id></inner>" => is (ids(&[1, 2]));
        list: r#"[{"id":1}]"# | "<inner><id>1</id></inner>" => is (ids(&[1]));
        list: r#"{"inner":{"id":1}}"# | "<list><id>1</id></list>" => is (ids(&[1]));
        list: r#"{"id":1,"name":null}"# | "<id>1</id><more/>" => is (ids(&[1]));
        list: "[{}]" | "<inner/>" => is (vec![Inner::default()]);
        list: r#"["x"]"# | "<inner>x</inner>" => no ("expected an object");

        map: r#"{"a":1,"b":"2"}"# | "<a>1</a><b>2</b>" => is (map(&[("a", 1), ("b", 2)]));
    }
}

#[track_caller]
fn assert_shape(shape: &Shape, body: &str) {
    match &shape.read {
        Ok(read) => {
            let reply = decode_as(&ProbeRequest {}, body).unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(*reply, *read, "{body}");
        }
        Err(why) => {
            let error = failure(decode_as(&ProbeRequest {}, body));
            assert_eq!(error.kind(), DecodeErrorKind::Member, "{body}: {error}");
            assert_eq!(error.path().split('[').next(), Some(shape.member), "{body}");
            let expected = error.problem().split(", found ").next();
            assert_eq!(expected, Some(*why), "{body}");
            assert_eq!(error.body_excerpt(), body);
        }
    }
}

#[test]
fn every_spelling_is_read_or_is_an_error_in_json_wrapped_or_not() {
    for shape in shapes() {
        let Shape { member, json, .. } = shape;
        assert_shape(&shape, &format!(r#"{{"{member}":{json}}}"#));
        assert_shape(&shape, &format!(r#"{{"probe_get_response":{{"request_id":"x","{member}":{json}}}}}"#));
    }
}

#[test]
fn every_spelling_is_read_or_is_an_error_in_xml() {
    let mut count = 0;
    for shape in shapes() {
        let Shape { member, xml: Some(xml), .. } = shape else { continue };
        let body = format!("<probe_get_response><{member}>{xml}</{member}></probe_get_response>");
        assert_shape(&shape, &body);
        count += 1;
    }
    assert!(count > 100, "{count} spellings");
}
