//! Failures on the way to the gateway and back.

use std::error::Error;
use std::fmt;

/// A failure on the way to the gateway or back.
#[derive(Debug)]
pub struct TransportError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    method: String,
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// Where a transport failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about (name, TCP or TLS): the request was not sent.
    Connect,
    /// The time allowed for the call was over: the request may have been acted on.
    Timeout,
    /// The answer is larger than the limit.
    TooLarge,
    /// The exchange broke off: the request may have been acted on.
    Interrupted,
}

impl TransportError {
    /// Makes an error for an implementation of a transport.
    pub fn new(kind: TransportErrorKind, source: Option<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Box::new(Inner { method: String::new(), kind, source }))
    }

    #[cfg(feature = "client")]
    pub(crate) fn with_method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.0.method);
        self
    }

    /// Returns where the transport failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Returns whether the request may have reached the gateway, so that making the call again may do its thing twice.
    pub fn may_have_been_sent(&self) -> bool {
        self.0.kind != TransportErrorKind::Connect
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &str {
        &self.0.method
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.method.is_empty() {
            write!(f, "{}: ", self.0.method)?;
        }
        f.write_str(match self.0.kind {
            TransportErrorKind::Connect => "no connection to the gateway",
            TransportErrorKind::Timeout => "the gateway did not answer in time",
            TransportErrorKind::TooLarge => "the answer is larger than the limit",
            TransportErrorKind::Interrupted => "the exchange with the gateway broke off",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
