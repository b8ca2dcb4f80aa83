//! Flattening: JSON text, parameters of the top level, the encoding of the body, and the names of list wrappers.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use top_apis::alibaba_idle_interact_loan_callback::IdleLoanCallbackInfo;
use top_core::sandbox::Sandbox;
use top_core::{App, CallOptions, DateTime, Decimal, Json, TopApi, TopObject, Wire};

use super::{assert_outcomes, documented, section};
use crate::fixtures;

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Parameter<T> {
    p: T,
}

#[derive(TopObject)]
struct Member<T> {
    m: T,
}

#[derive(Default, TopObject)]
struct Trade {
    created: Option<DateTime>,
    ext: Option<String>,
    ids: Option<Vec<i64>>,
    main_sku: Option<Sku>,
    mapp: Option<BTreeMap<String, Json>>,
    skus: Option<Vec<Sku>>,
    tid: Option<i64>,
    #[top(name = "upperURL")]
    upper_url: Option<String>,
}

#[derive(Default, TopObject)]
#[allow(clippy::struct_field_names, reason = "the names are those of the vectors")]
struct Sku {
    on: Option<bool>,
    price: Option<Decimal>,
    sku_id: Option<i64>,
}

#[derive(TopObject)]
struct Plain {
    a_bc: i64,
    bank_code: String,
    #[top(name = "is3_d")]
    is_3d: bool,
    #[top(name = "item_u_r_l")]
    item_url: String,
}

/// Returns the text of a parameter.
fn parameter<T: Wire>(value: T) -> String {
    Parameter { p: value }.params().get("p").unwrap().to_owned()
}

/// Returns the text of a value inside a struct.
fn member<T: Wire>(value: T) -> String {
    let text = parameter(Member { m: value });
    text.strip_prefix(r#"{"m":"#).unwrap().strip_suffix('}').unwrap().to_owned()
}

#[test]
fn json_text_means_what_the_official_text_means() {
    assert_outcomes(
        "flatten_json",
        |id, _| serde_json::from_str(&json_text(id)).unwrap(),
        |vector| serde_json::from_str(vector["output"].as_str().unwrap()).unwrap(),
        &[],
    );
}

#[test]
fn numbers_in_json_text_keep_every_digit() {
    let (_, vector) = section("flatten_json").into_iter().find(|(id, _)| id == "numbers").unwrap();

    assert_eq!(json_text("numbers"), vector["output"]);
}

fn json_text(id: &str) -> String {
    match id {
        "seed0_bank_credit_request" => parameter(documented::phone().bank_credit_request),
        "seed1_bill_status_equest_top" => parameter(documented::bill().bill_status_request_top),
        "seed2_infos" => parameter(IdleLoanCallbackInfo { complete_time: None, ..documented::loan().infos }),
        "struct_nested" => parameter(trade()),
        "struct_empty_members" => parameter(Trade {
            ext: Some(String::new()),
            ids: Some(Vec::new()),
            main_sku: Some(Sku::default()),
            skus: Some(Vec::new()),
            ..Trade::default()
        }),
        "list_null_elements" => member(vec![None, Some("a".to_owned())]),
        "str_non_ascii" => member("淘宝 é \u{1f600} \u{2028} \u{a0}".to_owned()),
        // `Double`, `Float` and `BigDecimal` are numbers of another text form each: here their texts are the caller's.
        "numbers" => {
            member(["1", "2147483648", "1.0", "1.0E10", "1.0E-5", "12.30", "0.1", "1E+3"].map(json).to_vec())
        }
        "date_only" => member(date(1_451_620_800_000)),
        "date_millis_dropped" => member(date(1_451_620_800_999)),
        "map_order" => member(BTreeMap::from([("b".to_owned(), json("1")), ("a".to_owned(), json("\"x\""))])),
        "java_array" => member(["a", "b"].map(str::to_owned).to_vec()),
        "object_to_json" => {
            parameter(Plain { a_bc: 1, bank_code: "x".to_owned(), is_3d: true, item_url: "u".to_owned() })
        }
        _ => panic!("no case for {id}"),
    }
}

fn trade() -> Trade {
    Trade {
        created: Some(date(0)),
        ext: Some(r#"{"k":"v"}"#.to_owned()),
        ids: Some(vec![1, 2]),
        main_sku: Some(Sku { on: Some(true), price: "0.10".parse().ok(), sku_id: Some(3) }),
        mapp: Some(BTreeMap::from([
            ("k1".to_owned(), json(r#""v/1""#)),
            ("k2".to_owned(), json("null")),
            ("k3".to_owned(), json("[true,null,1]")),
        ])),
        skus: Some(vec![
            Sku { on: Some(false), price: "12.34".parse().ok(), sku_id: Some(1) },
            Sku { sku_id: Some(2), ..Sku::default() },
        ]),
        tid: Some(9_007_199_254_740_993),
        upper_url: Some("u".to_owned()),
    }
}

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

fn date(unix_millis: i64) -> DateTime {
    DateTime::from_unix_millis(unix_millis).unwrap()
}

#[test]
fn parameters_of_the_top_level_are_the_official_ones() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        s: String,
        empty: Option<String>,
        blank: Option<String>,
        nul: Option<String>,
        l: i64,
        i: i32,
        bt: bool,
        bf: bool,
        d: DateTime,
        dbl: Decimal,
        dbl2: Decimal,
        bd: Decimal,
        fl: Decimal,
    }
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let request = Request {
        s: "x".to_owned(),
        empty: Some(String::new()),
        blank: Some(" \t".to_owned()),
        nul: None,
        l: 9_007_199_254_740_993,
        i: 7,
        bt: true,
        bf: false,
        d: date(0),
        dbl: decimal("12.3"),
        dbl2: decimal("1.0E10"),
        bd: decimal("12.30"),
        fl: decimal("0.1"),
    };

    let ours = |id: &str, _: &Value| {
        assert_eq!(id, "top_level_put");
        request.params().iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    };
    assert_outcomes("flatten_top_level", ours, |vector| vector["output"].clone(), &[]);
}

#[test]
fn the_body_is_encoded_as_the_official_one() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        a: String,
    }

    let ours = |_: &str, vector: &Value| {
        let (name, value) = vector["input"].as_str().unwrap().split_once('=').unwrap();
        assert_eq!(name, "a");
        let app = App::new("12345678", "helloworld");
        let call = app.prepare(&Request { a: value.to_owned() }, &CallOptions::new(), date(0)).unwrap();
        let body = std::str::from_utf8(call.body()).unwrap();
        json!(body.split('&').find(|pair| pair.starts_with("a=")).unwrap())
    };
    assert_outcomes("urlencode", ours, |vector| vector["output"].clone(), &[]);
}

#[test]
fn a_struct_and_a_list_are_what_other_official_sdks_mean() {
    #[derive(TopObject)]
    struct Struct {
        bank_code: String,
        u: String,
        n: Option<String>,
    }
    let text =
        parameter(Struct { bank_code: "g".to_owned(), u: "http://a/淘\u{1f600}<&".to_owned(), n: None });
    let vector = fixtures::json("vectors.json")["cross_sdk_struct_json"].take();
    let (python, _) = vector["python3_official_new_sdk"].as_str().unwrap().split_once(" (").unwrap();
    let mut python: Value = serde_json::from_str(python).unwrap();
    // Java and Go leave null out, and so does this one.
    assert_eq!(python.as_object_mut().unwrap().remove("n"), Some(Value::Null));
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), python);

    let vector = fixtures::json("vectors.json")["cross_sdk_list"].take();
    assert_eq!(parameter(["a b", "c"].map(str::to_owned).to_vec()), vector["java_python3_php7"]);
}

/// Declares a struct for each name, and returns under which name a list of it is wrapped on the wire.
macro_rules! wrapper_names {
    ($($name:ident)*) => {{
        $(
            #[derive(Clone, TopObject)]
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the name is what is tested")]
            struct $name {
                x: i64,
            }
        )*
        #[derive(Clone, TopObject)]
        #[allow(non_snake_case, reason = "the name is that of the type")]
        struct Lists {
            $($name: Vec<$name>,)*
        }
        #[derive(TopApi)]
        #[top(method = "taobao.probe.get", response = Lists)]
        struct Request {}

        let sandbox = Sandbox::start().unwrap();
        sandbox.handle(|_: Request| Ok(Lists { $($name: vec![$name { x: 1 }],)* }));
        let client = sandbox.client_builder().simplify(false).build().unwrap();
        let reply = client.execute(&Request {}).await.unwrap();
        serde_json::from_slice::<Value>(reply.body()).unwrap()["probe_get_response"].take()
    }};
}

#[tokio::test]
async fn lists_are_wrapped_under_the_official_names() {
    let lists = wrapper_names!(bankCode topChannelDeptSyncDTO is3D URL NTbkItem RtRptResultEntityDTO a1B);

    let ours = |_: &str, vector: &Value| {
        let wrapper = lists[vector["input"].as_str().unwrap()].as_object().unwrap();
        json!(wrapper.keys().next().unwrap())
    };
    assert_outcomes("underline_style", ours, |vector| vector["output"].clone(), &[]);
}
