//! The sample bodies of documented responses, the same in JSON, simplified JSON and XML.
//!
//! The bodies are not part of the repository: they are read where they are, and passed over, with a word, where they are
//! not.

#![allow(clippy::struct_field_names, reason = "the names are those of the documents")]

mod ud_monitor_url_create;

mod ud_order_collect_cart_detail_pull;

mod ud_order_detail_pull;

mod tbk_dg_general_link_convert;

mod tbk_dg_general_link_parse;

mod tbk_order_details_get;

mod tbk_order_refund_get;

mod tbk_sc_general_link_convert;

use std::path::Path;

use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};
use top_core::error::DecodeErrorKind;
use top_core::value::{self, Object};
use top_core::{App, CallOptions, DateTime, Error, Reply, TopApi};

/// Returns the three bodies of an API, `None` if the samples are not there.
#[allow(clippy::print_stdout, reason = "a test that tests nothing says so")]
fn bodies(method: &str) -> Option<[String; 3]> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples");
    if !samples.exists() {
        println!("skipped: there is no {}", samples.display());
        return None;
    }
    let sample = std::fs::read_to_string(samples.join(format!("{method}.json"))).unwrap();
    let sample: Value = serde_json::from_str(&sample).unwrap();
    let body = |name: &str| sample[name].as_str().unwrap().to_owned();
    Some([body("rspSampleJson"), body("rspSampleSimplifyJson"), body("rspSampleXml")])
}

fn decode<A: TopApi>(request: &A, body: &str) -> Result<Reply<A::Response>, Error> {
    let call =
        App::new("12345678", "helloworld").prepare(request, &CallOptions::new(), DateTime::MIN).unwrap();
    call.decode(StatusCode::OK, &HeaderMap::new(), body.to_owned())
}

/// Shows a response as JSON whose scalars are all text: what the sample says, without what its format says.
fn shown(object: &dyn Object) -> Value {
    let mut members = Map::new();
    for (index, field) in object.descriptor().fields().iter().enumerate() {
        if let Some(value) = shown_value(object.field(index)) {
            members.insert(field.wire_name().to_owned(), value);
        }
    }
    members.into()
}

fn shown_value(value: value::Value<'_>) -> Option<Value> {
    Some(match value {
        value::Value::Absent => return None,
        value::Value::String(text) => text.into(),
        value::Value::Number(number) => number.to_string().into(),
        value::Value::Boolean(value) => value.to_string().into(),
        value::Value::Decimal(decimal) => decimal.as_str().into(),
        value::Value::Object(object) => shown(object),
        value::Value::List(list) if list.count() == 0 => return None,
        value::Value::List(list) => (0..list.count()).map(|index| shown_value(list.element(index))).collect(),
        other => panic!("{other:?}"),
    })
}

/// Turns every scalar of a sample into text.
fn as_text(value: Value) -> Value {
    match value {
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, as_text(value))).collect(),
        Value::Array(elements) => elements.into_iter().map(as_text).collect(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}

/// Returns the response inside the text of a sample, as another parser reads it.
fn expected(simplified: &str) -> Value {
    let Value::Object(body) = serde_json::from_str(simplified).unwrap() else { panic!("no object") };
    as_text(body.into_iter().next().unwrap().1)
}

fn assert_one_value<A: TopApi>(request: &A)
where
    A::Response: PartialEq + std::fmt::Debug,
{
    if let Some(bodies) = bodies(A::METHOD) {
        assert_bodies(request, bodies);
    }
}

fn assert_bodies<A: TopApi>(request: &A, [wrapped, simplified, xml]: [String; 3])
where
    A::Response: PartialEq + std::fmt::Debug,
{
    let expected = expected(&simplified);
    for body in [&wrapped, &simplified, &xml] {
        let reply = decode(request, body).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(shown(&*reply), expected, "{body}");
    }
    let [wrapped, simplified, xml] =
        [wrapped, simplified, xml].map(|body| decode(request, &body).unwrap().into_inner());
    assert!(wrapped == simplified && simplified == xml);
}

#[test]
fn samples_are_one_value_in_every_format() {
    assert_one_value(&ud_monitor_url_create::Request {});
    assert_one_value(&ud_order_collect_cart_detail_pull::Request {});
    assert_one_value(&tbk_dg_general_link_convert::Request {});
    assert_one_value(&tbk_dg_general_link_parse::Request {});
    assert_one_value(&tbk_order_details_get::Request {});
    assert_one_value(&tbk_order_refund_get::Request {});
    assert_one_value(&tbk_sc_general_link_convert::Request {});
}

#[test]
fn samples_that_are_no_json_and_no_number_in_xml_are_errors_until_they_are_mended() {
    let request = ud_order_detail_pull::Request {};
    let Some(bodies) = bodies("alibaba.taobao.ud.smart.order.detail.pull") else { return };
    let failure = |body: &str| match decode(&request, body) {
        Err(Error::Decode(error)) => (error.kind(), error.path().to_owned()),
        other => panic!("{other:?}"),
    };
    let [wrapped, simplified, xml] = &bodies;
    assert_eq!(failure(wrapped), (DecodeErrorKind::Syntax, String::new()));
    assert_eq!(failure(simplified), (DecodeErrorKind::Syntax, String::new()));
    assert_eq!(failure(xml), (DecodeErrorKind::Member, "result[0].brand_id".to_owned()));

    let mend = |body: String| {
        body.replace("\"brand_id\":xxx", "\"brand_id\":7").replace("<brand_id>xxx<", "<brand_id>7<")
    };
    assert_bodies(&request, bodies.map(mend));
}
