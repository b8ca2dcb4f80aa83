//! Any bytes at all: an answer is read or refused, and nothing else happens.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use proptest::prelude::*;
use proptest::sample::Index;
use top_core::{DateTime, Decimal, Error, Json, TopApi, TopObject};

use super::prepare;

#[derive(TopApi)]
#[top(method = "taobao.items.get", response = Everything)]
struct Request {}

#[derive(Debug, TopObject)]
struct Everything {
    text: Option<String>,
    number: Option<i64>,
    small: Option<i8>,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    json: Option<Json>,
    texts: Vec<String>,
    numbers: Vec<i64>,
    map: Option<std::collections::BTreeMap<String, Json>>,
    children: Vec<Everything>,
    next: Option<Box<Everything>>,
}

const BODIES: [&str; 6] = [
    r#"{"items_get_response":{"text":"淘\n\u4e2d","number":"-1.0e3","small":7,"flag":"TRUE","date":"2016-1-1 1:2:3",
        "price":12.30,"json":"[1]","texts":{"string":["a",""]},"numbers":{},"map":{"k":[1.50,{}]},"request_id":"x"}}"#,
    r#"{"text":"a	b","children":{"everything":[{"number":1},{"next":"{\"small\":1}"}]},"next":{"next":{"flag":1}}}"#,
    r#"{"error_response":{"code":"15","msg":"Remote service error","sub_code":"isv.x","sub_msg":"\ud83d\ude00"}}"#,
    r#"{"number":9007199254740993,"date":1451620800123,"texts":["","a,b"],"numbers":"[1,-2]","children":[],"map":null}"#,
    r#"<?xml version="1.0" encoding="gbk"?><items_get_response><text list="true"> a<![CDATA[<b>]]>&#x6dd8;&#55357;&#56832;</text>
        <number>7</number><texts><string>a</string><string/></texts><children><e><next/></e></children><map><k>1</k></map>
        <json>{"a":1}</json><!-- c --></items_get_response><!--m-->"#,
    "<error_response><code>15</code><msg>a&amp;b</msg><sub_code>isv.x</sub_code></error_response>",
];

fn assert_read_or_refused(status: u16, body: Vec<u8>) {
    assert_read_or_refused_in(status, "text/javascript", body);
}

fn assert_read_or_refused_in(status: u16, content_type: &str, body: Vec<u8>) {
    let call = prepare(&Request {});
    let status = StatusCode::from_u16(status).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    match call.decode(status, &headers, body) {
        Ok(reply) => {
            assert_eq!(reply.status(), status);
            assert!(std::str::from_utf8(reply.body()).is_ok() && reply.to_json().as_str().starts_with('{'));
        }
        Err(Error::Decode(error)) => assert!(error.body_excerpt().len() <= 512, "{error} {error:?}"),
        Err(Error::HttpStatus(error)) => assert!(error.body_excerpt().len() <= 512, "{error} {error:?}"),
        Err(Error::Api(error)) => assert!(!format!("{error} {error:?}").is_empty()),
        Err(error) => panic!("{error}"),
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bytes_of_any_kind_are_refused_or_read(
        body in prop::collection::vec(any::<u8>(), 0..64),
        status in prop::sample::select(vec![200, 500]),
    ) {
        assert_read_or_refused(status, body);
    }

    #[test]
    fn bytes_that_json_is_made_of_are_refused_or_read(
        body in prop::collection::vec(prop::sample::select(b"{}[]\":,\\u0e1-+.tfn \n\x01\"\xe6\xb7\x98".to_vec()), 0..48),
        member in prop::sample::select(vec!["text", "number", "date", "price", "json", "texts", "children", "map"]),
    ) {
        assert_read_or_refused(200, body.clone());
        let mut inside = format!(r#"{{"{member}":"#).into_bytes();
        inside.extend(body);
        inside.push(b'}');
        assert_read_or_refused(200, inside);
    }

    #[test]
    fn bytes_that_xml_is_made_of_are_refused_or_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<", ">", "/", "</", "/>", "<a>", "</a>", "<a/>", "<text>", "</text>", "<children>", "</children>", "<map>",
            "</map>", "&", ";", "&#", "&#x", "&lt;", "&#55357;", "&#56832;", "&#65;", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>",
            "<!DOCTYPE", "=", "\"", "'", " ", "\n", "a", "7", "淘", "\u{1}", "\u{feff}",
        ]), 0..24),
        is_inside in any::<bool>(),
    ) {
        let body = pieces.concat();
        let body = if is_inside { format!("<items_get_response>{body}</items_get_response>") } else { body };
        assert_read_or_refused(200, body.into_bytes());
    }

    #[test]
    fn bodies_in_any_charset_are_refused_or_read(
        body in prop::sample::select(BODIES.to_vec()),
        end in prop::collection::vec(any::<u8>(), 0..16),
        at in any::<Index>(),
        charset in prop::sample::select(vec!["gbk", "gb18030", "big5", "utf-16", "utf-8", "x-user-defined", "replacement", "?", ""]),
    ) {
        let mut body = body.as_bytes().to_vec();
        body.splice(at.index(body.len()).., end);
        assert_read_or_refused_in(200, &format!("text/xml; charset={charset}"), body);
    }

    #[test]
    fn changed_gzip_is_refused_or_read(
        body in prop::sample::select(BODIES.to_vec()),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..3),
        cut in any::<Index>(),
        is_cut in prop::bool::weighted(0.2),
    ) {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(body.as_bytes()).unwrap();
        let mut packed = packed.finish().unwrap();
        for (index, byte) in changes {
            let index = index.index(packed.len());
            packed[index] = byte;
        }
        if is_cut {
            packed.truncate(cut.index(packed.len()));
        }
        assert_read_or_refused(200, packed);
    }

    #[test]
    fn bodies_with_a_few_bytes_changed_are_refused_or_read(
        body in prop::sample::select(BODIES.to_vec()),
        changes in prop::collection::vec((any::<Index>(), prop_oneof![
            any::<u8>().prop_map(Some),
            prop::sample::select(b"{}[]\":,\\0-.\n<>&;/".to_vec()).prop_map(Some),
            Just(None),
        ]), 1..6),
        cut in any::<Index>(),
        is_cut in prop::bool::weighted(0.2),
    ) {
        let mut body = body.as_bytes().to_vec();
        for (index, change) in changes {
            let index = index.index(body.len());
            match change {
                Some(byte) => body[index] = byte,
                None => {
                    body.remove(index);
                }
            }
        }
        if is_cut {
            body.truncate(cut.index(body.len()));
        }
        assert_read_or_refused(200, body);
    }
}

#[test]
fn the_bodies_that_are_changed_are_read_or_are_errors_of_the_platform() {
    for body in BODIES {
        match prepare(&Request {}).decode(StatusCode::OK, &HeaderMap::new(), body) {
            Ok(_) | Err(Error::Api(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}
