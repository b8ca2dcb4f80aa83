//! What the gateway answers: a function of the bytes received.
//!
//! It shares with the client only the primitive digests and the declared structs. The wire is read anew: pairs out of
//! query and body, sorted by a map, so that a mistake of the client's encoder is not repeated here.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header, request};
use subtle::ConstantTimeEq;

use super::answer::{Form, write_error, write_response};
use super::call::RecordedCall;
use super::fault::FaultKind;
use super::{PATH, Shared, refusal};
use crate::api::TopApi;
use crate::decode::{Reader, Tape};
use crate::descriptor::{Api, Descriptor, SessionMode};
use crate::dynamic::DynamicObject;
use crate::error::ApiError;
use crate::sign::{SignMethod, sign};
use crate::system::VERSION;
use crate::wire::{DateTime, File};

/// How far a timestamp may be off, in milliseconds: ten minutes.
const MAX_SKEW_MILLIS: u64 = 10 * 60 * 1_000;

/// The start of the year 10000, GMT, in milliseconds since the Unix epoch.
const MAX_DATE_MILLIS: i64 = 253_402_300_800_000;

/// An HTTP answer.
pub(super) type Answer = Response<Bytes>;

/// Answers with a status and nothing else.
pub(super) fn status(status: StatusCode) -> Answer {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    answer
}

/// Answers calls of one API whose parameters have been verified.
pub(super) struct Handler {
    request: Option<&'static Descriptor>,
    session: SessionMode,
    answer: Box<Respond>,
}

type Respond = dyn Fn(Tape<'_>, &Form<'_>) -> Result<Answer, ApiError> + Send + Sync;

/// Makes a handler of a function from request to response. Only reading and calling know the types.
pub(super) fn typed<A: TopApi + 'static>(
    handler: impl Fn(A) -> Result<A::Response, ApiError> + Send + Sync + 'static,
) -> Handler {
    let answer = move |tape: Tape<'_>, form: &Form<'_>| {
        if A::API.session() == SessionMode::Required && !form.has_session {
            return Err(refusal::missing_session());
        }
        let mut reader = Reader::new(tape, 0, true);
        reader.enter_object(A::DESCRIPTOR);
        let request = A::from_reader(&mut reader);
        reader.finish().map_err(|problem| refusal::malformed(&problem))?;
        request.validate().map_err(|violations| refusal::violations(&violations))?;
        form.was_executed.set(true);
        let response = catch_unwind(AssertUnwindSafe(|| handler(request)))
            .map_err(|_| refusal::handler_panicked())??;
        Ok(write_response(&response, form))
    };
    Handler { request: Some(A::DESCRIPTOR), session: A::API.session(), answer: Box::new(answer) }
}

/// Makes a handler of a function that knows request and response by their tables alone.
pub(super) fn dynamic(
    api: &'static Api,
    handler: impl Fn(DynamicObject) -> Result<DynamicObject, ApiError> + Send + Sync + 'static,
) -> Handler {
    let answer = move |tape: Tape<'_>, form: &Form<'_>| {
        if api.session() == SessionMode::Required && !form.has_session {
            return Err(refusal::missing_session());
        }
        let mut reader = Reader::new(tape, 0, true);
        reader.enter_object(api.request());
        let request = DynamicObject::from_reader(&mut reader, api.request());
        reader.finish().map_err(|problem| refusal::malformed(&problem))?;
        request.validate().map_err(|violations| refusal::violations(&violations))?;
        form.was_executed.set(true);
        let response = catch_unwind(AssertUnwindSafe(|| handler(request)))
            .map_err(|_| refusal::handler_panicked())??;
        Ok(write_response(&response, form))
    };
    Handler { request: Some(api.request()), session: api.session(), answer: Box::new(answer) }
}

/// Makes a handler that gives the same answer to everything.
pub(super) fn raw(answer: Answer) -> Handler {
    Handler {
        request: None,
        session: SessionMode::Optional,
        answer: Box::new(move |_, form| {
            form.was_executed.set(true);
            Ok(answer.clone())
        }),
    }
}

/// Answers one HTTP request; returns `None` if the connection is to break off.
pub(super) fn answer(shared: &Shared, head: &request::Parts, body: &Body) -> Option<Answer> {
    if head.uri.path() != PATH {
        return Some(status(StatusCode::NOT_FOUND));
    }
    let parameters = parameters(head, body);
    answer_by(shared, &parameters, body, &head.headers, |form| {
        check(shared, head, body, &parameters)?;
        handle(shared, body, &parameters, form)
    })
}

/// Answers one call of a batch, of which the signature was checked; returns `None` if the answers are to be lost.
pub(super) fn answer_verified(
    shared: &Shared,
    parameters: &BTreeMap<String, String>,
    body: &Body,
    headers: &HeaderMap,
) -> Option<Answer> {
    answer_by(shared, parameters, body, headers, |form| handle(shared, body, parameters, form))
}

/// Records a call and answers it with what `respond` says.
fn answer_by(
    shared: &Shared,
    parameters: &BTreeMap<String, String>,
    body: &Body,
    headers: &HeaderMap,
    respond: impl FnOnce(&Form<'_>) -> Result<Option<Answer>, ApiError>,
) -> Option<Answer> {
    let start = Instant::now();
    let (index, request_id) = record(shared, parameters, body);
    let form = Form::of(parameters, &request_id, headers);
    let outcome = respond(&form);
    let (error_code, sub_code) = match &outcome {
        Ok(_) => (None, None),
        Err(error) => (Some(error.code()), error.sub_code().map(str::to_owned)),
    };
    let answer = outcome.unwrap_or_else(|error| Some(write_error(&error, &form)));
    let mut state = shared.state();
    if let Some(call) = state.calls.get_mut(&index) {
        call.error_code = error_code;
        call.sub_code = sub_code;
        call.was_executed = form.was_executed.get();
        call.duration = Some(start.elapsed());
    }
    let observed = state.observer.clone().zip(state.calls.get(&index).cloned());
    // One that is under way is still to be told of.
    let excess = state.calls.len().saturating_sub(shared.keep_calls);
    let answered = state.calls.iter().filter(|(_, call)| call.duration.is_some());
    let forgotten: Vec<_> = answered.take(excess).map(|(index, _)| *index).collect();
    for index in forgotten {
        state.calls.remove(&index);
    }
    drop(state);
    if let Some((observer, call)) = observed {
        // Whatever becomes of it, the call is answered.
        let _ = catch_unwind(AssertUnwindSafe(|| observer(&call)));
    }
    answer
}

/// Tells the gateway's time, from which clients learn how far off theirs is.
pub(super) fn dated(mut answer: Answer, now: DateTime) -> Answer {
    // The header cannot express another time.
    if (0..MAX_DATE_MILLIS).contains(&now.unix_millis())
        && let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(now.into()))
    {
        answer.headers_mut().entry(header::DATE).or_insert(date);
    }
    answer
}

/// Records a call on its arrival, so that calls under way at the same time have each an id of their own.
fn record(shared: &Shared, parameters: &BTreeMap<String, String>, body: &Body) -> (usize, String) {
    let mut state = shared.state();
    let index = state.received;
    state.received += 1;
    let request_id = format!("sandbox{:08}", index + 1);
    let method = parameters.get("method").map(String::as_str).unwrap_or_default();
    let request = state.handlers.get(method).and_then(|handler| handler.request);
    let files = match body {
        Body::Parameters(_, files) => files.iter().cloned().collect(),
        Body::Raw(_) | Body::Unreadable => BTreeMap::new(),
    };
    let raw_body = match body {
        Body::Raw(bytes) => Some(bytes.clone()),
        Body::Parameters(..) | Body::Unreadable => None,
    };
    let (parameters, id) = (parameters.clone(), request_id.clone());
    let call = RecordedCall {
        parameters,
        files,
        raw_body,
        request_id: id,
        error_code: None,
        sub_code: None,
        was_executed: false,
        duration: None,
        request,
    };
    state.calls.insert(index, call);
    (index, request_id)
}

/// What the body of a call holds.
pub(super) enum Body {
    /// Pairs, and files by their names.
    Parameters(Vec<(String, String)>, Vec<(String, File)>),
    /// JSON or XML, signed with the parameters of the query.
    Raw(Bytes),
    /// Something that is no form.
    Unreadable,
}

/// Collects the parameters of query and body; the gateway merges both, however they are distributed.
fn parameters(head: &request::Parts, body: &Body) -> BTreeMap<String, String> {
    let query = head.uri.query().unwrap_or_default();
    let query = form_urlencoded::parse(query.as_bytes()).into_owned();
    match body {
        Body::Parameters(pairs, _) => query.chain(pairs.iter().cloned()).collect(),
        Body::Raw(_) | Body::Unreadable => query.collect(),
    }
}

/// Checks what every call needs: a method that is known, system parameters, a signature.
fn check(
    shared: &Shared,
    head: &request::Parts,
    body: &Body,
    parameters: &BTreeMap<String, String>,
) -> Result<(), ApiError> {
    if head.method != Method::POST && head.method != Method::GET {
        return Err(refusal::action_not_allowed());
    }
    if matches!(body, Body::Unreadable) {
        return Err(refusal::parameter_error());
    }
    let method = required(parameters, "method", refusal::missing_method)?;
    if !shared.state().handlers.contains_key(method) {
        return Err(refusal::invalid_method());
    }
    check_system_parameters(shared, parameters)?;
    let raw = match body {
        Body::Raw(bytes) => Some(&**bytes),
        Body::Parameters(..) | Body::Unreadable => None,
    };
    check_signature(shared, parameters, raw)
}

/// Has a call handled by what is set up for its method.
fn handle(
    shared: &Shared,
    body: &Body,
    parameters: &BTreeMap<String, String>,
    form: &Form<'_>,
) -> Result<Option<Answer>, ApiError> {
    let files = match body {
        Body::Parameters(_, files) => files.as_slice(),
        Body::Raw(_) => &[],
        Body::Unreadable => return Err(refusal::parameter_error()),
    };
    let method = required(parameters, "method", refusal::missing_method)?;
    let handler = shared.state().handlers.get(method).cloned().ok_or_else(refusal::invalid_method)?;
    let fault = shared.state().faults.next(method);
    match &fault {
        Some(FaultKind::Error(error)) => return Err(error.clone()),
        Some(FaultKind::Status(code)) => return Ok(Some(status(*code))),
        Some(FaultKind::Lost) => return Ok(None),
        Some(FaultKind::AnswerLost) | None => {}
    }
    if handler.session == SessionMode::Required && form.has_session {
        let session = parameters.get("session").map(String::as_str).unwrap_or_default();
        shared.state().tokens.check(session, shared.now())?;
    }
    let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let files = files.iter().map(|(name, file)| (name.as_str(), file));
    let answer = (handler.answer)(Tape::from_parameters(pairs, files), form);
    if fault.is_some() { Ok(None) } else { answer.map(Some) }
}

fn required<'a>(
    parameters: &'a BTreeMap<String, String>,
    name: &str,
    missing: fn() -> ApiError,
) -> Result<&'a str, ApiError> {
    parameters.get(name).map(String::as_str).filter(|value| !value.trim().is_empty()).ok_or_else(missing)
}

pub(super) fn check_system_parameters(
    shared: &Shared,
    parameters: &BTreeMap<String, String>,
) -> Result<(), ApiError> {
    if required(parameters, "app_key", refusal::missing_app_key)? != shared.app_key {
        return Err(refusal::invalid_app_key());
    }
    if required(parameters, "v", refusal::missing_version)? != VERSION {
        return Err(refusal::invalid_version());
    }
    if !matches!(parameters.get("format").map_or("", |format| format.trim()), "" | "json" | "xml") {
        return Err(refusal::invalid_format());
    }
    let timestamp: DateTime = required(parameters, "timestamp", refusal::missing_timestamp)?
        .parse()
        .map_err(|_| refusal::invalid_timestamp())?;
    if shared.now().unix_millis().abs_diff(timestamp.unix_millis()) > MAX_SKEW_MILLIS {
        return Err(refusal::invalid_timestamp());
    }
    Ok(())
}

/// Checks the signature of parameters, and of the body behind them if it is that of a batch.
pub(super) fn check_signature(
    shared: &Shared,
    parameters: &BTreeMap<String, String>,
    body: Option<&[u8]>,
) -> Result<(), ApiError> {
    let given = required(parameters, "sign", refusal::missing_signature)?;
    let method: SignMethod = required(parameters, "sign_method", refusal::invalid_signature)?
        .parse()
        .map_err(|_| refusal::invalid_signature())?;
    let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let expected = sign(pairs.filter(|(name, _)| *name != "sign"), body, &shared.app_secret, method);
    if bool::from(expected.as_str().as_bytes().ct_eq(given.as_bytes())) {
        Ok(())
    } else {
        Err(refusal::invalid_signature())
    }
}
