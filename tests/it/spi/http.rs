//! Calls over a real connection, taken by the extractors of axum.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use bytes::Bytes;
use http::{HeaderMap, Request};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use top_core::spi::{Spi, SpiAnswer, SpiCall, SpiRejection, VerifiedCall};

use super::{FORM, JSON, OrderPushRequest, OrderPushResponse, QUERY, noon, signed, unsigned};

const LIMIT: usize = 1024;

async fn push(call: SpiCall<OrderPushRequest>) -> SpiAnswer {
    let ids = call.orders.iter().flatten().map(|order| order.id).collect();
    SpiAnswer::of(&OrderPushResponse {
        flag: Some(call.nick.clone()),
        ids,
        at: Some(call.call().timestamp()),
    })
}

async fn dispatch(headers: HeaderMap, call: VerifiedCall) -> Result<SpiAnswer, SpiRejection> {
    assert!(headers.contains_key("content-type"));
    Ok(match call.method() {
        Some("taobao.spi.order.push") => SpiAnswer::of(&OrderPushResponse::default()),
        _ => SpiAnswer::failure("no-such-method", "Illegal request"),
    })
}

async fn catch(call: Result<SpiCall<OrderPushRequest>, SpiRejection>) -> SpiAnswer {
    match call {
        Ok(_) => SpiAnswer::failure("none", "nothing was wrong"),
        Err(rejection) => SpiAnswer::failure("caught", &format!("{rejection}, {:?}", rejection.error())),
    }
}

async fn start() -> SocketAddr {
    let spi = Spi::builder(super::SECRET).clock(noon).build().unwrap();
    let app = Router::new()
        .route("/spi", post(push))
        .route("/dispatch", post(dispatch))
        .route("/catch", post(catch))
        .layer(DefaultBodyLimit::max(LIMIT))
        .with_state(spi);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// Sends a request and returns status, Content-Type and body of the answer.
async fn send(address: SocketAddr, request: &Request<Bytes>) -> (u16, String, Value) {
    let mut bytes = format!("POST {} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n", request.uri());
    for (name, value) in request.headers() {
        let _ = write!(bytes, "{name}: {}\r\n", value.to_str().unwrap());
    }
    let _ = write!(bytes, "content-length: {}\r\n\r\n", request.body().len());
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&[bytes.as_bytes(), request.body()].concat()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let content_type = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap();
    (head[9..12].parse().unwrap(), content_type.to_owned(), serde_json::from_str(body).unwrap())
}

fn at(path: &str, request: &Request<Bytes>) -> Request<Bytes> {
    let mut request = request.clone();
    *request.uri_mut() = request.uri().to_string().replace("/spi", path).parse().unwrap();
    request
}

#[tokio::test]
async fn a_signed_call_gets_its_response_and_a_tampered_one_the_platforms_refusal() {
    let address = start().await;
    let json = "application/json;charset=UTF-8".to_owned();
    let call = signed(QUERY, JSON, r#"{"nick":"淘宝","orders":[{"id":7,"status":"PAID","lines":[]}]}"#);
    let response = json!({"flag": "淘宝", "ids": [7], "at": "2016-01-01 12:00:00"});
    assert_eq!(send(address, &call).await, (200, json.clone(), response));
    let form = signed(QUERY, FORM, "nick=%E6%B7%98");
    assert_eq!(send(address, &form).await.2["flag"], "淘");

    let mut tampered = call.clone();
    *tampered.body_mut() = r#"{"nick":"淘宝","orders":[{"id":8,"status":"PAID","lines":[]}]}"#.into();
    let refusal =
        json!({"flag": "failure", "sub_code": "sign-check-failure", "sub_message": "Illegal request"});
    assert_eq!(send(address, &tampered).await, (200, json, refusal.clone()));
    assert_eq!(send(address, &unsigned(QUERY, JSON, "{}")).await.2, refusal);

    let undeclared = signed(QUERY, JSON, "{}");
    assert_eq!(send(address, &undeclared).await.2["sub_code"], "isv.missing-parameter:nick");
}

#[tokio::test]
async fn a_body_beyond_the_limit_of_the_server_is_refused_in_the_platforms_form() {
    let address = start().await;
    for (length, status) in [(LIMIT, 200), (LIMIT + 1, 413)] {
        let body = format!(r#"{{"nick":"{}"}}"#, "x".repeat(length - 11));
        assert_eq!(body.len(), length);
        let (found, content_type, answer) = send(address, &signed(QUERY, JSON, body)).await;
        assert_eq!((found, content_type.as_str()), (status, "application/json;charset=UTF-8"));
        assert_eq!(answer["sub_code"] == "isv.invalid-content", status == 413, "{answer}");
    }
}

#[tokio::test]
async fn a_handler_may_dispatch_by_itself_and_see_why_a_call_is_refused() {
    let address = start().await;
    let call = signed(QUERY, JSON, "{}");
    assert_eq!(send(address, &at("/dispatch", &call)).await.2, json!({"ids": []}));
    assert_eq!(send(address, &at("/catch", &call)).await.2["sub_code"], "caught");
    let unsigned = at("/catch", &unsigned(QUERY, JSON, "{}"));
    let message = "the call has no signature, MissingSignature";
    assert_eq!(send(address, &unsigned).await.2["sub_message"], message);
}
