//! Everything that can go wrong with a call, as data.

mod api;

mod codes;

mod sub_code;

mod signed;

mod business;

mod decode;

mod session;

mod transport;

mod limited;

mod violations;

use std::fmt;
use std::time::Duration;

pub use self::api::ApiError;
pub use self::business::BusinessError;
pub(crate) use self::decode::Excerpt;
pub use self::decode::{DecodeError, DecodeErrorKind, HttpStatusError};
pub use self::limited::LimitedError;
pub use self::session::{OAuthError, SessionError, StoreError};
pub use self::signed::SignedText;
pub use self::sub_code::SubCode;
pub use self::transport::{TransportError, TransportErrorKind};
pub use self::violations::{Actual, Violation, ViolationKind, Violations};
use crate::descriptor::Api;

/// Why a call did not give its response.
///
/// It is two words wide. `Display` names the method and all that the platform said; no variant holds or shows the app
/// secret, the session or the signature.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request breaks rules of its declaration; nothing was sent.
    Validation(Violations),
    /// The client is set up in a way that cannot work; nothing was sent.
    Configuration(ConfigurationError),
    /// The API is called on behalf of a user, and there is no session; nothing was sent.
    MissingSession(MissingSession),
    /// The client's own limit of calls leaves no room for the call within its time; nothing was sent.
    Limited(LimitedError),
    /// The service behind the platform answered with a failure of its own, in a response that says so.
    Business(BusinessError),
    /// The gateway was not reached, or its answer did not arrive.
    Transport(TransportError),
    /// The answer has an HTTP status of failure and no error of the platform in its body.
    HttpStatus(HttpStatusError),
    /// The answer is not what the declaration says.
    Decode(DecodeError),
    /// The platform answered with an error (`error_response`).
    Api(ApiError),
    /// The authorisation server gave no token (授权).
    OAuth(OAuthError),
    /// There is no session for a call: its token could not be refreshed, or not be had from its store.
    Session(SessionError),
}

/// What an [`Error`] asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request is wrong, by its own declaration or by the platform's word: change the call.
    Caller,
    /// The application is set up wrongly, or unknown to the gateway: change the set-up (codes 28 and 29).
    Configuration,
    /// The signature is missing or wrong: check secret and sign method (codes 24 and 25); [`ApiError::signed`] shows
    /// what was signed.
    Signature,
    /// The clock is off by more than ten minutes (codes 30 and 31).
    Timestamp,
    /// The user has to authorise the application again (codes 26, 27 and 53, perhaps 44).
    Session,
    /// The application or the user may not do this (codes 11, 12, 13 and 42): [`ApiError::hint`] says what to apply
    /// for.
    Permission,
    /// Too many calls: wait (codes 4 to 8, sub-codes `accesscontrol.*`, and the client's own limit).
    Throttled,
    /// The platform or the service behind it failed: perhaps later (codes 3 and 10, sub-codes `isp.*`, HTTP status
    /// 5xx).
    Platform,
    /// The service behind the platform refused for a reason of its own: read the sub-code.
    Business,
    /// The network failed.
    Transport,
    /// The answer could not be understood.
    Decode,
    /// The application's own store of tokens failed.
    Store,
}

impl Error {
    /// Returns what the error asks for.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Validation(_) => ErrorKind::Caller,
            Self::Configuration(_) => ErrorKind::Configuration,
            Self::MissingSession(_) => ErrorKind::Session,
            Self::Limited(_) => ErrorKind::Throttled,
            Self::Business(_) => ErrorKind::Business,
            Self::Transport(_) => ErrorKind::Transport,
            Self::HttpStatus(error) if error.status() == 429 => ErrorKind::Throttled,
            Self::HttpStatus(error) if error.status() >= 500 => ErrorKind::Platform,
            Self::HttpStatus(_) | Self::Decode(_) => ErrorKind::Decode,
            Self::Api(error) => error.kind(),
            Self::OAuth(error) => error.kind(),
            Self::Session(error) => error.kind(),
        }
    }

    /// Returns the method name of the API that was called, `None` if the error is not of a call.
    pub fn method(&self) -> Option<&str> {
        match self {
            Self::Validation(violations) => Some(violations.name()),
            Self::Configuration(_) | Self::OAuth(_) => None,
            Self::Session(error) => error.cause().and_then(Error::method),
            Self::MissingSession(error) => Some(error.method()),
            Self::Limited(error) => Some(error.method()),
            Self::Business(error) => Some(error.method()),
            Self::Transport(error) => Some(error.method()),
            Self::HttpStatus(error) => Some(error.method()),
            Self::Decode(error) => Some(error.method()),
            Self::Api(error) => Some(error.method()),
        }
    }

    /// Returns whether the same call may succeed later: by the platform's word ([`ApiError::is_retryable`]), after HTTP
    /// status 429 or 5xx, and after a failure of the network, unless the answer was too large.
    ///
    /// Whether it may be *made* again is another question: see
    /// [`may_have_been_executed`](Self::may_have_been_executed).
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Limited(_) => true,
            Self::Transport(error) => error.kind() != TransportErrorKind::TooLarge,
            Self::HttpStatus(error) => error.status() == 429 || error.status() >= 500,
            Self::Api(error) => error.is_retryable(),
            Self::OAuth(error) => error.kind() == ErrorKind::Platform,
            Self::Session(error) => error.cause().is_some_and(Self::is_retryable),
            Self::Validation(_)
            | Self::Configuration(_)
            | Self::MissingSession(_)
            | Self::Business(_)
            | Self::Decode(_) => false,
        }
    }

    /// Returns whether the service behind the platform may have acted on the call, so that making it again may do its
    /// thing twice. What was not sent, or was refused by the gateway, was not acted on.
    pub fn may_have_been_executed(&self) -> bool {
        match self {
            Self::Validation(_)
            | Self::Configuration(_)
            | Self::MissingSession(_)
            | Self::Limited(_)
            | Self::OAuth(_)
            | Self::Session(_) => false,
            Self::Transport(error) => error.may_have_been_sent(),
            Self::HttpStatus(error) => error.status() != 429,
            Self::Api(error) => error.may_have_been_executed(),
            Self::Business(_) | Self::Decode(_) => true,
        }
    }

    /// Returns how long to wait before the call is made again, if the platform ([`ApiError::retry_after`]) or the
    /// client's own limit says.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Limited(error) => Some(error.retry_after()),
            Self::Api(error) => error.retry_after(),
            Self::Session(error) => error.cause().and_then(Self::retry_after),
            _ => None,
        }
    }

    /// Returns whether the user has to authorise the application again: see [`ApiError::is_session_invalid`].
    ///
    /// A session that was never there is [`Error::MissingSession`] and of the kind [`ErrorKind::Session`], too.
    pub fn is_session_invalid(&self) -> bool {
        matches!(self, Self::Api(error) if error.is_session_invalid())
    }

    /// Returns the id under which the platform knows the call, if it answered with one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Business(error) => error.request_id(),
            Self::Session(error) => error.cause().and_then(Error::request_id),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Validation(violations) => violations.fmt(f),
            Self::Configuration(error) => error.fmt(f),
            Self::MissingSession(error) => error.fmt(f),
            Self::Limited(error) => error.fmt(f),
            Self::Business(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::HttpStatus(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::OAuth(error) => error.fmt(f),
            Self::Session(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // The other variants show all that they are in their own words.
            Self::Transport(error) => std::error::Error::source(error),
            Self::Session(error) => std::error::Error::source(error),
            _ => None,
        }
    }
}

macro_rules! impl_from {
    ($($variant:ident($payload:ty))*) => {$(
        impl From<$payload> for Error {
            fn from(payload: $payload) -> Self {
                Self::$variant(payload)
            }
        }
    )*};
}

impl_from! {
    Validation(Violations)
    Configuration(ConfigurationError)
    MissingSession(MissingSession)
    Limited(LimitedError)
    Business(BusinessError)
    Transport(TransportError)
    HttpStatus(HttpStatusError)
    Decode(DecodeError)
    Api(ApiError)
    OAuth(OAuthError)
    Session(SessionError)
}

/// A set-up that cannot work, for example a gateway that is no URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigurationError {
    // One word wide instead of two, for the sake of [`Error`].
    message: Box<Box<str>>,
}

impl ConfigurationError {
    pub(crate) fn new(message: impl Into<Box<str>>) -> Self {
        Self { message: Box::new(message.into()) }
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigurationError {}

/// A call that needs the user's session (授权) and has none.
#[derive(Clone, Copy)]
pub struct MissingSession(&'static Api);

impl MissingSession {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self(api)
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &'static str {
        self.0.method()
    }
}

impl fmt::Debug for MissingSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MissingSession").field(&self.method()).finish()
    }
}

impl fmt::Display for MissingSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the API needs the session of a user, and there is none: set it by `ClientBuilder::session` for all \
             calls, by `Call::session` for one, or have a session provider that knows the user",
            self.method()
        )
    }
}

impl std::error::Error for MissingSession {}
