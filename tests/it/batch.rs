//! Several calls in one round trip.

use std::io::{Read, Write};
use std::net::TcpStream;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use top_core::batch::Batch;
use top_core::sandbox::Sandbox;
use top_core::sign::sign;
use top_core::{
    ApiError, App, CallOptions, DateTime, Error, ErrorKind, File, Format, SignMethod, TopApi, TopObject,
};

use super::vectors::section;

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.item.seller.get", response = ItemSellerGetResponse)]
struct ItemSellerGetRequest {
    num_iid: i64,
    fields: Option<String>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct ItemSellerGetResponse {
    num_iid: Option<i64>,
    fields: Option<String>,
}

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.trade.memo.add", response = TradeMemoAddResponse, session = "required")]
struct TradeMemoAddRequest {
    #[top(max_len = 8)]
    memo: String,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct TradeMemoAddResponse {
    memos: Vec<String>,
}

fn item(num_iid: i64) -> ItemSellerGetRequest {
    ItemSellerGetRequest { num_iid, fields: None }
}

fn memo(memo: &str) -> TradeMemoAddRequest {
    TradeMemoAddRequest { memo: memo.to_owned() }
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::builder()
        .app("12345678", "helloworld")
        .clock(|| "2016-01-01 12:00:00".parse::<DateTime>().unwrap())
        .start()
        .unwrap();
    sandbox.handle(|request: ItemSellerGetRequest| match request.num_iid {
        404 => Err(ApiError::new(15, "Remote service error").with_sub("isv.item-not-exist", "商品不存在")),
        num_iid => Ok(ItemSellerGetResponse { num_iid: Some(num_iid), fields: request.fields }),
    });
    sandbox.handle(|request: TradeMemoAddRequest| Ok(TradeMemoAddResponse { memos: vec![request.memo] }));
    sandbox
}

fn app() -> App {
    App::new("12345678", "helloworld")
}

fn timestamp() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

#[tokio::test]
async fn calls_of_different_apis_and_users_are_answered_each_by_its_type() {
    let sandbox = sandbox();
    let client = sandbox.client_builder().clock(timestamp).build().unwrap();
    let (first, second, third) = (item(1), memo("备注 &+=%"), item(3));
    let mut batch = Batch::new();
    let one = batch.add(&first);
    let two = batch.add_with(&second, CallOptions::new().session("session of the seller"));
    let three = batch.add(&third);

    let answers = client.execute_batch(&batch).await.unwrap();

    assert_eq!(answers.get(three).unwrap().num_iid, Some(3));
    assert_eq!(answers.get(two).unwrap().memos, ["备注 &+=%"]);
    assert_eq!(answers.get(one).unwrap().num_iid, Some(1));
    let calls = sandbox.calls();
    let sessions: Vec<_> = calls.iter().map(|call| call.parameter("session")).collect();
    assert_eq!(sessions, [None, Some("session of the seller"), None]);
    assert_eq!(answers.get(two).unwrap().request_id(), Some(calls[1].request_id()));
}

#[tokio::test]
async fn a_call_that_is_refused_does_not_keep_the_others_from_their_answers() {
    let sandbox = sandbox();
    let client = sandbox.client_builder().clock(timestamp).build().unwrap();
    let (first, second) = (item(404), item(2));
    let mut batch = Batch::new();
    let (one, two) = (batch.add(&first), batch.add(&second));

    let answers = client.execute_batch(&batch).await.unwrap();

    let Err(Error::Api(error)) = answers.get(one) else { panic!("the first call is refused") };
    assert_eq!((error.code(), error.sub_code()), (15, Some("isv.item-not-exist")));
    assert_eq!(error.method(), "taobao.item.seller.get");
    assert_eq!(answers.get(two).unwrap().num_iid, Some(2));
}

#[tokio::test]
async fn answers_in_every_format_are_taken_apart() {
    let sandbox = sandbox();
    let request = memo("x");
    for format in [Format::Json, Format::Xml] {
        for simplify in [true, false] {
            let builder = sandbox.client_builder().clock(timestamp).format(format).simplify(simplify);
            let client = builder.session("session").build().unwrap();
            let mut batch = Batch::new();
            let slots = [batch.add(&request), batch.add(&request)];

            let answers = client.execute_batch(&batch).await.unwrap();

            for slot in slots {
                assert_eq!(answers.get(slot).unwrap().memos, ["x"], "{format:?} {simplify}");
            }
        }
    }
}

#[tokio::test]
async fn a_separator_of_its_own_is_taken_literally() {
    let sandbox = sandbox();
    let client = sandbox.client_builder().clock(timestamp).build().unwrap();
    let (first, second) = (item(1), item(2));
    for separator in ["|", ".|.", "@@", "(?:"] {
        let mut batch = Batch::new();
        batch.separator(separator).unwrap();
        let (one, two) = (batch.add(&first), batch.add(&second));

        let answers = client.execute_batch(&batch).await.unwrap();

        assert_eq!(answers.get(one).unwrap().num_iid, Some(1), "{separator}");
        assert_eq!(answers.get(two).unwrap().num_iid, Some(2), "{separator}");
    }
}

#[test]
fn a_separator_that_a_call_could_contain_is_refused() {
    for separator in ["", "S", "a=b", "-_*.", "%26", "a b", "换行", "\r\n"] {
        assert!(Batch::new().separator(separator).is_err(), "{separator:?}");
    }
}

#[tokio::test]
async fn a_batch_that_is_refused_as_a_whole_is_one_error() {
    let sandbox = sandbox();
    let builder = top_core::Client::builder("12345678", "wrong").gateway(sandbox.url()).clock(timestamp);
    let client = builder.build().unwrap();
    let request = item(1);
    let mut batch = Batch::new();
    let (_, _) = (batch.add(&request), batch.add(&request));

    let error = client.execute_batch(&batch).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Signature);
    assert!(sandbox.calls().is_empty(), "no call was made");
}

#[test]
fn the_signature_is_over_query_and_body() {
    let (first, second) = (item(1), item(2));
    for method in [SignMethod::Md5, SignMethod::Hmac, SignMethod::HmacSha256] {
        let mut batch = Batch::new();
        let (_, _) = (batch.add(&first), batch.add(&second));

        let prepared = app().with_sign_method(method).prepare_batch(&batch, timestamp()).unwrap();

        let (path, query) = prepared.url().split_once('?').unwrap();
        assert_eq!(path, "https://gw.api.taobao.com/router/batch");
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let signed = pairs.iter().filter(|(name, _)| name != "sign");
        let signed = signed.map(|(name, value)| (name.as_str(), value.as_str()));
        let expected = sign(signed, Some(prepared.body()), &"helloworld".into(), method);
        let given = pairs.iter().find(|(name, _)| name == "sign").map(|(_, value)| value.as_str());
        assert_eq!(given, Some(expected.as_str()));
        assert!(pairs.iter().all(|(name, _)| name != "method" && name != "session"));
    }
}

#[test]
fn the_body_holds_a_form_for_each_call() {
    let (first, second) = (item(1), memo("a b"));
    let mut batch = Batch::new();
    let _ = batch.add(&first);
    let _ = batch.add_with(&second, CallOptions::new().session("s").extra("more", "1"));

    let prepared = app().prepare_batch(&batch, timestamp()).unwrap();

    let expected = "method=taobao.item.seller.get&num_iid=1\r\n-S-\r\n\
                    memo=a+b&method=taobao.trade.memo.add&more=1&session=s";
    assert_eq!(std::str::from_utf8(prepared.body()).unwrap(), expected);
    assert_eq!(prepared.headers()["content-type"], "text/plain;charset=UTF-8");
}

#[test]
fn the_batches_of_the_official_client_are_understood() {
    let sandbox = sandbox();
    sandbox.answer_raw("taobao.a.get", http::Response::new(Bytes::from_static(b"{\"a\":1}")));
    sandbox.answer_raw("taobao.b.get", http::Response::new(Bytes::from_static(b"{\"b\":2}")));
    for (case, vector) in section("wire").into_iter().filter(|(case, _)| case.starts_with("batch:")) {
        let head = vector["request_head"].as_str().unwrap().replace("keep-alive", "close");
        let body = vector["body_utf8"].as_str().unwrap();
        let mut stream = TcpStream::connect(sandbox.url().split('/').nth(2).unwrap()).unwrap();
        stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();

        let answer = answer.split_once("\r\n\r\n").unwrap().1;

        let separator = if head.contains("top-api-separator: @@") { "@@" } else { "\r\n-S-\r\n" };
        let calls = body.split(separator).filter(|call| !call.starts_with("#PUBLIC#")).count();
        assert_eq!(answer.split(separator).count(), calls, "{case}: {answer}");
        assert!(!answer.contains("Invalid") && !answer.contains("\"code\":25"), "{case}: {answer}");
    }
}

#[test]
fn an_answer_to_another_number_of_calls_is_an_error_with_its_start() {
    let request = item(1);
    let mut batch = Batch::new();
    let (_, _) = (batch.add(&request), batch.add(&request));
    let prepared = app().prepare_batch(&batch, timestamp()).unwrap();
    for (body, found) in [("{}", 1), ("{}\r\n-S-\r\n{}\r\n-S-\r\n{}", 3), ("", 1)] {
        let error = prepared.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();

        assert_eq!(error.kind(), ErrorKind::Decode, "{found}: {error}");
        assert_eq!(error.method(), Some("taobao.item.seller.get"));
    }
}

#[test]
fn what_cannot_be_batched_is_an_error_before_anything_is_sent() {
    #[derive(TopApi)]
    #[top(method = "taobao.picture.upload")]
    struct PictureUploadRequest {
        img: File,
    }

    fn keep<T>(value: T) -> &'static T {
        Box::leak(Box::new(value))
    }

    let refused = |app: App, fill: &dyn Fn(&mut Batch<'static>)| {
        let mut batch = Batch::new();
        fill(&mut batch);
        app.prepare_batch(&batch, timestamp()).unwrap_err().to_string()
    };

    assert!(refused(app(), &|_| {}).contains("at least one call"));
    assert!(
        refused(app().with_gateway("https://example.com/gateway"), &|batch| {
            let _ = batch.add(keep(item(1)));
        })
        .contains("/rest")
    );
    assert!(
        refused(app(), &|batch| {
            let _ = batch.add(keep(PictureUploadRequest { img: File::new("a.png", "bytes") }));
        })
        .contains("`img` of taobao.picture.upload")
    );
    assert!(
        refused(app(), &|batch| {
            let _ = batch.add_with(keep(memo("too long a memo")), CallOptions::new().session("s"));
        })
        .contains("memo")
    );
    assert!(
        refused(app(), &|batch| {
            let _ = batch.add(keep(memo("x")));
        })
        .contains("session")
    );
}

#[test]
fn a_slot_finds_no_answer_of_another_batch() {
    let request = item(1);
    let (mut batch, mut other) = (Batch::new(), Batch::new());
    let (_, foreign) = (batch.add(&request), other.add(&request));
    let prepared = app().prepare_batch(&batch, timestamp()).unwrap();
    let answers = prepared.decode(StatusCode::OK, &HeaderMap::new(), "{\"num_iid\":1}").unwrap();

    assert_eq!(answers.len(), 1);
    assert_eq!(answers.get(foreign).unwrap_err().kind(), ErrorKind::Configuration);
}

#[test]
fn neither_session_nor_signature_is_shown() {
    let request = memo("x");
    let mut batch = Batch::new();
    let slot = batch.add_with(&request, CallOptions::new().session("the session itself"));
    let prepared = app().prepare_batch(&batch, timestamp()).unwrap();
    let signature = prepared.url().rsplit_once("&sign=").unwrap().1.to_owned();
    let echo = format!("{{\"memos\":7,\"echo\":\"the session itself {signature}\"}}");
    let answers = prepared.decode(StatusCode::OK, &HeaderMap::new(), echo).unwrap();

    let error = answers.get(slot).unwrap_err();

    let shown = format!("{batch:?} {prepared:?} {answers:?} {slot:?} {error} {error:?}");
    assert!(shown.contains("memos"), "{shown}");
    assert!(!shown.contains("the session itself") && !shown.contains(&signature), "{shown}");
}

#[tokio::test]
async fn a_call_on_behalf_of_another_application_names_it() {
    let sandbox = sandbox();
    let client = sandbox.client_builder().clock(timestamp).build().unwrap();
    let request = item(1);
    let mut batch = Batch::new();
    let _ = batch.add_with(&request, CallOptions::new().target_app_key("999"));

    client.call(&request).target_app_key("888").await.unwrap();
    client.execute_batch(&batch).await.unwrap();

    let calls = sandbox.calls();
    let targets: Vec<_> = calls.iter().map(|call| call.parameter("target_app_key")).collect();
    assert_eq!(targets, [Some("888"), Some("999")]);
}
