//! HTTP services of the tower ecosystem as transports.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use top_core::client::TowerTransport;
use top_core::error::TransportErrorKind;
use top_core::{Client, Error, TopApi, TopObject};
use tower::service_fn;

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.shop.get", response = ShopGetResponse)]
struct ShopGetRequest {
    nick: String,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct ShopGetResponse {
    title: Option<String>,
}

fn shop() -> ShopGetRequest {
    ShopGetRequest { nick: "x".to_owned() }
}

fn body(text: &'static str) -> Response<Full<Bytes>> {
    Response::new(Full::new(Bytes::from_static(text.as_bytes())))
}

#[tokio::test]
async fn a_service_gets_the_call_and_gives_its_answer() {
    let seen = Arc::new(Mutex::new(None));
    let record = Arc::clone(&seen);
    let service = service_fn(move |request: Request<Full<Bytes>>| {
        let record = Arc::clone(&record);
        async move {
            let (head, sent) = request.into_parts();
            let sent = sent.collect().await.unwrap().to_bytes();
            *record.lock().unwrap() = Some((head.method, head.uri.to_string(), sent));
            Ok::<_, Infallible>(body(r#"{"title":"店"}"#))
        }
    });
    let client =
        Client::builder("1", "s").transport(TowerTransport::new(service)).gateway("http://gw/router/rest");

    let reply = client.build().unwrap().execute(&shop()).await.unwrap();

    assert_eq!(reply.title.as_deref(), Some("店"));
    let (method, uri, sent) = seen.lock().unwrap().take().unwrap();
    assert_eq!((method.as_str(), uri.as_str()), ("POST", "http://gw/router/rest"));
    assert!(std::str::from_utf8(&sent).unwrap().contains("method=taobao.shop.get&nick=x"));
}

#[tokio::test]
async fn a_status_is_judged_by_the_body() {
    let service = service_fn(|_: Request<Full<Bytes>>| async {
        let mut answer = body(r#"{"error_response":{"code":7,"msg":"App Call Limited"}}"#);
        *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        Ok::<_, Infallible>(answer)
    });
    let client = Client::builder("1", "s").transport(TowerTransport::new(service)).build().unwrap();

    let Err(Error::Api(error)) = client.execute(&shop()).await else { panic!("the platform refuses it") };

    assert_eq!((error.code(), error.status()), (7, 500));
}

#[tokio::test]
async fn what_the_service_fails_with_is_the_source_of_the_error() {
    let service = service_fn(|_: Request<Full<Bytes>>| async {
        Err::<Response<Full<Bytes>>, _>(io::Error::other("the cable is cut"))
    });
    let client = Client::builder("1", "s").transport(TowerTransport::new(service)).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&shop()).await else { panic!("the service fails") };

    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the cable is cut");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_does_not_answer_is_a_timeout() {
    let service =
        service_fn(|_: Request<Full<Bytes>>| pending::<Result<Response<Full<Bytes>>, Infallible>>());
    let client = Client::builder("1", "s").transport(TowerTransport::new(service)).build().unwrap();

    let call = client.call(&shop()).timeout(Duration::from_secs(5)).await;

    let Err(Error::Transport(error)) = call else { panic!("nothing answers") };
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn an_answer_beyond_the_limit_is_refused() {
    let service = service_fn(|_: Request<Full<Bytes>>| async {
        Ok::<_, Infallible>(body(r#"{"title":"1234567890"}"#))
    });
    let builder = Client::builder("1", "s").transport(TowerTransport::new(service));
    let client = builder.max_body_bytes(8).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&shop()).await else { panic!("it is too large") };

    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
}
