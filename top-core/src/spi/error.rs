//! Why a call is refused, as data.

use std::fmt;

use crate::error::Violations;
use crate::wire::DateTime;

/// How much of a Content-Type an error keeps, in characters.
const TYPE_CHARS: usize = 64;

/// Why a call is refused.
///
/// No variant holds or shows a secret, a signature or a value of the call, but for its timestamp.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpiError {
    /// The query has no parameter `sign`, or an empty one.
    MissingSignature,
    /// The signature is another: whoever made the call does not know the secret, or something was changed on its way.
    InvalidSignature,
    /// There is no parameter `timestamp`.
    MissingTimestamp,
    /// The timestamp is not of the form `yyyy-MM-dd HH:mm:ss`.
    InvalidTimestamp,
    /// The timestamp is too old, or too far ahead.
    OutsideWindow {
        /// When the call says that it was made.
        timestamp: DateTime,
        /// When it arrived.
        now: DateTime,
    },
    /// Two parameters or signed headers have one name; says where.
    Repeated(&'static str),
    /// There is a name without a `=` behind it, which the platform writes even where there is no value; says where.
    NotAPair(&'static str),
    /// Text is none in the charset of the call.
    Undecodable {
        /// Where it is.
        place: &'static str,
        /// The charset of the Content-Type, UTF-8 unless it names one.
        charset: &'static str,
    },
    /// Something else about the call is malformed; says what.
    Unreadable(&'static str),
    /// The body is of a type (the named Content-Type) that is not signed, or that cannot be read as a struct.
    UnsupportedContentType(String),
    /// The call is one of another API, or does not say of which it is.
    OtherMethod {
        /// The method name of the API that it was to be read as.
        expected: &'static str,
    },
    /// The call is not what the declaration says.
    Decode {
        /// The wire path of what is wrong, empty if it is the whole.
        path: String,
        /// What was expected, and what was found.
        problem: String,
        /// Whether it is that something required is not there.
        is_missing: bool,
    },
    /// The call breaks rules of its declaration.
    Validation(Violations),
    /// The body did not arrive.
    UnreadBody,
    /// The body is larger than the server takes.
    BodyTooLarge,
}

impl SpiError {
    pub(super) fn unsupported(media_type: &str) -> Self {
        Self::UnsupportedContentType(media_type.chars().take(TYPE_CHARS).collect())
    }

    /// Returns the code of the answer (`sub_code`): `sign-check-failure` where it is not certain that the call is the
    /// platform's, as the platform prescribes; else, after its own error codes, `isv.missing-parameter:` or
    /// `isv.invalid-parameter:` with the wire path, `isv.invalid-method` or `isv.invalid-content`.
    pub fn sub_code(&self) -> String {
        let code = match self {
            Self::Decode { path, is_missing, .. } => return parameter_code(*is_missing, path),
            Self::Validation(violations) => {
                let first = violations.iter().next();
                let path = first.map_or("", |violation| violation.path());
                return parameter_code(first.is_some_and(|violation| violation.code() == 40), path);
            }
            Self::OtherMethod { .. } => "isv.invalid-method",
            Self::UnsupportedContentType(_) | Self::UnreadBody | Self::BodyTooLarge => "isv.invalid-content",
            _ => "sign-check-failure",
        };
        code.to_owned()
    }

    /// Returns the message of the answer (`sub_message`): `Illegal request` where it is not certain that the call is
    /// the platform's, so that whoever else made it learns nothing; else what `Display` shows.
    pub fn sub_message(&self) -> String {
        match self {
            Self::Decode { .. }
            | Self::Validation(_)
            | Self::OtherMethod { .. }
            | Self::UnsupportedContentType(_)
            | Self::UnreadBody
            | Self::BodyTooLarge => self.to_string(),
            _ => "Illegal request".to_owned(),
        }
    }
}

fn parameter_code(is_missing: bool, path: &str) -> String {
    let code = if is_missing { "isv.missing-parameter" } else { "isv.invalid-parameter" };
    if path.is_empty() { code.to_owned() } else { format!("{code}:{path}") }
}

impl fmt::Display for SpiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingSignature => f.write_str("the call has no signature"),
            Self::InvalidSignature => f.write_str("the signature is not that of the call"),
            Self::MissingTimestamp => f.write_str("the call has no timestamp"),
            Self::InvalidTimestamp => f.write_str("the timestamp is not of the form `yyyy-MM-dd HH:mm:ss`"),
            Self::OutsideWindow { timestamp, now } => {
                write!(f, "the timestamp {timestamp} is too far from {now} (GMT+8), when the call arrived")
            }
            Self::Repeated(place) => write!(f, "{place} has one name twice"),
            Self::NotAPair(place) => write!(f, "{place} has a name without `=`"),
            Self::Undecodable { place, charset } => write!(f, "{place} is no text in the charset {charset}"),
            Self::Unreadable(problem) => f.write_str(problem),
            Self::UnsupportedContentType(media_type) => {
                write!(f, "a body of the Content-Type {media_type:?} is not supported here")
            }
            Self::OtherMethod { expected } => write!(f, "the call is not one of {expected}"),
            Self::Decode { path, problem, .. } if path.is_empty() => {
                write!(f, "the call could not be read: {problem}")
            }
            Self::Decode { path, problem, .. } => {
                write!(f, "the call could not be read at `{path}`: {problem}")
            }
            Self::Validation(violations) => violations.fmt(f),
            Self::UnreadBody => f.write_str("the body did not arrive"),
            Self::BodyTooLarge => f.write_str("the body is larger than the server takes"),
        }
    }
}

impl std::error::Error for SpiError {}
