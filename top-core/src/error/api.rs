//! The platform's own errors.

use std::fmt;

use super::ErrorKind;

/// An error that the platform answered with (`error_response`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Inner {
    method: String,
    code: i64,
    msg: String,
    sub_code: Option<String>,
    sub_msg: Option<String>,
    request_id: Option<String>,
    status: u16,
}

impl ApiError {
    /// Makes the error `code` with its message, for answers of a test gateway.
    pub fn new(code: i64, msg: impl Into<String>) -> Self {
        Self(Box::new(Inner { code, msg: msg.into(), status: 200, ..Inner::default() }))
    }

    /// Sets what the service behind the platform said (`sub_code`, `sub_msg`).
    #[must_use]
    pub fn with_sub(mut self, sub_code: impl Into<String>, sub_msg: impl Into<String>) -> Self {
        self.0.sub_code = Some(sub_code.into());
        self.0.sub_msg = Some(sub_msg.into());
        self
    }

    pub(crate) fn with_sub_parts(mut self, sub_code: Option<String>, sub_msg: Option<String>) -> Self {
        self.0.sub_code = sub_code;
        self.0.sub_msg = sub_msg;
        self
    }

    /// Sets the id of the call.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        self.0.request_id = Some(request_id.into());
        self
    }

    pub(crate) fn with_call(mut self, method: &str, status: u16) -> Self {
        method.clone_into(&mut self.0.method);
        self.0.status = status;
        self
    }

    /// Returns the method name of the API that was called, empty if it is not known.
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// Returns the platform's code (错误码), for example 25 for an invalid signature; 0 if it gave none.
    pub fn code(&self) -> i64 {
        self.0.code
    }

    /// Returns the platform's message.
    pub fn msg(&self) -> &str {
        &self.0.msg
    }

    /// Returns the code of the service behind the platform, for example `isv.invalid-parameter`.
    pub fn sub_code(&self) -> Option<&str> {
        self.0.sub_code.as_deref()
    }

    /// Returns the message of the service behind the platform.
    pub fn sub_msg(&self) -> Option<&str> {
        self.0.sub_msg.as_deref()
    }

    /// Returns the id under which the platform knows the call; its support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the HTTP status of the answer, which is 200 for most errors.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns what the error asks for, by the platform's table of codes.
    pub fn kind(&self) -> ErrorKind {
        let sub_code = self.sub_code().unwrap_or_default();
        match self.code() {
            3 | 10 => ErrorKind::Platform,
            4..=8 => ErrorKind::Throttled,
            11..=13 | 42 => ErrorKind::Permission,
            24 | 25 => ErrorKind::Signature,
            26 | 27 | 53 => ErrorKind::Session,
            28 | 29 => ErrorKind::Configuration,
            30 | 31 => ErrorKind::Timestamp,
            9 | 21..=23 | 32..=34 | 40 | 41 | 43 | 47 => ErrorKind::Caller,
            // The rest comes from the service behind the platform, whose sub-code says whose fault it is.
            _ if sub_code.starts_with("isp.") => ErrorKind::Platform,
            _ if sub_code.starts_with("accesscontrol.") => ErrorKind::Throttled,
            _ if sub_code.starts_with("isv.missing-parameter")
                || sub_code.starts_with("isv.invalid-parameter")
                || sub_code.starts_with("isv.parameters-mismatch") =>
            {
                ErrorKind::Caller
            }
            _ if sub_code.starts_with("isv.invalid-permission") => ErrorKind::Permission,
            _ => ErrorKind::Business,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, code, msg, sub_code, sub_msg, request_id, .. } = &*self.0;
        if !method.is_empty() {
            write!(f, "{method}: ")?;
        }
        write!(f, "the platform answered with error {code}: {msg}")?;
        if let Some(sub_code) = sub_code {
            write!(f, ", sub_code {sub_code}")?;
        }
        if let Some(sub_msg) = sub_msg {
            write!(f, ": {sub_msg}")?;
        }
        match request_id {
            Some(request_id) => write!(f, ", request_id {request_id}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}
