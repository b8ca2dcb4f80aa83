//! How the gateway writes: in JSON, simplified JSON or XML, and compressed if that is accepted.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, Response, header};

use super::gateway::Answer;
use super::xml;
use crate::error::ApiError;
use crate::flatten::{Lists, write_json_string, write_members};
use crate::value::{Object, Value};

/// How the answer to a call is written.
pub(super) struct Form<'a> {
    /// The name of the element or member around a response.
    root: String,
    request_id: &'a str,
    syntax: Syntax,
    accepts_gzip: bool,
    pub(super) has_session: bool,
    /// Whether the handler was asked.
    pub(super) was_executed: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Json(Lists),
    Xml,
}

impl<'a> Form<'a> {
    /// Reads from a call how it is to be answered: in XML unless JSON is asked for.
    pub(super) fn of(
        parameters: &BTreeMap<String, String>,
        request_id: &'a str,
        headers: &HeaderMap,
    ) -> Self {
        let parameter = |name| parameters.get(name).map(|value| value.trim()).unwrap_or_default();
        let syntax = match (parameter("format"), parameter("simplify")) {
            ("json", "true" | "1") => Syntax::Json(Lists::Plain),
            ("json", _) => Syntax::Json(Lists::Wrapped),
            _ => Syntax::Xml,
        };
        let method = parameter("method");
        let root = method.strip_prefix("taobao.").unwrap_or(method).replace('.', "_") + "_response";
        Self {
            root,
            request_id,
            syntax,
            accepts_gzip: accepts_gzip(headers),
            has_session: !parameter("session").is_empty(),
            was_executed: Cell::new(false),
        }
    }
}

/// Returns whether gzip is among the codings that a client takes.
fn accepts_gzip(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let is_refused = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()) == Some(0.0);
        name.trim().eq_ignore_ascii_case("gzip") && !is_refused
    })
}

/// Answers with a response.
pub(super) fn write_response(response: &dyn Object, form: &Form<'_>) -> Answer {
    let fields = response.descriptor().fields();
    let own = fields.iter().position(|field| field.wire_name() == "request_id");
    let has_own = own.is_some_and(|index| !matches!(response.field(index), Value::Absent));
    let request_id = (!has_own).then_some(form.request_id);
    let body = match form.syntax {
        Syntax::Json(lists) => json_response(response, lists, &form.root, request_id),
        Syntax::Xml => xml::response(response, &form.root, request_id),
    };
    finish(body, form)
}

fn json_response(response: &dyn Object, lists: Lists, root: &str, request_id: Option<&str>) -> Vec<u8> {
    let mut body = Vec::new();
    body.push(b'{');
    if lists == Lists::Wrapped {
        write_json_string(root, &mut body);
        body.extend_from_slice(b":{");
    }
    let is_empty = write_members(response, lists, true, &mut body);
    if let Some(request_id) = request_id {
        write_text_member("request_id", request_id, is_empty, &mut body);
    }
    body.extend_from_slice(if lists == Lists::Wrapped { b"}}" } else { b"}" });
    body
}

/// Answers with an error of the platform.
pub(super) fn write_error(error: &ApiError, form: &Form<'_>) -> Answer {
    let request_id = error.request_id().unwrap_or(form.request_id);
    let texts = [
        ("msg", Some(error.msg())),
        ("sub_code", error.sub_code()),
        ("sub_msg", error.sub_msg()),
        ("request_id", Some(request_id)),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name, text?)));
    let body = match form.syntax {
        Syntax::Json(_) => {
            let mut body = format!(r#"{{"error_response":{{"code":{}"#, error.code()).into_bytes();
            for (name, text) in texts {
                write_text_member(name, text, false, &mut body);
            }
            body.extend_from_slice(b"}}");
            body
        }
        Syntax::Xml => xml::error(error.code(), texts),
    };
    finish(body, form)
}

fn write_text_member(name: &str, text: &str, is_first: bool, body: &mut Vec<u8>) {
    if !is_first {
        body.push(b',');
    }
    write_json_string(name, body);
    body.push(b':');
    write_json_string(text, body);
}

fn finish(body: Vec<u8>, form: &Form<'_>) -> Answer {
    // What the production gateway sends for JSON; it is not `application/json`.
    let content_type = match form.syntax {
        Syntax::Json(_) => HeaderValue::from_static("text/javascript;charset=UTF-8"),
        Syntax::Xml => HeaderValue::from_static("text/xml;charset=UTF-8"),
    };
    let packed = if form.accepts_gzip { gzip(&body).ok() } else { None };
    let is_packed = packed.is_some();
    let mut answer = Response::new(Bytes::from(packed.unwrap_or(body)));
    answer.headers_mut().insert(header::CONTENT_TYPE, content_type);
    if is_packed {
        answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}

fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}
