//! Calls over loopback: what the platform refuses, and what the client makes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use top_core::client::{Limits, Transport, TransportFuture};
use top_core::error::{TransportError, TransportErrorKind};
use top_core::sandbox::Sandbox;
use top_core::{ApiError, Client, DateTime, Error, ErrorKind, TopApi, TopObject};

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.shop.note.add", response = NoteAddResponse)]
pub(crate) struct NoteAddRequest {
    #[top(max_len = 4)]
    title: String,
    note: Note,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Note {
    #[top(max_len = 8)]
    text: String,
    stars: i64,
}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub(crate) struct NoteAddResponse {
    pub(crate) note_id: Option<i64>,
}

/// The same API without its rules and with everything optional: what a client without validation would send.
#[derive(Debug, Clone, Default, TopApi)]
#[top(method = "taobao.shop.note.add", response = NoteAddResponse)]
struct LooseNoteAddRequest {
    title: Option<String>,
    note: Option<LooseNote>,
}

#[derive(Debug, Clone, Default, TopObject)]
struct LooseNote {
    text: Option<String>,
    stars: Option<String>,
}

pub(crate) fn request() -> NoteAddRequest {
    NoteAddRequest { title: "标题".to_owned(), note: Note { text: "好".to_owned(), stars: 5 } }
}

pub(crate) fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: NoteAddRequest| Ok(NoteAddResponse { note_id: Some(request.note.stars) }));
    sandbox
}

/// Makes a call that must be refused by the platform, and returns its error.
async fn refusal<A: TopApi>(client: &Client, request: &A) -> ApiError {
    match client.execute(request).await.map(|_| ()) {
        Err(Error::Api(error)) => error,
        other => panic!("expected an error of the platform, got {other:?}"),
    }
}

#[tokio::test]
async fn a_wrong_secret_is_error_25() {
    let sandbox = sandbox();
    let client = Client::builder(sandbox.app_key(), "wrong").gateway(sandbox.url()).build().unwrap();

    let error = refusal(&client, &request()).await;

    assert_eq!((error.code(), error.kind()), (25, ErrorKind::Signature));
    assert_eq!(error.method(), "taobao.shop.note.add");
    assert_eq!(error.request_id(), Some(sandbox.calls()[0].request_id()));
}

#[tokio::test]
async fn an_unknown_app_key_is_error_29() {
    let sandbox = sandbox();
    let client = Client::builder("999", sandbox.app_secret()).gateway(sandbox.url()).build().unwrap();

    let error = refusal(&client, &request()).await;

    assert_eq!((error.code(), error.kind()), (29, ErrorKind::Configuration));
}

#[tokio::test]
async fn a_timestamp_eleven_minutes_off_is_error_31_in_either_direction() {
    let sandbox = sandbox();
    for minutes in [-11_i64, 11] {
        let clock =
            move || DateTime::from_unix_millis(DateTime::now().unix_millis() + minutes * 60_000).unwrap();
        let client = sandbox.client_builder().clock(clock).build().unwrap();

        let error = refusal(&client, &request()).await;

        assert_eq!((error.code(), error.kind()), (31, ErrorKind::Timestamp));
    }
}

#[tokio::test]
async fn a_timestamp_nine_minutes_off_is_accepted() {
    let sandbox = sandbox();
    let clock = || DateTime::from_unix_millis(DateTime::now().unix_millis() - 9 * 60_000).unwrap();
    let client = sandbox.client_builder().clock(clock).build().unwrap();

    assert_eq!(client.execute(&request()).await.unwrap().note_id, Some(5));
}

#[tokio::test]
async fn an_unknown_method_is_error_22() {
    let sandbox = Sandbox::start().unwrap();

    let error = refusal(&sandbox.client(), &request()).await;

    assert_eq!((error.code(), error.msg()), (22, "Invalid Method"));
}

#[tokio::test]
async fn a_missing_required_member_past_the_client_is_error_40_with_its_path() {
    let sandbox = sandbox();
    let note = LooseNote { text: Some("好".to_owned()), stars: None };
    let loose = LooseNoteAddRequest { title: Some("标题".to_owned()), note: Some(note) };

    let error = refusal(&sandbox.client(), &loose).await;

    assert_eq!((error.code(), error.sub_code()), (40, Some("isv.missing-parameter:note.stars")));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn a_missing_required_parameter_past_the_client_is_error_40_with_its_name() {
    let sandbox = sandbox();

    let error = refusal(&sandbox.client(), &LooseNoteAddRequest::default()).await;

    assert_eq!((error.code(), error.sub_code()), (40, Some("isv.missing-parameter:title")));
}

#[tokio::test]
async fn a_too_long_member_past_the_client_is_error_41_with_its_path() {
    let sandbox = sandbox();
    let mut long = request();
    long.note.text = "九个汉字就超过限制".to_owned();

    let Err(Error::Api(error)) = sandbox.client().call(&long).skip_validation().await else {
        panic!("expected an error of the platform");
    };

    assert_eq!((error.code(), error.sub_code()), (41, Some("isv.invalid-parameter:note.text")));
    assert!(error.sub_msg().unwrap().contains("at most 8"));
    assert_eq!(error.kind(), ErrorKind::Caller);
}

#[tokio::test]
async fn a_member_of_the_wrong_type_past_the_client_is_error_41_with_its_path() {
    let sandbox = sandbox();
    let note = LooseNote { text: Some("好".to_owned()), stars: Some("many".to_owned()) };
    let loose = LooseNoteAddRequest { title: Some("标题".to_owned()), note: Some(note) };

    let error = refusal(&sandbox.client(), &loose).await;

    assert_eq!((error.code(), error.sub_code()), (41, Some("isv.invalid-parameter:note.stars")));
}

#[tokio::test]
async fn an_invalid_request_never_reaches_the_gateway() {
    let sandbox = sandbox();
    let mut long = request();
    long.title = "五个汉字。".to_owned();

    let Err(Error::Validation(violations)) = sandbox.client().execute(&long).await else {
        panic!("expected violations");
    };

    assert_eq!(violations.len(), 1);
    assert!(sandbox.calls().is_empty());
}

#[tokio::test]
async fn an_error_of_the_handler_arrives_with_all_its_parts() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|_: NoteAddRequest| {
        Err(ApiError::new(15, "Remote service error").with_sub("isv.note-not-exist:7", "没有这条 \"笔记\""))
    });

    let error = refusal(&sandbox.client(), &request()).await;

    assert_eq!(error.code(), 15);
    assert_eq!(error.sub_code(), Some("isv.note-not-exist:7"));
    assert_eq!(error.sub_msg(), Some("没有这条 \"笔记\""));
    let shown = Error::Api(error.clone()).to_string();
    for part in
        ["taobao.shop.note.add", "15", "isv.note-not-exist:7", "没有这条", error.request_id().unwrap()]
    {
        assert!(shown.contains(part), "{part} is missing in {shown}");
    }
}

#[tokio::test]
async fn a_handler_that_panics_fails_its_call_and_not_the_gateway() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: NoteAddRequest| {
        assert_eq!(request.title, "标题", "the handler's own check");
        Ok(NoteAddResponse::default())
    });
    let mut other = request();
    other.title = "别的".to_owned();

    let error = refusal(&sandbox.client(), &other).await;

    assert_eq!(error.sub_code(), Some("isp.unknown-error"));
    assert!(sandbox.client().execute(&request()).await.is_ok());
}

#[tokio::test]
async fn the_session_of_a_call_replaces_that_of_the_client() {
    let sandbox = sandbox();
    let client = sandbox.client_builder().session("of the client").build().unwrap();

    client.execute(&request()).await.unwrap();
    client.call(&request()).session("of the call").await.unwrap();

    let sessions: Vec<_> =
        sandbox.calls().iter().map(|call| call.session().unwrap().expose().to_owned()).collect();
    assert_eq!(sessions, ["of the client", "of the call"]);
}

#[tokio::test]
async fn an_extra_parameter_is_signed_and_sent() {
    let sandbox = sandbox();

    sandbox.client().call(&request()).extra("undocumented", "1 + 1 = 二").await.unwrap();

    assert_eq!(sandbox.calls()[0].parameter("undocumented"), Some("1 + 1 = 二"));
}

#[tokio::test]
async fn sixty_four_concurrent_calls_share_one_client() {
    let sandbox = sandbox();
    let client = sandbox.client();
    let calls: Vec<_> = (0..64)
        .map(|stars| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut request = request();
                request.note.stars = stars;
                client
                    .execute(&request)
                    .await
                    .map(|reply| (reply.note_id, reply.request_id().map(str::to_owned)))
            })
        })
        .collect();

    let mut request_ids = std::collections::BTreeSet::new();
    for (stars, call) in (0..64).zip(calls) {
        let (note_id, request_id) = call.await.unwrap().unwrap();
        assert_eq!(note_id, Some(stars));
        request_ids.insert(request_id.unwrap());
    }
    assert_eq!(request_ids.len(), 64, "each call has an id of its own");
}

/// Answers from memory and counts.
struct Memory(Arc<AtomicUsize>);

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        assert_eq!(request.uri(), "https://gw.api.taobao.com/router/rest");
        Box::pin(async {
            Ok(http::Response::new(Bytes::from_static(br#"{"note_id":"7","request_id":"r"}"#)))
        })
    }
}

#[tokio::test]
async fn another_transport_takes_the_place_of_the_network() {
    let count = Arc::new(AtomicUsize::new(0));
    let client = Client::builder("1", "s").transport(Memory(Arc::clone(&count))).build().unwrap();

    let reply = client.execute(&request()).await.unwrap();

    assert_eq!((reply.note_id, reply.request_id()), (Some(7), Some("r")));
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

/// Fails.
struct Broken;

impl Transport for Broken {
    fn send(&self, _: http::Request<Bytes>, _: Limits) -> TransportFuture<'_> {
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Interrupted, Some("cable".into()))) })
    }
}

#[tokio::test]
async fn the_error_of_another_transport_keeps_its_source() {
    let client = Client::builder("1", "s").transport(Broken).build().unwrap();

    let error = client.execute(&request()).await.unwrap_err();

    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "cable");
    assert!(error.to_string().starts_with("taobao.shop.note.add: "));
}

#[test]
fn a_gateway_that_is_no_url_is_refused_when_the_client_is_built() {
    for gateway in
        ["gw.api.taobao.com", "ftp://gw.api.taobao.com", "https://", "", "/router/rest", "https://a b"]
    {
        let built = Client::builder("1", "s").gateway(gateway).build();
        assert!(matches!(built, Err(Error::Configuration(_))), "{gateway} was accepted");
    }
}

#[test]
fn blank_keys_are_refused_when_the_client_is_built() {
    for (app_key, app_secret) in [("", "s"), (" ", "s"), ("1", ""), ("1", " ")] {
        let built = Client::builder(app_key, app_secret).build();
        assert!(matches!(built, Err(Error::Configuration(_))), "{app_key:?} {app_secret:?} was accepted");
    }
}
