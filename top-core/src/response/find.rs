//! Where in a body the response is, or the error.

use crate::decode::{Around, NodeKind, Tape};
use crate::descriptor::{Api, Field};

/// The members of a body that say by their names what they are.
#[derive(Default)]
pub(super) struct Named {
    pub(super) error: Option<u32>,
    pub(super) response: Option<u32>,
}

/// What a body is by how it begins.
pub(super) enum First {
    /// An error, whose members are here.
    Error(usize),
    /// The response, which is here, inside of that or alone.
    Response(usize, Around),
}

/// Finds out what a body is without parsing it, if it begins as nearly all do.
pub(super) fn find_first(body: &str, api: &Api) -> Option<First> {
    let first = body.strip_prefix("{\"")?;
    let behind = |rest: &str| body.len() - rest.len();
    if let Some(value) = first.strip_prefix("error_response\":") {
        return Some(First::Error(behind(value)));
    }
    let method = stem_of(api.method());
    if let Some((stem, rest)) = first.split_at_checked(method.len())
        && let Some(value) = rest.strip_prefix("_response\":")
        && is_stem(stem, method)
    {
        return Some(First::Response(behind(value), Around::Wrapper));
    }
    let fields = api.response().fields();
    let is_first =
        |field: &Field| first.strip_prefix(field.wire_name()).is_some_and(|rest| rest.starts_with('"'));
    let is_like_wrapper = |field: &Field| field.wire_name().ends_with("_response");
    (fields.iter().any(is_first) && !fields.iter().any(is_like_wrapper))
        .then_some(First::Response(0, Around::Nothing))
}

/// Finds the members of a body that have a name of their own: the error, and the response of `method`.
pub(super) fn find_named(tape: &Tape<'_>, method: &str) -> Named {
    let mut named = Named::default();
    for (name, value) in tape.members(0) {
        match name.strip_suffix("_response") {
            Some("error") if tape.kind(value) != NodeKind::Null => {
                named.error.get_or_insert(value);
            }
            Some(stem) if is_stem(stem, stem_of(method)) => {
                named.response.get_or_insert(value);
            }
            _ => {}
        }
    }
    named
}

/// Returns what the wrapper around the response of `method` is called after.
fn stem_of(method: &str) -> &str {
    method.strip_prefix("taobao.").unwrap_or(method)
}

/// Returns whether `stem`, in front of `_response`, is the name of the wrapper that is called after `method`, with `_` for
/// every dot.
fn is_stem(stem: &str, method: &str) -> bool {
    let pairs = stem.bytes().zip(method.bytes());
    // Without an early end, so that many bytes are compared at once.
    let is_same = |same, (left, right)| same & (left == if right == b'.' { b'_' } else { right });
    stem.len() == method.len() && pairs.fold(true, is_same)
}

/// Finds the object that holds the response where no member has its name: simplified, it is the body itself.
///
/// Nothing that the declaration knows must be missed: a body of which no member is declared is no empty success.
pub(super) fn find_unnamed(tape: &Tape<'_>, api: &Api) -> Result<u32, String> {
    if tape.kind(0) != NodeKind::Object {
        return Err(format!("expected an object, found {}", tape.kind(0).name()));
    }
    let fields = api.response().fields();
    let is_declared = |name: &str| fields.iter().any(|field| field.wire_name() == name);
    let holds_declared = |object| tape.members(object).any(|(name, _)| is_declared(name));
    // With nothing to miss, or nothing but the platform's own member, there is nothing to mistake.
    let holds_nothing_else =
        |object| fields.is_empty() || tape.members(object).all(|(name, _)| name == "request_id");
    // The root of XML is always a wrapper.
    if !tape.is_xml && (holds_declared(0) || holds_nothing_else(0)) {
        return Ok(0);
    }
    let mut members = tape.members(0);
    match (members.next(), members.next()) {
        // Another gateway's name for the wrapper.
        (Some((name, value)), None)
            if tape.kind(value) == NodeKind::Object
                && (holds_declared(value)
                    // Pages for people can be XML, too.
                    || holds_nothing_else(value) && (!tape.is_xml || name.ends_with("_response"))) =>
        {
            Ok(value)
        }
        _ => Err(format!("no member of the body belongs to the response of `{}`", api.method())),
    }
}
