//! Any HTTP service of the tower ecosystem as a transport.

use std::error::Error;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tower::{Service, ServiceExt};

use super::transport::within;
use super::{Limits, Transport, TransportFuture};
use crate::error::{TransportError, TransportErrorKind};

type BoxError = Box<dyn Error + Send + Sync>;

/// Sends calls through a [`tower::Service`]: another HTTP client, with layers for tracing, proxies or limits around it.
///
/// The service must follow no redirects: the body of a call is meant for its gateway alone. Time and size of an answer are
/// limited here, within a Tokio runtime.
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use http::{Request, Response};
/// use http_body_util::Full;
/// use top_core::Client;
/// use top_core::client::TowerTransport;
///
/// # fn main() -> Result<(), top_core::Error> {
/// let service = tower::service_fn(|request: Request<Full<Bytes>>| async move {
///     println!("{}", request.uri());
///     Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"{}"))))
/// });
/// let client = Client::builder("12345678", "helloworld").transport(TowerTransport::new(service)).build()?;
/// # let _ = client;
/// # Ok(())
/// # }
/// ```
pub struct TowerTransport<S> {
    // Cloned for each call, as is usual for services; the lock is held for no longer, and lets `S` be no `Sync`.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// Takes the service; each call is made by a clone of it.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        let service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let exchange = async {
                let answer = service.oneshot(request.map(Full::new)).await;
                let (head, body) = answer.map_err(|error| interrupted(error.into()))?.into_parts();
                let body = Limited::new(body, limits.max_body_bytes).collect().await.map_err(classify)?;
                Ok(Response::from_parts(head, body.to_bytes()))
            };
            within(limits.timeout, exchange).await
        })
    }
}

fn interrupted(error: BoxError) -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, Some(error))
}

fn classify(error: BoxError) -> TransportError {
    if error.is::<LengthLimitError>() {
        TransportError::new(TransportErrorKind::TooLarge, None)
    } else {
        interrupted(error)
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}
