//! Bodies of the caller's own: JSON or XML, signed with the parameters, which go into the query.

use top_core::batch::Batch;
use top_core::sandbox::Sandbox;
use top_core::sign::sign;
use top_core::{App, CallOptions, DateTime, Error, ErrorKind, File, SignMethod, TopApi};

use super::vectors::section;

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.qimen.stock.query")]
struct StockQueryRequest {
    customer_id: String,
    #[top(secret)]
    token: Option<String>,
}

fn request() -> StockQueryRequest {
    StockQueryRequest { customer_id: "c & 1".to_owned(), token: Some("the token of it".to_owned()) }
}

fn timestamp() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

#[tokio::test]
async fn a_body_arrives_as_it_was_and_its_signature_is_checked() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|received: StockQueryRequest| {
        assert_eq!(received, request());
        Ok(())
    });
    for method in SignMethod::ALL {
        let client = sandbox.client_builder().sign_method(method).session("a session").build().unwrap();

        client.call(&request()).json_body("{\"库存\": 1}").await.unwrap();
        client.call(&request()).xml_body("<request>库存</request>").await.unwrap();
    }
    let bodies: Vec<_> = sandbox.calls().iter().map(|call| call.raw_body().cloned().unwrap()).collect();
    assert_eq!(bodies.len(), 6);
    assert_eq!(
        (&bodies[0][..], &bodies[1][..]),
        ("{\"库存\": 1}".as_bytes(), "<request>库存</request>".as_bytes())
    );
}

#[test]
fn the_signature_is_over_parameters_and_body() {
    let app = App::new("12345678", "helloworld");
    let call = app.prepare(&request(), &CallOptions::new().json_body("{}"), timestamp()).unwrap();

    let (url, query) = call.url().split_once('?').unwrap();
    assert_eq!(url, "https://gw.api.taobao.com/router/rest");
    assert_eq!(
        (call.headers()["content-type"].to_str().unwrap(), &call.body()[..]),
        ("application/json;charset=utf-8", &b"{}"[..])
    );
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let unsigned = pairs.iter().filter(|(name, _)| name != "sign");
    let unsigned = unsigned.map(|(name, value)| (name.as_str(), value.as_str()));
    let expected = sign(unsigned, Some(b"{}"), &"helloworld".into(), SignMethod::HmacSha256);
    assert!(query.ends_with(&format!("&sign={}", expected.as_str())));
}

#[test]
fn a_captured_call_with_a_body_is_the_one_that_is_sent_here() {
    #[derive(TopApi)]
    #[top(method = "taobao.json.demo")]
    struct JsonDemo {
        a: i64,
    }

    let (_, vector) = section("wire")
        .into_iter()
        .find(|(_, vector)| vector["request_head"].as_str().unwrap().contains("application/json"))
        .unwrap();
    let head = vector["request_head"].as_str().unwrap();
    let query = head.split(' ').nth(1).unwrap().split_once('?').unwrap().1;
    let mut official: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let app = App::new("12345678", "helloworld")
        .with_simplify(false)
        .with_partner_id("top-sdk-java-dynamicVersionNo")
        .with_session("test");
    let body = vector["body_utf8"].as_str().unwrap().to_owned();

    let call = app.prepare(&JsonDemo { a: 1 }, &CallOptions::new().json_body(body), timestamp()).unwrap();

    let query = call.url().split_once('?').unwrap().1;
    let mut ours: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    ours.sort();
    official.sort();
    assert_eq!(ours, official);
}

#[tokio::test]
async fn nothing_secret_of_the_query_is_shown() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client_builder().session("the session itself").build().unwrap();
    let call = client.call(&request()).json_body("{}").prepare().unwrap();
    let options = format!("{:?}", CallOptions::new().json_body("the body itself"));

    let error = client.call(&request()).json_body("{}").await.unwrap_err();

    let sign = call.url().rsplit_once("sign=").unwrap().1;
    for shown in [format!("{call:?} {options}"), format!("{error} {error:?}")] {
        for secret in ["the session itself", "the token of it", "the+token", "the body itself", sign] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[test]
fn neither_files_nor_batches_have_a_place_for_it() {
    #[derive(TopApi)]
    #[top(method = "taobao.picture.upload")]
    struct PictureUpload {
        img: File,
    }

    let app = App::new("12345678", "helloworld");
    let picture = PictureUpload { img: File::new("a.png", "") };
    let with_file = app.prepare(&picture, &CallOptions::new().json_body("{}"), timestamp());
    let stock = request();
    let mut batch = Batch::new();
    let _ = batch.add_with(&stock, CallOptions::new().xml_body("<a/>"));
    let in_batch = app.prepare_batch(&batch, timestamp());

    let kinds = [with_file.map(|_| ()), in_batch.map(|_| ())]
        .map(|outcome| outcome.map_err(|error: Error| error.kind()));
    assert_eq!(kinds, [Err(ErrorKind::Configuration), Err(ErrorKind::Configuration)]);
}
