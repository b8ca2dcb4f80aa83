//! What the network can do to a call, and what of a call it sees.

use std::time::Duration;

use bytes::Bytes;
use top_core::error::TransportErrorKind;
use top_core::sandbox::Sandbox;
use top_core::{Client, Error};

use crate::calls::{request, sandbox};

#[tokio::test]
async fn a_gateway_that_is_not_there_is_a_connection_error() {
    let url = sandbox().url();
    let client = Client::builder("1", "s").gateway(url).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&request()).await else {
        panic!("expected a transport error")
    };

    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(error.method(), "taobao.shop.note.add");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_gateway_that_does_not_answer_is_a_timeout() {
    // Accepts connections in its backlog and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/router/rest", silent.local_addr().unwrap());
    let client = Client::builder("1", "s").gateway(url).timeout(Duration::from_millis(50)).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&request()).await else {
        panic!("expected a transport error")
    };

    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn an_answer_over_the_limit_is_not_read() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.answer_raw("taobao.shop.note.add", http::Response::new(Bytes::from(vec![b' '; 2_000])));
    let client = sandbox.client_builder().max_body_bytes(1_000).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&request()).await else {
        panic!("expected a transport error")
    };

    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn a_redirect_is_not_followed_because_the_body_is_meant_for_the_gateway_alone() {
    let (sandbox, elsewhere) = (Sandbox::start().unwrap(), sandbox());
    let redirect =
        http::Response::builder().status(307).header("location", elsewhere.url()).body(Bytes::new());
    sandbox.answer_raw("taobao.shop.note.add", redirect.unwrap());

    let Err(Error::HttpStatus(error)) = sandbox.client().execute(&request()).await else {
        panic!("expected an HTTP status");
    };

    assert_eq!(error.status(), 307);
    assert!(elsewhere.calls().is_empty());
}
