//! A call that is the platform's.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use super::SpiError;
use super::incoming::{Content, Incoming, Pair};
use crate::api::{TopApi, TopObject};
use crate::decode::{MAX_LEVELS, ParseError, Problem, Reader, Tape};
use crate::descriptor::Descriptor;
use crate::wire::{DateTime, File};

/// A call of the platform whose signature and timestamp hold, not read as any API yet.
#[derive(Clone)]
pub struct VerifiedCall {
    parameters: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    files: BTreeMap<String, File>,
    body: Body,
    timestamp: DateTime,
}

/// What a call says with its body.
#[derive(Clone)]
enum Body {
    Parameters,
    Json(String),
    Text(String, &'static str),
}

impl VerifiedCall {
    pub(super) fn new(call: Incoming, timestamp: DateTime) -> Self {
        let Incoming { headers, query, form, files, content, signed_body: _ } = call;
        let map = |pairs: Vec<Pair>| pairs.into_iter().map(|pair| (pair.name, pair.value));
        let mut parameters: BTreeMap<_, _> = map(form).chain(map(query)).collect();
        // A header was not signed if there is a parameter of its name: the parameter was.
        let headers =
            map(headers).filter(|(name, _)| name != "sign" && !parameters.contains_key(name)).collect();
        parameters.remove("sign");
        let body = match content {
            Content::Parameters => Body::Parameters,
            Content::Json(text) => Body::Json(text),
            Content::Text(text, media_type) => Body::Text(text, media_type),
        };
        Self { parameters, headers, files, body, timestamp }
    }

    /// Returns the method name of the API (`method`), if the call has one.
    pub fn method(&self) -> Option<&str> {
        self.parameter("method")
    }

    /// Returns when the platform made the call (`timestamp`).
    pub fn timestamp(&self) -> DateTime {
        self.timestamp
    }

    /// Returns the decoded value of a parameter of query or form; the query wins. The signature is none.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// Iterates over the parameters of query and form, in ascending order of their names.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the url-decoded value of a header that was signed, in any case of its letters; `None` if it was not.
    pub fn signed_header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(header, _)| header.trim().eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// Returns a file that came with the call. The signature does not cover its content.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.get(name)
    }

    /// Returns the body of JSON, XML or other text, decoded; `None` if it was a form or nothing.
    pub fn body(&self) -> Option<&str> {
        match &self.body {
            Body::Parameters => None,
            Body::Json(text) | Body::Text(text, _) => Some(text),
        }
    }

    /// Reads the call as the API `A`.
    ///
    /// # Errors
    ///
    /// Returns an error if the call is one of another API, or does not say of which, or is not what `A` declares.
    pub fn receive<A: TopApi>(self) -> Result<SpiCall<A>, SpiError> {
        self.check_method(A::METHOD)?;
        Ok(SpiCall { request: self.read()?, call: self })
    }

    /// Reads the call as a struct, whatever its method: for calls without the parameter `method`.
    ///
    /// # Errors
    ///
    /// Returns an error if the call is not what `T` declares, or breaks a rule of it, or has a body of a type that
    /// cannot be read as a struct.
    pub fn read<T: TopObject>(&self) -> Result<T, SpiError> {
        let mut reader = self.open(T::DESCRIPTOR)?;
        let value = T::from_reader(&mut reader);
        reader.finish().map_err(|problem| not_declared(*problem))?;
        value.validate().map_err(SpiError::Validation)?;
        Ok(value)
    }

    fn open(&self, request: &'static Descriptor) -> Result<Reader<'_>, SpiError> {
        let (tape, root) = self.tape()?;
        let mut reader = Reader::new(tape, root, true);
        reader.enter_object(request);
        Ok(reader)
    }

    fn check_method(&self, expected: &'static str) -> Result<(), SpiError> {
        // One without a method could be any: `method=a` and `method=&a=` are often signed alike.
        if self.method() == Some(expected) { Ok(()) } else { Err(SpiError::OtherMethod { expected }) }
    }

    /// Returns the call as a tape, and where in it the request is.
    fn tape(&self) -> Result<(Tape<'_>, u32), SpiError> {
        match &self.body {
            Body::Parameters => {
                let files = self.files.iter().map(|(name, file)| (name.as_str(), file));
                Ok((Tape::from_parameters(self.parameters(), files), 0))
            }
            Body::Json(text) => Ok((parse_json(text)?, 0)),
            Body::Text(text, "text/plain") if text.trim_start().starts_with('{') => {
                Ok((parse_json(text)?, 0))
            }
            #[cfg(feature = "xml")]
            Body::Text(text, "text/xml" | "application/xml") => {
                let tape = Tape::parse_xml(text).map_err(|error| malformed("XML", error))?;
                // Whatever the root is called: there is one.
                let root = tape.members(0).next().map_or(0, |(_, root)| root);
                Ok((tape, root))
            }
            Body::Text(_, media_type) => Err(SpiError::unsupported(media_type)),
        }
    }
}

fn parse_json(text: &str) -> Result<Tape<'_>, SpiError> {
    Tape::parse_json(text).map_err(|error| malformed("JSON", error))
}

fn malformed(format: &str, error: ParseError) -> SpiError {
    let problem = match error {
        ParseError::Syntax(problem) => format!("the body is no {format}: {problem}"),
        ParseError::TooDeep => format!("the body is nested deeper than {MAX_LEVELS} levels"),
    };
    SpiError::Decode { path: String::new(), problem, is_missing: false }
}

fn not_declared(problem: Problem) -> SpiError {
    let Problem { path, expected, found } = problem;
    let text = format!("expected {expected}, found {}", found.unwrap_or("nothing"));
    SpiError::Decode { path, problem: text, is_missing: found.is_none() }
}

impl fmt::Debug for VerifiedCall {
    /// Shows names: which values are secret, the declaration knows that the call was not read as yet.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedCall")
            .field("method", &self.method())
            .field("timestamp", &self.timestamp)
            .field("parameters", &self.parameters.keys())
            .field("headers", &self.headers.keys())
            .field("files", &self.files.keys())
            .finish_non_exhaustive()
    }
}

/// A call of the platform, read as the declared request. It derefs to the request.
#[derive(Clone)]
pub struct SpiCall<A> {
    request: A,
    call: VerifiedCall,
}

impl<A> SpiCall<A> {
    /// Returns what came around the request: timestamp, signed headers, undeclared parameters.
    pub fn call(&self) -> &VerifiedCall {
        &self.call
    }

    /// Returns the request alone.
    pub fn into_inner(self) -> A {
        self.request
    }
}

impl<A> Deref for SpiCall<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.request
    }
}

impl<A: fmt::Debug> fmt::Debug for SpiCall<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiCall").field("request", &self.request).field("call", &self.call).finish()
    }
}
