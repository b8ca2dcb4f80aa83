//! Failures that a response itself tells of.

use std::fmt;

/// A response that says that what was asked for did not happen.
///
/// The call as such succeeded: the platform passed it on, and the service behind it answered. `Display` says which member
/// decided and what it held, unless that is `secret`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    method: &'static str,
    /// Which member decided and what it held, in words.
    decided: Option<String>,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl BusinessError {
    pub(crate) fn new(
        method: &'static str,
        decided: Option<String>,
        code: Option<String>,
        message: Option<String>,
        request_id: Option<String>,
    ) -> Self {
        Self(Box::new(Inner { method, decided, code, message, request_id }))
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &'static str {
        self.0.method
    }

    /// Returns the code that the response gives, if it names one.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Returns the message that the response gives, if it names one.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Returns the id under which the platform knows the call; its support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
}

impl fmt::Display for BusinessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, decided, code, message, request_id } = &*self.0;
        write!(f, "{method}: the response tells of a failure")?;
        if let Some(decided) = decided {
            write!(f, ", as {decided}")?;
        }
        if let Some(code) = code {
            write!(f, ", code {code}")?;
        }
        if let Some(message) = message {
            write!(f, ": {message}")?;
        }
        match request_id {
            Some(request_id) => write!(f, ", request_id {request_id}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for BusinessError {}
