//! Answers: which are responses, which are errors, and which are neither.

mod envelope;

mod like_serde_json;

mod members;

mod platform_error;

mod failure;

mod echo;

mod odd_json;

mod xml;

mod odd_xml;

mod content;

mod shapes;

mod formats;

mod any_bytes;

mod while_parsed;

use http::{HeaderMap, StatusCode};
use top_core::error::{DecodeError, HttpStatusError};
use top_core::{
    ApiError, App, CallOptions, DateTime, Decimal, Error, PreparedCall, Reply, TopApi, TopObject,
};

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.items.get", response = Response)]
struct Request {}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Response {
    items: Vec<Item>,
    total_results: Option<i64>,
    note: Option<String>,
    location: Option<Location>,
}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Item {
    num_iid: Option<i64>,
    price: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Location {
    city: String,
}

fn prepare<A: TopApi>(request: &A) -> PreparedCall<A::Response> {
    App::new("12345678", "helloworld").prepare(request, &CallOptions::new(), DateTime::MIN).unwrap()
}

fn decode_as<A: TopApi>(request: &A, body: &str) -> Result<Reply<A::Response>, Error> {
    prepare(request).decode(StatusCode::OK, &HeaderMap::new(), body.to_owned())
}

fn decode(body: &str) -> Result<Reply<Response>, Error> {
    decode_as(&Request {}, body)
}

fn decode_with(status: u16, body: impl Into<bytes::Bytes>) -> Result<Reply<Response>, Error> {
    prepare(&Request {}).decode(StatusCode::from_u16(status).unwrap(), &HeaderMap::new(), body)
}

/// Returns the error of an answer that cannot be read.
#[track_caller]
fn failure<T: std::fmt::Debug>(answer: Result<Reply<T>, Error>) -> DecodeError {
    match answer {
        Err(Error::Decode(error)) => error,
        other => panic!("expected an answer that cannot be read, got {other:?}"),
    }
}

/// Returns the error of an answer with a status of failure.
#[track_caller]
fn status_failure(answer: Result<Reply<Response>, Error>) -> HttpStatusError {
    match answer {
        Err(Error::HttpStatus(error)) => error,
        other => panic!("expected a status of failure, got {other:?}"),
    }
}

/// Returns the error that the platform answered with.
#[track_caller]
fn platform_error(answer: Result<Reply<Response>, Error>) -> ApiError {
    match answer {
        Err(Error::Api(error)) => error,
        other => panic!("expected an error of the platform, got {other:?}"),
    }
}
