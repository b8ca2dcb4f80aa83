//! Requests for tokens, and what is answered to them.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::token::{Token, TokenMembers};
use crate::TopObject;
use crate::decode::{NodeKind, ParseError, Reader, Tape, Unreadable, to_text};
use crate::error::{DecodeError, DecodeErrorKind, Error, Excerpt, HttpStatusError, OAuthError};
use crate::secret::{Echoes, REDACTED, RefreshToken};
use crate::wire::DateTime;

/// What errors name as the method of a request to the authorisation server.
const METHOD: &str = "oauth/token";

/// The largest answer that is read, in bytes: a token has less than two thousand.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// A request for a token that is ready to be sent: an HTTP `POST` with everything in its body.
///
/// It is no call of the gateway's: it has no signature, but the AppSecret itself in its body. It shows nothing of that.
#[derive(Clone)]
pub struct TokenRequest {
    url: String,
    body: Bytes,
    secrets: Vec<String>,
    previous: Option<RefreshToken>,
}

impl TokenRequest {
    pub(super) fn new(
        url: String,
        body: String,
        secrets: Vec<String>,
        previous: Option<RefreshToken>,
    ) -> Self {
        Self { url, body: body.into(), secrets, previous }
    }

    /// Returns the URL. It holds no parameter.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the headers.
    pub fn headers(&self) -> HeaderMap {
        const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8");
        let mut headers = HeaderMap::with_capacity(3);
        headers.insert(header::CONTENT_TYPE, FORM);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            header::USER_AGENT,
            HeaderValue::from_static(concat!("top-sdk-rust/", env!("CARGO_PKG_VERSION"))),
        );
        headers
    }

    /// Returns the body: `application/x-www-form-urlencoded` in UTF-8, with the AppSecret in it.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads the answer to this request, which was sent at `asked_at`: its times count from there.
    ///
    /// # Errors
    ///
    /// Returns an error if the server refused, or answered with something that is no token. What it answered is not in
    /// the error, since where a token stands in something that is none cannot be known.
    pub fn decode(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: impl Into<Bytes>,
        asked_at: DateTime,
    ) -> Result<Token, Error> {
        let at = Place { method: METHOD, status, member: "" };
        let body = to_text(headers, body.into(), MAX_BODY_BYTES).map_err(|unreadable| {
            let Unreadable { kind, problem, body } = unreadable;
            at.failure(kind, problem, &body)
        })?;
        let tape = at.parse(&body)?;
        let text = |name| tape.text(tape.member(0, name)?).map(str::to_owned);
        if let Some(error) = text("error").filter(|error| !error.trim().is_empty()) {
            let secrets: Echoes<'_> = self.secrets.iter().map(|secret| secret.as_str().into()).collect();
            let description = text("error_description").map(|text| secrets.blot_out(text));
            let error = OAuthError::new(secrets.blot_out(error), description, Some(status.as_u16()));
            return Err(error.into());
        }
        if !status.is_success() {
            return Err(at.status_failure(&body));
        }
        at.token(tape, &body, asked_at, self.previous.as_ref())
    }

    #[cfg(feature = "client")]
    pub(crate) fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let uri = self
            .url
            .parse()
            .map_err(|_| crate::error::ConfigurationError::new("the authorisation server is no URL"))?;
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers();
        Ok(request)
    }

    /// Returns what errors name as the method.
    #[cfg(feature = "client")]
    pub(crate) fn method() -> &'static str {
        METHOD
    }
}

impl Drop for TokenRequest {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.secrets.zeroize();
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("url", &self.url)
            .field("body", &format_args!("{} bytes {REDACTED}", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// Reads the JSON of a token that an answer of the gateway holds as text.
pub(super) fn read_result(
    method: &'static str,
    status: StatusCode,
    json: &str,
    asked_at: DateTime,
    previous: Option<&RefreshToken>,
) -> Result<Token, Error> {
    let at = Place { method, status, member: "token_result" };
    let tape = at.parse(json.as_bytes())?;
    at.token(tape, json.as_bytes(), asked_at, previous)
}

/// Where the JSON of a token was found, for errors.
#[derive(Clone, Copy)]
struct Place {
    method: &'static str,
    status: StatusCode,
    member: &'static str,
}

impl Place {
    fn parse<'t>(&self, body: &'t [u8]) -> Result<Tape<'t>, Error> {
        let text = std::str::from_utf8(body).unwrap_or_default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let fault = match Tape::parse_json(text) {
            Ok(tape) if tape.kind(0) == NodeKind::Object => return Ok(tape),
            Ok(tape) => {
                let problem = format!("expected an object, found {}", tape.kind(0).name());
                (DecodeErrorKind::Response, problem)
            }
            Err(_) if text.trim_start().starts_with('<') => {
                (DecodeErrorKind::Syntax, "the body is a page of HTML".to_owned())
            }
            Err(ParseError::Syntax(problem)) => {
                (DecodeErrorKind::Syntax, format!("the body is no JSON: {problem}"))
            }
            Err(ParseError::TooDeep) => {
                (DecodeErrorKind::TooDeep, "the body is nested too deeply".to_owned())
            }
        };
        Err(self.failure(fault.0, fault.1, body))
    }

    fn token(
        &self,
        tape: Tape<'_>,
        body: &[u8],
        asked_at: DateTime,
        previous: Option<&RefreshToken>,
    ) -> Result<Token, Error> {
        // Text would take any JSON.
        let kind = tape.member(0, "access_token").map(|token| tape.kind(token));
        if matches!(kind, Some(NodeKind::Object | NodeKind::Array)) {
            let problem = "the `access_token` is no text".to_owned();
            return Err(self.failure(DecodeErrorKind::Member, problem, body));
        }
        let mut reader = Reader::new(tape, 0, false);
        reader.enter_object(TokenMembers::DESCRIPTOR);
        let members = TokenMembers::from_reader(&mut reader);
        if let Err(problem) = reader.finish() {
            let found = problem.found.unwrap_or("nothing");
            let text = format!("expected {}, found {found}, at `{}`", problem.expected, problem.path);
            return Err(self.failure(DecodeErrorKind::Member, text, body));
        }
        members.into_token(asked_at, previous).ok_or_else(|| {
            self.failure(DecodeErrorKind::Response, "there is no `access_token`".to_owned(), body)
        })
    }

    /// Describes what is no token; an HTTP status of failure says more than what is wrong with its body.
    fn failure(&self, kind: DecodeErrorKind, problem: String, body: &[u8]) -> Error {
        if !self.status.is_success() {
            return self.status_failure(body);
        }
        let call = (self.method, self.status.as_u16());
        DecodeError::new(kind, call, self.member.to_owned(), problem, Excerpt::withheld(body)).into()
    }

    fn status_failure(&self, body: &[u8]) -> Error {
        HttpStatusError::new(self.method, self.status.as_u16(), Excerpt::withheld(body)).into()
    }
}
