//! What the network can do to a call, and what of a call it sees.

use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
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

/// Answers one call with these bytes and nothing more: the URL, and what was sent to it.
async fn one_call(answer: &'static [u8]) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/router/rest", listener.local_addr().unwrap());
    let sent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 4096];
        let length = stream.read(&mut request).await.unwrap();
        stream.write_all(answer).await.unwrap();
        // Until the client hangs up.
        while stream.read(&mut [0; 64]).await.is_ok_and(|length| length > 0) {}
        String::from_utf8(request[..length].to_vec()).unwrap()
    });
    (url, sent)
}

#[tokio::test]
async fn an_answer_that_stops_half_way_is_a_timeout() {
    let (url, _) = one_call(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").await;
    let client = Client::builder("1", "s").gateway(url).timeout(Duration::from_millis(50)).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&request()).await else {
        panic!("expected a transport error")
    };

    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn every_call_names_its_host_once() {
    const ANSWER: &[u8] =
        b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"note_id\":\"7\"}";
    for has_query in [false, true] {
        let (url, sent) = one_call(ANSWER).await;
        let client = Client::builder("1", "s").gateway(url.as_str()).build().unwrap();
        let request = request();
        let call = client.call(&request);
        let call = if has_query { call.json_body("{}") } else { call };

        call.await.unwrap();

        let sent = sent.await.unwrap();
        let hosts: Vec<_> = sent.lines().filter_map(|line| line.strip_prefix("host: ")).collect();
        assert_eq!(hosts, [url.split('/').nth(2).unwrap()]);
        assert_eq!(sent.starts_with("POST /router/rest?"), has_query, "{sent}");
    }
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
async fn an_answer_that_does_not_tell_its_length_is_read_up_to_the_limit() {
    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
        8\r\n{\"note_i\r\n8\r\nd\":\"7\"} \r\n0\r\n\r\n";
    for (limit, is_read) in [(16, true), (15, false)] {
        let (url, _) = one_call(ANSWER).await;
        let client = Client::builder("1", "s").gateway(url).max_body_bytes(limit).build().unwrap();

        match client.execute(&request()).await {
            Ok(reply) => assert!(is_read && reply.note_id == Some(7)),
            Err(Error::Transport(error)) => {
                assert!(!is_read && error.kind() == TransportErrorKind::TooLarge);
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn an_answer_in_many_pieces_is_read_whole() {
    let sandbox = Sandbox::start().unwrap();
    let body = format!("{{\"note_id\":{}\"7\"}}", " ".repeat(3_000_000));
    sandbox.answer_raw("taobao.shop.note.add", http::Response::new(Bytes::from(body.clone())));

    let reply = sandbox.client().execute(&request()).await.unwrap();

    assert_eq!(reply.note_id, Some(7));
    assert_eq!(reply.body().len(), body.len());
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
