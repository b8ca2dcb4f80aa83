//! Real TLS: a certificate that nobody vouches for is refused, one that the application trusts is accepted.

use std::sync::Arc;

use rcgen::CertifiedKey;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use top_core::error::TransportErrorKind;
use top_core::{Client, Error, TopApi, TopObject};

#[derive(Debug, TopApi)]
#[top(method = "taobao.time.get", response = TimeGetResponse)]
struct TimeGetRequest {}

#[derive(Debug, TopObject)]
struct TimeGetResponse {
    time: Option<top_core::DateTime>,
}

/// Starts an HTTPS gateway whose certificate it signed itself: its URL and that certificate.
async fn https_gateway() -> (String, String) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config =
        ServerConfig::builder_with_provider(Arc::new(tokio_rustls::rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}/router/rest", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let body = r#"{"time":"2016-01-01 12:00:00","request_id":"over tls"}"#;
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (url, cert.pem())
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (url, _) = https_gateway().await;
    // A root of our own, so that the test does not depend on the roots that the system has.
    let other = rcgen::generate_simple_self_signed(["other".to_owned()]).unwrap();
    let client = Client::builder("1", "s").gateway(url).root_certificates(other.cert.pem()).build().unwrap();

    let Err(Error::Transport(error)) = client.execute(&TimeGetRequest {}).await else {
        panic!("the certificate was accepted");
    };

    assert_eq!(error.kind(), TransportErrorKind::Connect);
}

#[tokio::test]
async fn a_certificate_that_the_application_trusts_is_accepted() {
    let (url, certificate) = https_gateway().await;
    let client = Client::builder("1", "s").gateway(url).root_certificates(certificate).build().unwrap();

    let reply = client.execute(&TimeGetRequest {}).await.unwrap();

    assert_eq!(reply.time, "2016-01-01 12:00:00".parse().ok());
    assert_eq!(reply.request_id(), Some("over tls"));
}

#[test]
fn a_root_certificate_that_is_none_is_refused_when_the_client_is_built() {
    for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n"] {
        let built = Client::builder("1", "s").root_certificates(pem).build();
        assert!(matches!(built, Err(Error::Configuration(_))), "{pem:?} was accepted");
    }
}
