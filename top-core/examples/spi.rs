//! A server that the platform calls (SPI): an extractor verifies each call and reads it as the declared request.
//!
//! ```sh
//! cargo run -p top-core --features axum --example spi
//! ```
//!
//! It serves on a free port of the loopback interface, sends itself a call that is signed as the platform signs, and
//! the same call with one number changed on its way, and prints both outcomes.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use top_core::spi::{Spi, SpiAnswer, SpiCall, SpiRejection, sign_call};
use top_core::{AppSecret, DateTime, TopApi, TopObject};

/// Tells the shop that points of a member have changed (积分变更).
#[derive(Debug, TopApi)]
#[top(method = "taobao.spi.points.change", response = PointsChangeResponse)]
struct PointsChangeRequest {
    /// The member (会员).
    member: String,
    /// By how much (变更值), one entry a reason.
    changes: Vec<Change>,
}

/// One change of points.
#[derive(Debug, TopObject)]
struct Change {
    /// The points.
    points: i64,
    /// Why (原因).
    reason: Option<String>,
}

/// What the shop answers.
#[derive(Debug, TopObject)]
struct PointsChangeResponse {
    /// Whether it happened; the console maps `failure` to a failure.
    flag: String,
    /// The sum of the changes.
    total: Option<i64>,
}

/// Answers a call of the platform. One that is refused does not get here unless it is asked for, as here, to log it.
async fn change_points(
    call: Result<SpiCall<PointsChangeRequest>, SpiRejection>,
) -> Result<SpiAnswer, SpiRejection> {
    let call = call.inspect_err(|rejection| println!("server: refused, {rejection}"))?;
    println!(
        "server: {} has {} changes, asked at {}",
        call.member,
        call.changes.len(),
        call.call().timestamp()
    );
    if call.member == "nobody" {
        return Ok(SpiAnswer::failure("member-not-exist", "会员不存在"));
    }
    let total = call.changes.iter().map(|change| change.points).sum();
    Ok(SpiAnswer::of(&PointsChangeResponse { flag: "success".to_owned(), total: Some(total) }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let app_secret = AppSecret::new("helloworld");
    let app = Router::new()
        .route("/points", post(change_points))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .with_state(Spi::builder(app_secret.clone()).build()?);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });

    let body = r#"{"member":"淘宝会员","changes":[{"points":40,"reason":"签到"},{"points":2}]}"#;
    let timestamp = DateTime::now().to_string().replace(' ', "+").replace(':', "%3A");
    let uri = format!("/points?app_key=12345678&method=taobao.spi.points.change&timestamp={timestamp}&v=2.0");
    let mut request = http::Request::post(uri)
        .header("host", address.to_string())
        .header("content-type", "application/json;charset=UTF-8")
        .body(body.to_owned())?;
    sign_call(&mut request, &app_secret)?;

    let answer = send(address, &request).await?;
    println!("signed:   {answer}");
    assert_eq!(answer, r#"{"flag":"success","total":42}"#);

    *request.body_mut() = body.replace("40", "90");
    let answer = send(address, &request).await?;
    println!("tampered: {answer}");
    assert!(answer.contains("sign-check-failure"));
    Ok(())
}

/// Sends a request as it is and returns the body of the answer.
async fn send(address: SocketAddr, request: &http::Request<String>) -> std::io::Result<String> {
    let mut text = format!("{} {} HTTP/1.1\r\nconnection: close\r\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let _ = write!(text, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    let _ = write!(text, "content-length: {}\r\n\r\n{}", request.body().len(), request.body());
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(text.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}
