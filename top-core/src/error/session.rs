//! Failures on the way to a user's session (授权, 会话).

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::{Error, ErrorKind};

/// What the authorisation server answered instead of a token, or redirected a user back with.
///
/// It is an answer of OAuth 2.0 (RFC 6749, sections 4.1.2.1 and 5.2), not one of the gateway: it has no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuthError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    error: String,
    description: Option<String>,
    status: Option<u16>,
}

impl OAuthError {
    pub(crate) fn new(error: String, description: Option<String>, status: Option<u16>) -> Self {
        Self(Box::new(Inner { error, description, status }))
    }

    /// Returns the code (`error`), for example `invalid_client`, `invalid_grant` or `access_denied`.
    pub fn error(&self) -> &str {
        &self.0.error
    }

    /// Returns what the server says about it (`error_description`).
    pub fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Returns the HTTP status of the answer, `None` if it came in a redirect.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns what the error asks for, by the codes of OAuth 2.0: [`ErrorKind::Session`] is to authorise again.
    pub fn kind(&self) -> ErrorKind {
        match self.error() {
            "invalid_client" | "unauthorized_client" => ErrorKind::Configuration,
            "invalid_request" | "unsupported_grant_type" | "unsupported_response_type" | "invalid_scope" => {
                ErrorKind::Caller
            }
            "server_error" | "temporarily_unavailable" => ErrorKind::Platform,
            _ => ErrorKind::Session,
        }
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the authorisation server answered with `{}`", self.error())?;
        if let Some(description) = self.description() {
            write!(f, ": {description}")?;
        }
        match self.status() {
            Some(status) => write!(f, " (HTTP status {status})"),
            None => Ok(()),
        }
    }
}

impl StdError for OAuthError {}

/// Why there is no session for a call, one value for all calls that waited for it.
#[derive(Debug, Clone)]
pub struct SessionError(Arc<Cause>);

#[derive(Debug)]
enum Cause {
    NotRefreshable,
    Refresh(Error),
    Store(StoreError),
}

impl SessionError {
    /// Says that a session is over and its token cannot be refreshed, for an implementation of a session provider.
    pub fn not_refreshable() -> Self {
        Self(Arc::new(Cause::NotRefreshable))
    }

    /// Says that a token could not be refreshed, and why.
    pub fn refresh(error: Error) -> Self {
        Self(Arc::new(Cause::Refresh(error)))
    }

    /// Says that the store of tokens failed.
    pub fn store(error: StoreError) -> Self {
        Self(Arc::new(Cause::Store(error)))
    }

    /// Returns why the refresh failed, `None` if there was none.
    pub fn cause(&self) -> Option<&Error> {
        match &*self.0 {
            Cause::Refresh(error) => Some(error),
            Cause::NotRefreshable | Cause::Store(_) => None,
        }
    }

    /// Returns what the error asks for: what that of the refresh does, [`ErrorKind::Session`] if the token cannot be
    /// refreshed, and [`ErrorKind::Store`] if the store failed.
    pub fn kind(&self) -> ErrorKind {
        match &*self.0 {
            Cause::NotRefreshable => ErrorKind::Session,
            Cause::Refresh(error) => error.kind(),
            Cause::Store(_) => ErrorKind::Store,
        }
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::NotRefreshable => {
                f.write_str("the session is over and cannot be refreshed: the user has to authorise again")
            }
            Cause::Refresh(error) => write!(f, "the session could not be refreshed: {error}"),
            Cause::Store(error) => error.fmt(f),
        }
    }
}

impl StdError for SessionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Cause::NotRefreshable => None,
            // Both show themselves already; what is behind them does not.
            Cause::Refresh(error) => error.source(),
            Cause::Store(error) => error.source(),
        }
    }
}

/// A store of tokens that failed.
#[derive(Debug)]
pub struct StoreError(Box<dyn StdError + Send + Sync>);

impl StoreError {
    /// Makes an error for an implementation of a store. Mind what it shows: it is the source of this one.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store of tokens failed")
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
