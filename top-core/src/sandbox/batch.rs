//! The gateway's reading of a batch: what is signed as a whole, and is then as many calls.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Method, Response, StatusCode, header, request};

use super::answer::{Form, write_error};
use super::gateway::{self, Answer, Body, check_signature, check_system_parameters};
use super::{Shared, refusal};
use crate::error::ApiError;

/// The path of batches.
pub(super) const PATH: &str = "/router/batch";

/// What stands between calls unless a header names something else.
const SEPARATOR: &str = "\r\n-S-\r\n";

/// What starts the parameters that all calls share.
const PUBLIC: &str = "#PUBLIC#";

/// Answers a batch: with one answer a call, or with one error; returns `None` if the connection is to break off.
pub(super) fn answer(shared: &Shared, head: &request::Parts, body: &Bytes) -> Option<Answer> {
    let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
    let query: BTreeMap<String, String> = query.into_owned().collect();
    let form = Form::of(&query, "sandbox-batch", &HeaderMap::new());
    match respond(shared, head, body, &query) {
        Ok(answer) => answer,
        Err(error) => Some(write_error(&error, &form)),
    }
}

fn respond(
    shared: &Shared,
    head: &request::Parts,
    body: &Bytes,
    query: &BTreeMap<String, String>,
) -> Result<Option<Answer>, ApiError> {
    if head.method != Method::POST {
        return Err(refusal::action_not_allowed());
    }
    check_system_parameters(shared, query)?;
    check_signature(shared, query, Some(body))?;
    let text = std::str::from_utf8(body).map_err(|_| refusal::parameter_error())?;
    let separator = head.headers.get("top-api-separator").and_then(|value| value.to_str().ok());
    let separator = separator.filter(|separator| !separator.is_empty()).unwrap_or(SEPARATOR);

    let mut calls = text.split(separator).peekable();
    let shared_form = calls.next_if(|first| first.starts_with(PUBLIC));
    let mut common = query.clone();
    common.remove("sign");
    common.extend(pairs(shared_form.and_then(|form| form.strip_prefix(PUBLIC)).unwrap_or_default()));

    let mut is_lost = false;
    let mut joined = Vec::new();
    let mut content_type = None;
    for (index, call) in calls.enumerate() {
        if index > 0 {
            joined.extend_from_slice(separator.as_bytes());
        }
        let mut parameters = common.clone();
        parameters.extend(pairs(if call == "N" { "" } else { call }));
        let answer = gateway::answer_verified(
            shared,
            &parameters,
            &Body::Parameters(Vec::new(), Vec::new()),
            &HeaderMap::new(),
        );
        let Some(answer) = answer else {
            is_lost = true;
            continue;
        };
        content_type = content_type.or_else(|| answer.headers().get(header::CONTENT_TYPE).cloned());
        joined.extend_from_slice(answer.body());
    }
    let mut answer = Response::new(Bytes::from(joined));
    *answer.status_mut() = StatusCode::OK;
    answer.headers_mut().extend(content_type.map(|content_type| (header::CONTENT_TYPE, content_type)));
    Ok((!is_lost).then_some(answer))
}

fn pairs(form: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(form.as_bytes()).into_owned()
}
