//! Whatever the answer, a table reads it as the struct does: the same values, or the same error.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use proptest::prelude::*;
use proptest::sample::Index;
use top_core::dynamic::DynamicObject;
use top_core::{App, CallOptions, DateTime, Decimal, Json, TopApi, TopEnum, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.items.get", response = Everything)]
struct Request {}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Kind {
    #[top(name = 1)]
    One,
    #[top(other)]
    Other(i64),
}

#[derive(TopObject)]
#[top(debug)]
struct Everything {
    text: Option<String>,
    number: Option<i64>,
    small: Option<i8>,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    kind: Option<Kind>,
    json: Option<Json>,
    #[top(json)]
    quoted: Option<Json>,
    texts: Vec<String>,
    numbers: Vec<i64>,
    matrix: Vec<Vec<Option<i64>>>,
    map: Option<BTreeMap<String, Json>>,
    children: Vec<Everything>,
    child: Option<Box<Everything>>,
    inner: Option<Required>,
}

#[derive(TopObject)]
#[top(debug)]
struct Required {
    text: String,
    number: u8,
    flag: bool,
    date: DateTime,
    kind: Kind,
    map: BTreeMap<String, i64>,
}

const BODIES: [&str; 5] = [
    r#"{"items_get_response":{"text":"淘\n\u4e2d","number":"-1.0e3","small":7,"flag":"TRUE","date":"2016-1-1 1:2:3",
        "price":12.30,"json":"[1]","quoted":"{}","texts":{"string":["a",""]},"numbers":{},"map":{"k":[1.50,{}]},"request_id":"x"}}"#,
    r#"{"text":"a	b","children":{"everything":[{"number":1},{"child":"{\"small\":1}"}]},"child":{"child":{"flag":1}}}"#,
    r#"{"number":9007199254740993,"date":1451620800123,"texts":["","a,b"],"numbers":"[1,-2]","children":[],"map":null,"matrix":[[1,null],[]]}"#,
    r#"{"inner":{"text":"","number":"255","flag":0,"date":"2016-01-01","kind":1,"map":{"a":"1","b":2}},"kind":"2"}"#,
    r#"<?xml version="1.0"?><items_get_response><text list="true"> a<![CDATA[<b>]]></text><number>7</number>
        <texts><string>a</string><string/></texts><children><e><child/></e></children><map><k>1</k></map>
        <inner><text/><number>3</number><flag>true</flag><date>2016-01-01 00:00:00</date><kind>1</kind><map/></inner>
        </items_get_response>"#,
];

fn assert_same(body: &[u8]) -> Result<(), TestCaseError> {
    let (app, options) = (App::new("12345678", "helloworld"), CallOptions::new());
    let typed = app.prepare(&Request {}, &options, DateTime::MIN).unwrap();
    let request = DynamicObject::example(Request::DESCRIPTOR);
    let dynamic = app.prepare_dynamic(Request::API, &request, &options, DateTime::MIN).unwrap();

    let typed = typed.decode(StatusCode::OK, &HeaderMap::new(), body.to_vec());
    let dynamic = dynamic.decode(StatusCode::OK, &HeaderMap::new(), body.to_vec());

    match (typed, dynamic) {
        (Ok(typed), Ok(dynamic)) => {
            prop_assert_eq!(format!("{typed:?}"), format!("{dynamic:?}"));
        }
        (Err(typed), Err(dynamic)) => prop_assert_eq!(typed.to_string(), dynamic.to_string()),
        (typed, dynamic) => prop_assert!(false, "{typed:?} and {dynamic:?}"),
    }
    Ok(())
}

#[test]
fn the_bodies_are_read_alike_as_they_are() {
    for body in BODIES {
        assert_same(body.as_bytes()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_048) })]

    #[test]
    fn bodies_with_mistakes_are_read_alike(
        body in prop::sample::select(BODIES.to_vec()),
        changes in prop::collection::vec(
            (any::<Index>(), prop::sample::select(b"{}[]\":,0123e.-<>/ nt".to_vec()), 0..3_u8), 1..4),
    ) {
        let mut body = body.as_bytes().to_vec();
        for (at, byte, kind) in changes {
            let at = at.index(body.len());
            match kind {
                0 => body[at] = byte,
                1 => body.insert(at, byte),
                _ => { body.remove(at); }
            }
        }
        assert_same(&body)?;
    }

    #[test]
    fn members_of_any_type_are_read_alike(
        member in prop::sample::select(Everything::DESCRIPTOR.fields().to_vec()),
        inside in any::<bool>(),
        value in prop::sample::select(vec![
            "null", "true", "\"true\"", "0", "1", "-1", "1.50", "1e3", "300", "99999999999999999999", "\"\"", "\" \"",
            "\"x\"", "\"1,2\"", "\"[1]\"", "\"{}\"", "[]", "[1]", "[[1]]", "[null]", "{}", "{\"a\":1}", "{\"a\":[1]}",
            "[{}]", "{\"text\":1}", "\"2016-01-01\"", "\"2016-02-30\"", "1451620800123", "{\"a\":{},\"b\":{}}",
        ]),
    ) {
        let name = member.wire_name();
        let body = format!("{{\"{name}\":{value}}}");
        let body = if inside { format!("{{\"children\":[{{}},{body}]}}") } else { body };
        assert_same(body.as_bytes())?;
    }
}
