//! Checks the wire names of fields.

use std::collections::BTreeMap;

use quote::ToTokens;

use super::{find, is_skipped};
use crate::attr::Key;
use crate::errors::{Diagnostic, Errors};
use crate::model::{Derive, RawContainer, RawField, RawKey, RawValue};

/// What the SDK sends with every call; the documents give no parameter of an API such a name.
const SYSTEM_PARAMETERS: [&str; 11] = [
    "app_key",
    "format",
    "method",
    "partner_id",
    "session",
    "sign",
    "sign_method",
    "simplify",
    "target_app_key",
    "timestamp",
    "v",
];

/// A parameter of that name would be sent beside the system's, and which of the two is signed is up to the gateway.
pub(super) fn check_system_names(raw: &RawContainer, errors: &mut Errors) {
    if raw.derive != Derive::TopApi {
        return;
    }
    for (field, name, tokens) in names(raw).filter(|(_, name, _)| SYSTEM_PARAMETERS.contains(&name.as_str()))
    {
        let remedy = remedy_of_name(field);
        errors.push(
            Diagnostic::WireNameOfSystem,
            tokens,
            format_args!(
                "`{name}` is a system parameter, which the SDK sends itself: {remedy}, or remove the field"
            ),
        );
    }
}

/// Of two members of one name, readers keep either.
pub(super) fn check_unique_names(raw: &RawContainer, errors: &mut Errors) {
    let mut seen = BTreeMap::new();
    for (field, name, tokens) in names(raw) {
        if let Some(first) = seen.get(&name) {
            errors.push(
                Diagnostic::WireNameTaken,
                tokens,
                format_args!("the wire name `{name}` is taken by the field `{first}`: give each its own"),
            );
        } else {
            seen.insert(name, &field.rust_name);
        }
    }
}

/// Names go into forms, JSON and messages as they are.
pub(super) fn check_name(field: &RawField, errors: &mut Errors) -> String {
    let Some((name, tokens)) = name_of(field) else { return String::new() };
    // A name that Rust takes and that is ASCII is a name for the wire.
    if name == field.rust_name && name.is_ascii() {
        return name;
    }
    if name.is_empty() {
        errors.push(
            Diagnostic::WireNameMalformed,
            tokens,
            "the wire name is empty: write the documented name, or remove `name` if it is that of the field",
        );
    } else if let Some(char) = find_wrong(&name) {
        errors.push(
            Diagnostic::WireNameMalformed,
            tokens,
            format_args!(
                "the wire name contains {char:?}, but it is printable ASCII without blanks, `\"` and `\\`: {}",
                remedy_of_name(field)
            ),
        );
    }
    name
}

/// Returns what cannot be in a wire name.
pub(super) fn find_wrong(name: &str) -> Option<char> {
    name.chars().find(|char| !char.is_ascii_graphic() || matches!(char, '"' | '\\'))
}

fn remedy_of_name(field: &RawField) -> &'static str {
    let is_given = find(&field.keys, Key::Name).is_some();
    if is_given {
        "write the documented name"
    } else {
        "give the documented name by `#[top(name = \"...\")]`"
    }
}

/// Returns the fields on the wire with their names and the tokens that give them.
pub(super) fn names(raw: &RawContainer) -> impl Iterator<Item = (&RawField, String, &dyn ToTokens)> {
    let fields = raw.fields().iter().filter(|field| !is_skipped(field));
    fields.filter_map(|field| name_of(field).map(|(name, tokens)| (field, name, tokens)))
}

/// Returns the wire name of a field and the tokens that give it, `None` if what was given is no text.
fn name_of(field: &RawField) -> Option<(String, &dyn ToTokens)> {
    match find(&field.keys, Key::Name) {
        Some(RawKey { value: RawValue::Text(text), .. }) => Some((text.value(), text)),
        Some(_) => None,
        None => Some((field.rust_name.clone(), &field.ident)),
    }
}
