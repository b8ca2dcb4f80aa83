//! The built-in transport: reqwest over rustls, verified by the system's own trust store. No other file knows reqwest.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response, Uri};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use super::transport::{Limits, Transport, TransportFuture};
use crate::error::{TransportError, TransportErrorKind};

#[derive(Debug)]
pub(super) struct ReqwestTransport {
    client: reqwest::Client,
    /// The address of nearly every call, parsed.
    gateway: Option<(Uri, reqwest::Url)>,
}

impl ReqwestTransport {
    /// Sets up connections to `gateway`; the system's trust store is read only if they are encrypted.
    pub(super) fn new(
        gateway: &str,
        connect_timeout: Duration,
        root_certificates: &[Vec<u8>],
    ) -> Result<Self, SetUpError> {
        let is_encrypted = gateway.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(is_encrypted, root_certificates)?)
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()
            .map_err(|error| SetUpError(error.without_url().to_string()))?;
        let gateway = gateway.parse().ok().zip(gateway.parse().ok());
        Ok(Self { client, gateway })
    }

    async fn exchange(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        let mut request = match &self.gateway {
            Some((uri, url)) if uri == request.uri() => {
                let (parts, body) = request.into_parts();
                let mut request = reqwest::Request::new(parts.method, url.clone());
                *request.headers_mut() = parts.headers;
                *request.body_mut() = Some(body.into());
                request
            }
            _ => reqwest::Request::try_from(request).map_err(classify)?,
        };
        *request.timeout_mut() = Some(limits.timeout);
        let mut answer = self.client.execute(request).await.map_err(classify)?;
        let announced = answer.content_length().unwrap_or_default();
        if announced > u64::try_from(limits.max_body_bytes).unwrap_or(u64::MAX) {
            return Err(TransportError::new(TransportErrorKind::TooLarge, None));
        }
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        *response.body_mut() = read_body(&mut answer, limits.max_body_bytes).await?;
        Ok(response)
    }
}

/// Reads a body up to the limit. One that arrives in one piece, as most do, is not copied.
async fn read_body(answer: &mut reqwest::Response, max_body_bytes: usize) -> Result<Bytes, TransportError> {
    let mut body = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(classify)? {
        if body.len().max(rest.len()) + chunk.len() > max_body_bytes {
            return Err(TransportError::new(TransportErrorKind::TooLarge, None));
        }
        if body.is_empty() {
            body = chunk;
        } else {
            if rest.is_empty() {
                rest.extend_from_slice(&body);
            }
            rest.extend_from_slice(&chunk);
        }
    }
    Ok(if rest.is_empty() { body } else { rest.freeze() })
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        Box::pin(self.exchange(request, limits))
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
