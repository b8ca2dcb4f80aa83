//! The other side: calls that the platform makes to a server.

mod forgery;

mod timestamp;

mod read;

mod answer;

mod any_bytes;

mod silence;

mod http;

use bytes::Bytes;
use top_core::spi::{Spi, SpiCall, SpiError, VerifiedCall, sign_call};
use top_core::{DateTime, Decimal, TopApi, TopEnum, TopObject};

const SECRET: &str = "helloworld";
const JSON: &str = "application/json;charset=UTF-8";
const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";
/// The query of a call that was made at noon.
const QUERY: &str = "app_key=12345678&method=taobao.spi.order.push&timestamp=2016-01-01+12%3A00%3A00&v=2.0";

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.spi.order.push", response = OrderPushResponse)]
struct OrderPushRequest {
    nick: String,
    #[top(max_items = 2)]
    orders: Option<Vec<Order>>,
    marks: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Order {
    id: i64,
    status: Status,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Line {
    #[top(max_len = 8)]
    title: String,
    price: Option<Decimal>,
    tags: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Status {
    #[top(name = "PAID")]
    Paid,
    #[top(other)]
    Other(String),
}

#[derive(Debug, Default, TopObject)]
struct OrderPushResponse {
    flag: Option<String>,
    ids: Vec<i64>,
    at: Option<DateTime>,
}

fn noon() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

fn spi() -> Spi {
    Spi::builder(SECRET).clock(noon).build().unwrap()
}

/// A call that is not signed yet.
fn unsigned(query: &str, content_type: &str, body: impl Into<Bytes>) -> ::http::Request<Bytes> {
    let request = ::http::Request::post(format!("/spi?{query}")).header("content-type", content_type);
    request.body(body.into()).unwrap()
}

fn signed(query: &str, content_type: &str, body: impl Into<Bytes>) -> ::http::Request<Bytes> {
    sign(unsigned(query, content_type, body))
}

fn sign(mut request: ::http::Request<Bytes>) -> ::http::Request<Bytes> {
    sign_call(&mut request, &SECRET.into()).unwrap();
    request
}

fn verify(request: ::http::Request<Bytes>) -> Result<VerifiedCall, SpiError> {
    let (head, body) = request.into_parts();
    spi().verify(&head, body)
}

fn receive<A: TopApi>(request: ::http::Request<Bytes>) -> Result<SpiCall<A>, SpiError> {
    let (head, body) = request.into_parts();
    spi().receive(&head, body)
}

/// Receives a signed call with a body of JSON.
fn push(body: impl Into<Bytes>) -> Result<OrderPushRequest, SpiError> {
    receive(signed(QUERY, JSON, body)).map(SpiCall::into_inner)
}
