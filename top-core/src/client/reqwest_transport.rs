//! The built-in transport: reqwest over rustls, verified by the system's own trust store. No other file knows reqwest.

use std::fmt;
use std::future::{self, Future};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::HOST;
use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Method, Request, Response, Uri};
use reqwest::{Url, retry};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::transport::{Limits, Transport, TransportFuture, within};
use crate::error::{TransportError, TransportErrorKind};
use crate::request::RawCall;

#[derive(Debug)]
pub(super) struct ReqwestTransport {
    client: reqwest::Client,
    gateway: Gateway,
}

/// Where nearly every call goes, in the forms that a request takes: to read or to write one costs as much as a signature.
#[derive(Debug)]
struct Gateway {
    url: Url,
    host: HeaderValue,
    /// The headers of a usual call: a copy is made by code that reqwest runs as well, for copies of its own.
    headers: HeaderMap,
}

impl Gateway {
    fn new(uri: &Uri) -> Result<Self, SetUpError> {
        let unusable = |error: &dyn fmt::Display| SetUpError(format!("the gateway is no URL: {error}"));
        let url = Url::parse(&uri.to_string()).map_err(|error| unusable(&error))?;
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let host = HeaderValue::try_from(host).map_err(|error| unusable(&error))?;
        let mut headers = RawCall::usual_headers();
        headers.insert(HOST, host.clone());
        Ok(Self { url, host, headers })
    }
}

impl ReqwestTransport {
    /// Sets up connections to `gateway`; the system's trust store is read only if they are encrypted.
    pub(super) fn new(
        gateway: &Uri,
        connect_timeout: Duration,
        root_certificates: &[Vec<u8>],
    ) -> Result<Self, SetUpError> {
        let is_encrypted = gateway.scheme() == Some(&Scheme::HTTPS);
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(is_encrypted, root_certificates)?)
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // Whether a call is made again is for the client to say, and nobody else keeps a copy for it.
            .retry(retry::never().max_retries_per_request(0))
            .build()
            .map_err(|error| SetUpError(error.without_url().to_string()))?;
        Ok(Self { client, gateway: Gateway::new(gateway)? })
    }

    /// Sends a call to the gateway.
    pub(super) fn send_call(&self, call: &RawCall, limits: Limits) -> TransportFuture<'_> {
        let Gateway { url, host, headers } = &self.gateway;
        let mut request = reqwest::Request::new(Method::POST, url.clone());
        *request.headers_mut() = if call.has_usual_headers() {
            headers.clone()
        } else {
            let mut headers = call.headers();
            headers.insert(HOST, host.clone());
            headers
        };
        *request.body_mut() = Some(call.body().clone().into());
        self.execute(request, limits)
    }

    fn execute(&self, request: reqwest::Request, limits: Limits) -> TransportFuture<'_> {
        let answer = self.client.execute(request);
        Box::pin(within(limits.timeout, receive(answer, limits.max_body_bytes)))
    }
}

async fn receive(
    answer: impl Future<Output = Result<reqwest::Response, reqwest::Error>>,
    max_body_bytes: usize,
) -> Result<Response<Bytes>, TransportError> {
    let mut answer = answer.await.map_err(classify)?;
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    *response.body_mut() = read_body(&mut answer, max_body_bytes).await?;
    Ok(response)
}

/// Reads a body up to the limit. One that arrives in one piece, as most do, is not copied.
async fn read_body(answer: &mut reqwest::Response, max_body_bytes: usize) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::TooLarge, None);
    let announced = usize::try_from(answer.content_length().unwrap_or_default()).map_err(|_| too_large())?;
    if announced > max_body_bytes {
        return Err(too_large());
    }
    let mut body = Bytes::new();
    let mut pieces = BytesMut::new();
    // What is still to come is known of most bodies, so that nobody is asked for more.
    while answer.content_length() != Some(0) {
        let Some(piece) = answer.chunk().await.map_err(classify)? else { break };
        if body.len().max(pieces.len()) + piece.len() > max_body_bytes {
            return Err(too_large());
        }
        if body.is_empty() {
            body = piece;
            continue;
        }
        if pieces.is_empty() {
            pieces.reserve(announced);
            pieces.extend_from_slice(&body);
        }
        pieces.extend_from_slice(&piece);
    }
    Ok(if pieces.is_empty() { body } else { pieces.freeze() })
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        match request.try_into() {
            Ok(request) => self.execute(request, limits),
            Err(error) => Box::pin(future::ready(Err(classify(error)))),
        }
    }
}

fn classify(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, Some(Box::new(error.without_url())))
}

/// Sets up TLS without touching the process-wide default of rustls, which is the application's to choose.
fn tls(is_encrypted: bool, root_certificates: &[Vec<u8>]) -> Result<rustls::ClientConfig, SetUpError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| SetUpError::tls(&error))?;
    let mut extra = Vec::new();
    for pem in root_certificates {
        let before = extra.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            extra.push(
                certificate.map_err(|error| SetUpError(format!("a root certificate is no PEM: {error}")))?,
            );
        }
        if extra.len() == before {
            return Err(SetUpError("a root certificate is no PEM".to_owned()));
        }
    }
    if !is_encrypted {
        // A machine without a trust store can still reach a gateway on loopback; nothing is trusted then.
        return Ok(config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth());
    }
    let verifier =
        Verifier::new_with_extra_roots(extra, provider).map_err(|error| SetUpError::tls(&error))?;
    Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// The built-in transport could not be set up.
#[derive(Debug)]
pub(super) struct SetUpError(String);

impl SetUpError {
    fn tls(error: &rustls::Error) -> Self {
        Self(format!("TLS cannot be used: {error}"))
    }
}

impl fmt::Display for SetUpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
