//! What becomes of an HTTP answer, by its status, its headers and its body.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};
use top_core::{App, CallOptions, DateTime, Error, TopApi, TopObject};

use super::assert_outcomes;

#[derive(TopApi)]
#[top(method = "taobao.items.get", response = Response)]
struct Request {}

#[derive(TopObject)]
struct Response {
    text: Option<String>,
}

const ERROR: &str = r#"{"error_response":{"code":41,"msg":"Invalid arguments"}}"#;
const RESPONSE: &str = r#"{"text":"淘宝"}"#;

fn decode(status: u16, header: Option<(HeaderName, &'static str)>, body: Vec<u8>) -> Value {
    let call =
        App::new("12345678", "helloworld").prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();
    let headers: HeaderMap =
        header.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
    match call.decode(StatusCode::from_u16(status).unwrap(), &headers, body) {
        Ok(reply) => json!({"text": reply.text}),
        Err(Error::Api(error)) => json!(format!("error {}", error.code())),
        Err(Error::HttpStatus(error)) => json!(format!("status {}", error.status())),
        Err(Error::Decode(_)) => json!("failure"),
        Err(error) => panic!("{error}"),
    }
}

fn ours(case: &str) -> Value {
    match case {
        "200 with empty body" => decode(200, None, Vec::new()),
        "200 body [1]" => decode(200, None, b"[1]".to_vec()),
        "500 or 403 with a JSON body" => {
            let outcomes = [500, 403].map(|status| decode(status, None, ERROR.into()));
            assert_eq!(outcomes[0], outcomes[1]);
            outcomes[0].clone()
        }
        "400 with a JSON body" => decode(400, None, ERROR.into()),
        "302" => decode(302, None, Vec::new()),
        "gzip Content-Encoding" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(RESPONSE.as_bytes()).unwrap();
            decode(200, Some((CONTENT_ENCODING, "gzip")), packed.finish().unwrap())
        }
        "Content-Type charset=GBK" => {
            let body = encoding_rs::GBK.encode(RESPONSE).0.into_owned();
            decode(200, Some((CONTENT_TYPE, "text/javascript;charset=GBK")), body)
        }
        case => panic!("{case}"),
    }
}

fn official(vector: &Value) -> Value {
    match vector["official_java_result"].as_str().unwrap() {
        "success, all fields null" => json!({"text": null}),
        "body parsed as usual (error code 41 in the test)" => json!("error 41"),
        "inflated" | "decoded as GBK" => json!({"text": "淘宝"}),
        other => json!(other),
    }
}

#[test]
fn exchanges_end_as_they_do_for_the_official_client() {
    assert_outcomes(
        "http_outcome",
        |case, _| ours(case),
        official,
        &[
            ("200 with empty body", json!("failure"), "An empty body is no success with nothing in it."),
            ("200 body [1]", json!("failure"), "A body that is no object holds no response."),
            (
                "500 or 403 with a JSON body",
                json!("error 41"),
                "The platform explains itself in the body, whatever the status is.",
            ),
            ("302", json!("status 302"), "The body of a call, with its session, is for its gateway alone."),
        ],
    );
}
