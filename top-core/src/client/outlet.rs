//! Where a client sends: through the built-in transport, or one of the application's own.

use bytes::Bytes;
use http::{Request, Uri};

use super::reqwest_transport::ReqwestTransport;
use super::transport::{Limits, Transport, TransportFuture};
use crate::error::Error;
use crate::request::RawCall;

/// A transport. The built-in one is known by its type, so that a call is not made a general HTTP request for it first.
pub(super) enum Outlet {
    BuiltIn(Box<ReqwestTransport>),
    Own(Box<dyn Transport>),
}

impl Outlet {
    /// Sends a call, to `gateway` unless it has a URL of its own.
    pub(super) fn send_call(
        &self,
        call: &RawCall,
        gateway: &Uri,
        limits: Limits,
    ) -> Result<TransportFuture<'_>, Error> {
        match self {
            Self::BuiltIn(transport) if call.goes_to_gateway() => Ok(transport.send_call(call, limits)),
            _ => Ok(self.send(call.to_http(gateway)?, limits)),
        }
    }

    pub(super) fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        match self {
            Self::BuiltIn(transport) => transport.send(request, limits),
            Self::Own(transport) => transport.send(request, limits),
        }
    }
}
