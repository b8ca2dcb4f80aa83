//! Answers that are not what they should be.

use std::fmt;

use crate::secret::{Echoes, REDACTED};

/// How much of a body an error keeps, in bytes.
const EXCERPT_BYTES: usize = 512;

/// An answer that could not be read as the declared response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    method: String,
    status: u16,
    path: String,
    problem: String,
    body: Excerpt,
}

/// What kept an answer from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body is compressed, and not by a whole gzip, or without the feature `gzip`.
    Compression,
    /// The body is larger than the limit, after it was unpacked.
    TooLarge,
    /// The body is not in its charset, or in one that is not known.
    Charset,
    /// The body is neither JSON nor XML: broken off, empty, a page for people.
    Syntax,
    /// The body is nested too deeply, whatever of it is declared.
    TooDeep,
    /// The body holds no response of the API.
    Response,
    /// A member of the response is not of its declared type; [`DecodeError::path`] says which.
    Member,
}

impl DecodeError {
    pub(crate) fn new(
        kind: DecodeErrorKind,
        (method, status): (&str, u16),
        path: String,
        problem: String,
        body: Excerpt,
    ) -> Self {
        Self(Box::new(Inner { kind, method: method.to_owned(), status, path, problem, body }))
    }

    /// Returns what kept the answer from being read.
    pub fn kind(&self) -> DecodeErrorKind {
        self.0.kind
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// Returns the HTTP status of the answer.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the wire path of what is wrong, for example `result.items[3].price`; empty if it is the body as a whole.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what is wrong: what was expected and what was found.
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// Returns the start of the body, at most 512 bytes, session and signature blotted out.
    pub fn body_excerpt(&self) -> &str {
        &self.0.body.text
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, status, path, problem, body, .. } = &*self.0;
        write!(f, "{method}: the answer (HTTP status {status}) could not be read")?;
        if !path.is_empty() {
            write!(f, " at `{path}`")?;
        }
        write!(f, ": {problem}; {body}")
    }
}

impl std::error::Error for DecodeError {}

/// An answer with an HTTP status of failure and a body that is no error of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpStatusError(Box<StatusInner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct StatusInner {
    method: String,
    status: u16,
    body: Excerpt,
}

impl HttpStatusError {
    pub(crate) fn new(method: &str, status: u16, body: Excerpt) -> Self {
        Self(Box::new(StatusInner { method: method.to_owned(), status, body }))
    }

    /// Returns the method name of the API that was called.
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the start of the body, at most 512 bytes, session and signature blotted out.
    pub fn body_excerpt(&self) -> &str {
        &self.0.body.text
    }
}

impl fmt::Display for HttpStatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StatusInner { method, status, body } = &*self.0;
        write!(f, "{method}: the gateway answered with HTTP status {status}; {body}")
    }
}

impl std::error::Error for HttpStatusError {}

/// The start of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    text: String,
    length: usize,
}

impl Excerpt {
    /// Takes nothing of `body`: the response is declared to hold secrets, and where they stand in it is not known.
    pub(crate) fn withheld(body: &[u8]) -> Self {
        Self { text: REDACTED.to_owned(), length: body.len() }
    }

    /// Takes the start of `body`, every one of `secrets` blotted out.
    pub(crate) fn new(body: &[u8], secrets: &Echoes<'_>) -> Self {
        // A secret is only recognised whole, so more is read than is kept, and where that is cut off nothing is kept
        // that could be the start of one.
        let start = &body[..body.len().min(8 * EXCERPT_BYTES)];
        let mut text = secrets.blot_out(String::from_utf8_lossy(start).into_owned());
        let is_cut = start.len() < body.len();
        let limit = if is_cut {
            text.len().saturating_sub(secrets.longest()).min(EXCERPT_BYTES)
        } else {
            EXCERPT_BYTES
        };
        let ends = text.char_indices().map(|(start, character)| start + character.len_utf8());
        text.truncate(ends.take_while(|end| *end <= limit).last().unwrap_or_default());
        Self { text, length: body.len() }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            0 => f.write_str("the body is empty"),
            length => write!(f, "the body of {length} bytes starts with {:?}", self.text),
        }
    }
}
