//! Documents within an answer of the site that they come from, such as `{"success": true, "data": {…}}`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// How many envelopes may lie in each other.
const MAX_ENVELOPES: usize = 8;

/// What is wrong with an object that holds no document.
pub(super) const NO_NAME: &str = "there is no `name` in this, and nothing that holds a document: copy the whole document, in which \
                       `name`, `requestParams` and `responseParams` stand beside each other";

/// What tells a document from other objects.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Probe {
    name: Option<IgnoredAny>,
    request_params: Option<IgnoredAny>,
    response_params: Option<IgnoredAny>,
}

impl Probe {
    fn is_document(&self) -> bool {
        self.name.is_some() && self.has_parameters()
    }

    fn has_parameters(&self) -> bool {
        self.request_params.is_some() || self.response_params.is_some()
    }
}

/// Returns the part of `text`, an object without `name`, that holds documents: an object or an array.
///
/// # Errors
///
/// Returns what is missing if there is no such part, or several may be meant.
pub(super) fn open(text: &str) -> Result<&str, String> {
    let mut envelope = text;
    for _ in 0..MAX_ENVELOPES {
        let probe = serde_json::from_str::<Probe>(envelope);
        if probe.as_ref().is_ok_and(Probe::has_parameters) {
            return Err("there is no `name` in this document: add the name of the method".to_owned());
        }
        envelope = only_part(envelope)?;
        if envelope.starts_with('[') || probe_of(envelope).is_some_and(|probe| probe.name.is_some()) {
            return Ok(envelope);
        }
    }
    Err(NO_NAME.to_owned())
}

fn only_part(envelope: &str) -> Result<&str, String> {
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(envelope).unwrap_or_default();
    let mut parts: Vec<_> = members.into_iter().map(|(key, value)| (key, value.get())).collect();
    parts.retain(|(_, part)| is_part(part));
    if parts.len() > 1 {
        parts.retain(|(_, part)| probe_of(part).is_some_and(|probe| probe.is_document()));
    }
    match parts.as_slice() {
        [] => Err(NO_NAME.to_owned()),
        [(_, part)] => Ok(part),
        [(first, _), (second, _), ..] => Err(format!(
            "both `{first}` and `{second}` hold a document here: keep one, or put them into an array"
        )),
    }
}

/// Returns whether a value is an object or an array that holds objects.
fn is_part(value: &str) -> bool {
    match value.strip_prefix('[') {
        Some(elements) => elements.trim_start().starts_with('{'),
        None => value.starts_with('{'),
    }
}

/// Probes an object, or the first element of an array.
fn probe_of(value: &str) -> Option<Probe> {
    let first = value.strip_prefix('[').unwrap_or(value);
    serde_json::Deserializer::from_str(first).into_iter().next()?.ok()
}
