//! What the client asks of a network.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use http::{Request, Response};

use crate::error::{TransportError, TransportErrorKind};

/// Sends HTTP requests: another HTTP client, a proxy of your own, or a fake.
///
/// An implementation follows no redirects: the body of a call is meant for its gateway alone. It does not judge the
/// status either, since the platform explains itself in the body whatever the status is. A body that came compressed may
/// be handed over as it is, with its headers: it is unpacked where it is read.
///
/// ```
/// use bytes::Bytes;
/// use http::{Request, Response};
/// use top_core::client::{Limits, Transport, TransportFuture};
///
/// /// Answers every call with an error of the platform.
/// struct Closed;
///
/// impl Transport for Closed {
///     fn send(&self, _: Request<Bytes>, _: Limits) -> TransportFuture<'_> {
///         let body = r#"{"error_response":{"code":10,"msg":"Service Currently Unavailable"}}"#;
///         Box::pin(async move { Ok(Response::new(Bytes::from_static(body.as_bytes()))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and receives the whole answer within `limits`.
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture<'_>;
}

/// What a transport gives: the answer, whatever its status, or why there is none.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send + 'a>>;

/// What one exchange may cost.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Limits {
    /// How long it may take in total.
    pub timeout: Duration,
    /// How many bytes the body of the answer may have as it is handed over.
    pub max_body_bytes: usize,
}

/// Waits for an answer no longer than `timeout`, by Tokio's timer.
pub(super) fn within(
    timeout: Duration,
    answer: impl Future<Output = Result<Response<Bytes>, TransportError>>,
) -> impl Future<Output = Result<Response<Bytes>, TransportError>> {
    let elapsed = |elapsed| Err(TransportError::new(TransportErrorKind::Timeout, Some(Box::new(elapsed))));
    tokio::time::timeout(timeout, answer).map(move |outcome| outcome.unwrap_or_else(elapsed))
}
