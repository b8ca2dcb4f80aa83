//! Checks what makes a struct a request: its method and how it is called.

use syn::LitStr;

use super::{find, response_of};
use crate::attr::{Key, enumerate, nearest};
use crate::errors::{Diagnostic, Errors};
use crate::model::{Api, Derive, RawContainer, RawData, RawKey, RawValue, Session};
use crate::ty::{self, Shape};

const SESSIONS: [(&str, Session); 3] =
    [("required", Session::Required), ("optional", Session::Optional), ("none", Session::None)];

/// Returns what a request is called by, but for its fields.
pub(super) fn check_api(raw: &RawContainer, errors: &mut Errors) -> Option<Api> {
    if raw.derive != Derive::TopApi {
        return None;
    }
    check_response(raw, errors);
    Some(Api {
        method: check_method(raw, errors),
        response: response_of(raw),
        sorted: Vec::new(),
        session: check_session(raw, errors),
        is_idempotent: find(&raw.keys, Key::Idempotent).is_some(),
    })
}

/// The trait bound would say only that the type derives no `TopObject`, which nobody can make it do.
fn check_response(raw: &RawContainer, errors: &mut Errors) {
    let Some(RawKey { value: RawValue::Type(ty), misspelt: false, .. }) = find(&raw.keys, Key::Response)
    else {
        return;
    };
    let shape = ty::shape_of(ty);
    if shape != Shape::Unknown {
        let message = format_args!(
            "an answer is an object with members, and this is {}: declare a struct with the documented response \
             parameters (响应参数)",
            shape.words()
        );
        errors.push(Diagnostic::ResponseOfNoStruct, ty, message);
    }
}

/// The gateway finds an API by its method and answers a wrong one with code 22, which names nothing in the source.
fn check_method(raw: &RawContainer, errors: &mut Errors) -> String {
    let Some(key) = find(&raw.keys, Key::Method) else {
        if !matches!(raw.data, RawData::Broken) {
            errors.push(
                Diagnostic::MethodMissing,
                &raw.ident,
                "the method of the API is missing: add `#[top(method = \"taobao.user.buyer.get\")]` with the name from \
                 the documentation",
            );
        }
        return String::new();
    };
    let RawValue::Text(text) = &key.value else { return String::new() };
    let method = text.value();
    if let Err(message) = check_method_text(&method) {
        errors.push(Diagnostic::MethodMalformed, text, message);
    }
    method
}

fn check_method_text(method: &str) -> Result<(), String> {
    let is_allowed = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-');
    if method.is_empty() {
        return Err("the method is empty: write the name of the API from the documentation".to_owned());
    }
    if let Some(char) = method.chars().find(|char| !is_allowed(char)) {
        return Err(format!(
            "the method contains {char:?}: it consists of ASCII letters, digits, `.` and `-`"
        ));
    }
    if method.split('.').any(str::is_empty) {
        return Err(
            "a part of the method is empty: remove the dot at its start or end, or one of two adjacent dots"
                .to_owned(),
        );
    }
    match method.split('.').count() {
        1 | 2 => Err(format!(
            "`{method}` is too short for a method: it has three parts or more, as `taobao.user.get` has"
        )),
        _ => Ok(()),
    }
}

fn check_session(raw: &RawContainer, errors: &mut Errors) -> Session {
    let Some(RawValue::Text(text)) = find(&raw.keys, Key::Session).map(|key| &key.value) else {
        return Session::Optional;
    };
    let written = text.value();
    let known = SESSIONS.iter().find(|(name, _)| *name == written);
    known.map_or_else(
        || {
            let names = SESSIONS.iter().map(|(name, _)| *name);
            refuse_value(Diagnostic::SessionUnknown, "session", text, names, errors);
            Session::Optional
        },
        |(_, session)| *session,
    )
}

/// Reports a value that is none of the few that a key takes.
pub(super) fn refuse_value<'a>(
    diagnostic: Diagnostic,
    key: &str,
    text: &LitStr,
    known: impl Iterator<Item = &'a str> + Clone,
    errors: &mut Errors,
) {
    let written = text.value();
    let meant = nearest(&written, known.clone());
    let meant = meant.map(|meant| format!("; did you mean `{key} = {meant:?}`?")).unwrap_or_default();
    let known = enumerate(known, "and");
    errors.push(diagnostic, text, format_args!("`{key}` knows no {written:?}{meant} (it takes {known})"));
}
