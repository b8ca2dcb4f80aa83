//! The formats of answers over a network: what the gateway for tests writes is what the client reads, in each.

use std::collections::BTreeMap;
use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderValue, Response};
use top_core::client::{Limits, Transport, TransportFuture};
use top_core::error::DecodeErrorKind;
use top_core::sandbox::Sandbox;
use top_core::{ApiError, DateTime, Decimal, Error, Format, Json, TopApi, TopEnum, TopObject};

#[derive(Debug, TopApi)]
#[top(method = "taobao.everything.get", response = Everything)]
struct EverythingGetRequest {
    code: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Everything {
    text: Option<String>,
    empty: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    json: Option<Json>,
    status: Option<Status>,
    texts: Vec<String>,
    nothing: Option<Vec<String>>,
    prices: Vec<Decimal>,
    statuses: Vec<Status>,
    map: Option<BTreeMap<String, i64>>,
    #[top(json)]
    inside_text: Option<Box<Everything>>,
    hollow: Option<Box<Everything>>,
    list: Vec<Everything>,
}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

fn everything() -> Everything {
    let leaf = Everything {
        text: Some(" <b>淘宝 & 😀</b>\r\n\t\"'\\]]>&lt;\u{1}".to_owned()),
        empty: Some(String::new()),
        number: Some(i64::MIN),
        flag: Some(false),
        date: "2016-01-01 12:00:00".parse().ok(),
        price: "12.30".parse().ok(),
        json: r#"{"a":[1.50,"<"]}"#.parse().ok(),
        status: Some(Status::Paid),
        texts: vec!["a".to_owned(), String::new(), "  ".to_owned()],
        nothing: Some(vec![]),
        prices: vec!["0.0".parse().unwrap()],
        statuses: vec![Status::Other("<".to_owned())],
        map: Some(BTreeMap::from([("1 no name".to_owned(), 1), (String::new(), 2)])),
        ..Everything::default()
    };
    Everything {
        inside_text: Some(Box::new(leaf.clone())),
        hollow: Some(Box::default()),
        list: vec![leaf.clone(), Everything::default()],
        ..leaf
    }
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: EverythingGetRequest| match request.code {
        Some(code) => Err(ApiError::new(code, "Remote service error").with_sub("isv.x", "非法<参数>&")),
        None => Ok(everything()),
    });
    sandbox
}

const REQUEST: EverythingGetRequest = EverythingGetRequest { code: None };

#[tokio::test]
async fn what_a_handler_returns_is_what_a_client_reads_in_every_format() {
    let sandbox = sandbox();
    for (format, simplify) in
        [(Format::Json, true), (Format::Json, false), (Format::Xml, true), (Format::Xml, false)]
    {
        let client = sandbox.client_builder().format(format).simplify(simplify).build().unwrap();

        let reply = client.execute(&REQUEST).await.unwrap();

        assert_eq!(*reply, everything(), "{format:?}");
        let call = sandbox.calls().pop().unwrap();
        assert_eq!(call.parameter("format"), Some(format.as_str()));
        assert_eq!(call.parameter("simplify").is_some(), simplify && format == Format::Json);
        assert_eq!(reply.request_id(), Some(call.request_id()));
        assert_eq!(reply.body().starts_with(b"<?xml"), format == Format::Xml);
    }
}

#[tokio::test]
async fn a_call_has_a_format_of_its_own() {
    let sandbox = sandbox();

    let reply = sandbox.client().call(&REQUEST).format(Format::Xml).await.unwrap();

    assert!(reply.body().starts_with(b"<?xml"));
    assert_eq!(*reply, everything());
}

#[tokio::test]
async fn an_error_is_the_same_in_every_format() {
    let sandbox = sandbox();
    for format in [Format::Json, Format::Xml] {
        let call = sandbox.client_builder().format(format).build().unwrap();
        let error = match call.execute(&EverythingGetRequest { code: Some(15) }).await {
            Err(Error::Api(error)) => error,
            other => panic!("{other:?}"),
        };
        assert_eq!((error.code(), error.msg()), (15, "Remote service error"));
        assert_eq!((error.sub_code(), error.sub_msg()), (Some("isv.x"), Some("非法<参数>&")));
        assert_eq!(error.request_id(), Some(sandbox.calls().pop().unwrap().request_id()));
    }
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body).unwrap();
    packed.finish().unwrap()
}

#[tokio::test]
async fn a_bomb_is_no_larger_than_the_limit() {
    let sandbox = sandbox();
    let mut answer = Response::new(Bytes::from(gzip(&vec![b' '; 16 * 1024 * 1024])));
    answer.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    sandbox.answer_raw("taobao.everything.get", answer);
    let client = sandbox.client_builder().max_body_bytes(1024 * 1024).build().unwrap();

    match client.execute(&REQUEST).await {
        Err(Error::Decode(error)) => assert_eq!(error.kind(), DecodeErrorKind::TooLarge, "{error}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_answer_in_gbk_is_read() {
    let sandbox = sandbox();
    let body = encoding_rs::GBK.encode("<r><text>淘宝</text></r>").0.into_owned();
    let mut answer = Response::new(Bytes::from(body));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml;charset=GBK"));
    sandbox.answer_raw("taobao.everything.get", answer);

    let reply = sandbox.client().execute(&REQUEST).await.unwrap();

    assert_eq!(reply.text.as_deref(), Some("淘宝"));
}

#[tokio::test]
async fn a_transport_of_ones_own_may_hand_over_what_is_compressed() {
    struct Packed;

    impl Transport for Packed {
        fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture<'_> {
            assert_eq!(request.headers()["accept-encoding"], "gzip");
            Box::pin(async { Ok(Response::new(gzip(br#"{"number":7}"#).into())) })
        }
    }

    let client = top_core::Client::builder("12345678", "helloworld").transport(Packed).build().unwrap();

    assert_eq!(client.execute(&REQUEST).await.unwrap().number, Some(7));
}
