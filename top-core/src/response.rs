//! From the bytes of an answer to the declared response.

mod find;

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use self::find::{First, Named, find_first, find_named, find_unnamed};
use crate::api::{BusinessOutcome, TopObject};
use crate::decode::{
    MAX_LEVELS, NodeKind, ParseError, Reader, RequestId, Tape, Unreadable, for_each_plain_member, to_text,
};
use crate::descriptor::{Api, Descriptor, Outcome};
use crate::dynamic::DynamicObject;
use crate::error::{ApiError, BusinessError, DecodeError, DecodeErrorKind, Error, Excerpt, HttpStatusError};
use crate::redact::holds_secret;
use crate::request::{RawCall, Sent};
use crate::value::Object;
use crate::wire::Json;

/// The response of a call, with what came along with it. It derefs to the response.
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    envelope: Envelope,
}

/// What came around a response.
#[derive(Clone)]
struct Envelope {
    /// What was sent, which knows what must not be shown.
    call: Sent,
    request_id: Option<String>,
    status: StatusCode,
    body: Bytes,
}

impl<T> Reply<T> {
    /// Returns the response if it tells success.
    ///
    /// # Errors
    ///
    /// Returns an error with the response's own code and message if it tells a failure, or nothing.
    pub fn business(&self) -> Result<&T, BusinessError>
    where
        // Here rather than on the impl, so that a missing declaration is explained in the words of the trait.
        T: BusinessOutcome,
    {
        self.envelope.judge(T::DESCRIPTOR.outcome(), &self.value).map(|()| &self.value)
    }
}

impl Reply<DynamicObject> {
    /// Returns the response if it tells success, or its declaration does not name what would.
    ///
    /// # Errors
    ///
    /// Returns an error with the response's own code and message if it tells a failure, or nothing though its declaration
    /// names what should.
    pub fn outcome(&self) -> Result<&DynamicObject, BusinessError> {
        match self.value.descriptor().outcome() {
            None => Ok(&self.value),
            outcome => self.envelope.judge(outcome, &self.value).map(|()| &self.value),
        }
    }
}

impl Envelope {
    /// Returns what `response` tells of a failure by the members that `outcome` names.
    fn judge(&self, outcome: Option<&Outcome>, response: &dyn Object) -> Result<(), BusinessError> {
        let decided = outcome.map(|outcome| outcome.failure(response));
        if let Some(None) = decided {
            return Ok(());
        }
        let Self { call, request_id, .. } = self;
        let secrets = call.secrets();
        let text = |read: fn(&Outcome, &dyn Object) -> Option<String>| {
            Some(secrets.blot_out(read(outcome?, response)?))
        };
        let decided = decided.flatten().map(|decided| secrets.blot_out(decided));
        let (code, message) = (text(Outcome::code), text(Outcome::message));
        let request_id = request_id.clone().map(|request_id| secrets.blot_out(request_id));
        Err(BusinessError::new(call.api.method(), decided, code, message, request_id))
    }
}

impl<T> Reply<T> {
    /// Returns the id under which the platform knows the call; its support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        self.envelope.request_id.as_deref()
    }

    /// Returns the method name of the API that was called.
    pub(crate) fn method(&self) -> &'static str {
        self.envelope.call.api.method()
    }

    /// Returns the HTTP status of the answer.
    pub fn status(&self) -> StatusCode {
        self.envelope.status
    }

    /// Returns the body: as it was received, unless it was compressed or in another charset than UTF-8, and is neither
    /// any more.
    pub fn body(&self) -> &Bytes {
        &self.envelope.body
    }

    /// Returns the response as JSON, with the members that are not declared, whatever the format of the answer.
    ///
    /// From XML, which has no types, every value is text, and a list is an object that holds its elements under their
    /// name: an array of them, or the only one.
    pub fn to_json(&self) -> Json {
        to_json(&self.envelope.body, self.envelope.call.api)
    }

    /// Returns the response alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("value", &self.value)
            .field("request_id", &self.envelope.request_id)
            .field("status", &self.envelope.status.as_u16())
            .finish_non_exhaustive()
    }
}

/// Reads the answer to `call` as `T`. What depends on `T` is this and no more: the rest is there once for all APIs.
pub(crate) fn decode<T>(
    call: &RawCall,
    status: StatusCode,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Reply<T>, Error>
where
    Option<T>: Place,
{
    let mut value: Option<T> = None;
    match read(call, status, headers, body, &mut value) {
        Ok(envelope) => match value {
            Some(value) => Ok(Reply { value, envelope }),
            None => unread(),
        },
        Err(error) => Err(error),
    }
}

#[cold]
fn unread() -> ! {
    unreachable!("an answer that is no error was read")
}

/// Where a response is put that is read without knowing its type.
pub(crate) trait Place {
    /// Reads the response from the object that `reader` is in.
    fn read(&mut self, reader: &mut Reader<'_>, descriptor: &'static Descriptor);
}

impl<T: TopObject> Place for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>, _: &'static Descriptor) {
        *self = Some(T::from_reader(reader));
    }
}

impl Place for Option<DynamicObject> {
    fn read(&mut self, reader: &mut Reader<'_>, descriptor: &'static Descriptor) {
        *self = Some(DynamicObject::from_reader(reader, descriptor));
    }
}

/// Has the response inside of an answer read into `place`.
fn read(
    call: &RawCall,
    status: StatusCode,
    headers: &HeaderMap,
    body: Bytes,
    place: &mut dyn Place,
) -> Result<Envelope, Error> {
    let body = read_text(call, status, headers, body)?;
    if let Some(read) = read_plain(call, status, &body, place) {
        let RequestId(request_id) = read?;
        return Ok(Envelope { call: call.sent().clone(), request_id, status, body });
    }
    let Opened { tape, root, request_id } = open(call, status, &body)?;
    let mut reader = Reader::new(tape, root, false);
    reader.enter_object(call.api.response());
    place.read(&mut reader, call.api.response());
    match reader.finish() {
        Ok(()) => Ok(Envelope { call: call.sent().clone(), request_id, status, body }),
        Err(problem) => {
            let found = problem.found.unwrap_or("nothing");
            let text = format!("expected {}, found {found}", problem.expected);
            Err(failure(call, status, problem.path, (DecodeErrorKind::Member, text), &body))
        }
    }
}

/// Has the response read while the body is parsed; `None` if that is not plain enough for it, or anything is wrong with it,
/// which is for the slower way to tell.
fn read_plain(
    call: &RawCall,
    status: StatusCode,
    body: &[u8],
    place: &mut dyn Place,
) -> Option<Result<RequestId, Error>> {
    if body.first() != Some(&b'{') {
        return None;
    }
    let text = str::from_utf8(body).ok()?;
    match find_first(text, call.api)? {
        First::Response(at, around) if status.is_success() => {
            let mut reader = Reader::of_text(text, at, around)?;
            reader.enter_object(call.api.response());
            place.read(&mut reader, call.api.response());
            let read = reader.finish_text();
            if read.is_none() {
                // What was read in vain gives way to next to nothing, before all is read anew.
                place.read(&mut Reader::new(Tape::default(), 0, false), call.api.response());
            }
            read.map(Ok)
        }
        First::Response(..) => None,
        First::Error(at) => {
            let mut texts = ErrorTexts::default();
            for_each_plain_member(text, at, |name, text| texts.take(name, text))?;
            Some(Err(Error::Api(api_error(&texts, call, status))))
        }
    }
}

/// The longest body that is searched for an error before it is read, plain and compressed: errors are short, responses
/// need not be.
#[cfg(feature = "client")]
const MAX_ERROR_BYTES: [usize; 2] = [64 * 1024, 4 * 1024];

/// Returns the error that an answer is, without knowing the type of its response.
#[cfg(feature = "client")]
pub(crate) fn refusal(
    call: &RawCall,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<Error> {
    let is_compressed =
        headers.contains_key(http::header::CONTENT_ENCODING) || body.starts_with(&[0x1f, 0x8b]);
    if status.is_success() && body.len() > MAX_ERROR_BYTES[usize::from(is_compressed)] {
        return None;
    }
    let body = match read_text(call, status, headers, body.clone()) {
        Ok(body) => body,
        Err(error) => return Some(error),
    };
    let is_named = || std::str::from_utf8(&body).map_or(true, |text| text.contains("error_response"));
    if status.is_success() && !is_named() {
        return None;
    }
    open(call, status, &body).err()
}

/// An answer that is no error.
struct Opened<'t> {
    tape: Tape<'t>,
    /// Where the object of the response is.
    root: u32,
    request_id: Option<String>,
}

/// What is wrong with a body, as data and in words.
type Fault = (DecodeErrorKind, String);

fn read_text(call: &RawCall, status: StatusCode, headers: &HeaderMap, body: Bytes) -> Result<Bytes, Error> {
    to_text(headers, body, call.max_body_bytes).map_err(|unreadable| {
        let Unreadable { kind, problem, body } = unreadable;
        if status.is_success() {
            failure(call, status, String::new(), (kind, problem), &body)
        } else {
            status_failure(call, status, &body)
        }
    })
}

fn open<'t>(call: &RawCall, status: StatusCode, body: &'t [u8]) -> Result<Opened<'t>, Error> {
    let tape = match parse(body) {
        Ok(tape) => tape,
        Err(fault) if status.is_success() => {
            return Err(failure(call, status, String::new(), fault, body));
        }
        Err(_) => return Err(status_failure(call, status, body)),
    };
    let Named { error, response } = find_named(&tape, call.api.method());
    if let Some(error) = error {
        if tape.kind(error) == NodeKind::Object {
            let mut texts = ErrorTexts::default();
            let members = tape.members(error).filter_map(|(name, value)| Some((name, tape.text(value)?)));
            members.for_each(|(name, text)| texts.take(name, text));
            return Err(Error::Api(api_error(&texts, call, status)));
        }
        let text = format!("expected an object, found {}", tape.kind(error).name());
        let fault = (DecodeErrorKind::Response, text);
        return Err(failure(call, status, "error_response".to_owned(), fault, body));
    }
    if !status.is_success() {
        return Err(status_failure(call, status, body));
    }
    let root = match response {
        Some(response) => response,
        None => find_unnamed(&tape, call.api).map_err(|problem| {
            failure(call, status, String::new(), (DecodeErrorKind::Response, problem), body)
        })?,
    };
    let request_id = tape.member(root, "request_id").and_then(|id| tape.text(id)).map(str::to_owned);
    Ok(Opened { tape, root, request_id })
}

/// Parses a body by what it is: JSON never starts with `<`, and XML always does. What was asked for is not always what
/// is answered.
fn parse(body: &[u8]) -> Result<Tape<'_>, Fault> {
    let text = std::str::from_utf8(body)
        .map_err(|error| (DecodeErrorKind::Charset, format!("the body is no UTF-8: {error}")))?;
    let start = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    if start.starts_with('<') {
        return if is_page(start) {
            Err((DecodeErrorKind::Syntax, "the body is a page of HTML".to_owned()))
        } else {
            parse_xml(text)
        };
    }
    Tape::parse_json(text).map_err(|error| fault("JSON", error))
}

fn is_page(text: &str) -> bool {
    ["<!doctype html", "<html"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start)))
}

#[cfg(feature = "xml")]
fn parse_xml(text: &str) -> Result<Tape<'_>, Fault> {
    Tape::parse_xml(text).map_err(|error| fault("XML", error))
}

#[cfg(not(feature = "xml"))]
fn parse_xml(_: &str) -> Result<Tape<'_>, Fault> {
    Err((
        DecodeErrorKind::Syntax,
        "the body is no JSON but XML, which takes the feature `xml` to read".to_owned(),
    ))
}

fn fault(format: &str, error: ParseError) -> Fault {
    match error {
        ParseError::Syntax(problem) => {
            (DecodeErrorKind::Syntax, format!("the body is no {format}: {problem}"))
        }
        ParseError::TooDeep => {
            (DecodeErrorKind::TooDeep, format!("the body is nested deeper than {MAX_LEVELS} levels"))
        }
    }
}

/// Writes the response inside a body that was read before.
fn to_json(body: &[u8], api: &Api) -> Json {
    let text = parse(body).ok().and_then(|tape| {
        let root = find_named(&tape, api.method()).response.or_else(|| find_unnamed(&tape, api).ok())?;
        (tape.kind(root) == NodeKind::Object).then(|| tape.json_text(root))
    });
    Json::from_checked(text.unwrap_or_else(|| "{}".to_owned()))
}

/// Describes the answer to a batch that cannot be taken apart.
pub(crate) fn failed_batch(call: &RawCall, status: StatusCode, problem: String, body: &[u8]) -> Error {
    failure(call, status, String::new(), (DecodeErrorKind::Response, problem), body)
}

/// What the platform says of an error.
#[derive(Default)]
struct ErrorTexts<'b> {
    code: Option<&'b str>,
    msg: Option<&'b str>,
    sub_code: Option<&'b str>,
    sub_msg: Option<&'b str>,
    request_id: Option<&'b str>,
}

impl<'b> ErrorTexts<'b> {
    /// Takes the text of the member `name`, if it is the first of that name.
    fn take(&mut self, name: &str, text: &'b str) {
        let place = match name {
            "code" => &mut self.code,
            "msg" => &mut self.msg,
            "sub_code" => &mut self.sub_code,
            "sub_msg" => &mut self.sub_msg,
            "request_id" => &mut self.request_id,
            _ => return,
        };
        place.get_or_insert(text);
    }
}

fn api_error(texts: &ErrorTexts<'_>, call: &RawCall, status: StatusCode) -> ApiError {
    let &ErrorTexts { code, msg, sub_code, sub_msg, request_id } = texts;
    let texts = [msg, sub_code, sub_msg, request_id];
    let longest = texts.into_iter().flatten().map(str::len).max();
    let secrets = call.secrets_within(longest.unwrap_or_default());
    let code = code.and_then(|code| code.trim().parse().ok()).unwrap_or_default();
    ApiError::answered(code, texts, &secrets)
        .with_call(call.api.method(), status.as_u16())
        .with_signed(if code == 25 { call.signed() } else { None })
}

fn failure(call: &RawCall, status: StatusCode, path: String, (kind, problem): Fault, body: &[u8]) -> Error {
    let excerpt = excerpt(call, body);
    // The path through a map has names that came from outside.
    let path = if path.is_empty() { path } else { call.secrets().blot_out(path) };
    DecodeError::new(kind, (call.api.method(), status.as_u16()), path, problem, excerpt).into()
}

fn status_failure(call: &RawCall, status: StatusCode, body: &[u8]) -> Error {
    let excerpt = excerpt(call, body);
    HttpStatusError::new(call.api.method(), status.as_u16(), excerpt).into()
}

fn excerpt(call: &RawCall, body: &[u8]) -> Excerpt {
    if holds_secret(call.api.response()) {
        Excerpt::withheld(body)
    } else {
        Excerpt::new(body, &call.secrets())
    }
}
