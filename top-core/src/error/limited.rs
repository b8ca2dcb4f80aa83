//! Calls that the client itself holds back.

use std::fmt;
use std::time::Duration;

/// A call that was not made, as the client's own limit of calls leaves no room for it within the call's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitedError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    method: &'static str,
    retry_after: Duration,
}

impl LimitedError {
    #[cfg(feature = "client")]
    pub(crate) fn new(method: &'static str, retry_after: Duration) -> Self {
        Self(Box::new(Inner { method, retry_after }))
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &'static str {
        self.0.method
    }

    /// Returns how long it would have had to wait.
    pub fn retry_after(&self) -> Duration {
        self.0.retry_after
    }
}

impl fmt::Display for LimitedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, retry_after } = &*self.0;
        let millis = retry_after.as_millis();
        write!(
            f,
            "{method}: the client's own limit has room for the call in {millis} ms only, and its time is over before"
        )
    }
}

impl std::error::Error for LimitedError {}
