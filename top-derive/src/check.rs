//! Proves what was read: whatever leaves this file can be expanded.

mod bound;
mod rules;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Generics, Ident};

use crate::attr::Key;
use crate::errors::Errors;
use crate::model::{Api, Derive, Field, Object, RawContainer, RawField, RawKey, RawValue};
use crate::ty;

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

/// Checks everything, and returns the proved struct or all errors, those of reading included.
pub(crate) fn check(raw: &RawContainer, mut errors: Errors) -> syn::Result<Object> {
    let method = check_method(raw, &mut errors);
    check_system_names(raw, &mut errors);
    check_unique_names(raw, &mut errors);
    let fields: Vec<_> =
        raw.fields.iter().filter_map(|field| check_field(field, &raw.ident, &mut errors)).collect();
    errors.finish()?;

    let api = method.map(|method| Api { method, response: response_of(raw), sorted: sorted(&fields) });
    Ok(Object {
        ident: raw.ident.clone(),
        generics: raw.generics.clone(),
        wire_parameters: wire_parameters(&raw.generics, &fields),
        krate: crate_of(raw),
        docs: raw.docs.clone(),
        skipped: raw
            .fields
            .iter()
            .filter(|field| is_skipped(field))
            .map(|field| field.ident.clone())
            .collect(),
        fields,
        api,
        allow_deprecated: raw.allow_deprecated,
    })
}

/// Checks one field, and returns it if it is on the wire.
fn check_field(field: &RawField, container: &Ident, errors: &mut Errors) -> Option<Field> {
    check_skip(field, errors);
    if is_skipped(field) {
        return None;
    }
    check_type(field, errors);
    check_recursion(field, container, errors);
    let wire_name = check_name(field, errors);
    let (rules, rules_span) = rules::check_rules(field, errors);
    let (ident, ty, docs) = (field.ident.clone(), field.ty.clone(), field.docs.clone());
    Some(Field { ident, ty, wire_name, docs, rules, rules_span })
}

/// The gateway finds an API by its method and answers a wrong one with code 22, which names nothing in the source.
fn check_method(raw: &RawContainer, errors: &mut Errors) -> Option<String> {
    if raw.derive == Derive::TopObject {
        return None;
    }
    let Some(key) = find(&raw.keys, Key::Method) else {
        if raw.is_struct {
            errors.push(
                &raw.ident,
                "the method of the API is missing: add `#[top(method = \"taobao.user.buyer.get\")]` with the name from \
                 the documentation",
            );
        }
        return Some(String::new());
    };
    let RawValue::Text(text) = &key.value else { return Some(String::new()) };
    let method = text.value();
    if let Err(message) = check_method_text(&method) {
        errors.push(text, message);
    }
    Some(method)
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

/// A parameter of that name would be sent beside the system's, and which of the two is signed is up to the gateway.
fn check_system_names(raw: &RawContainer, errors: &mut Errors) {
    if raw.derive == Derive::TopObject {
        return;
    }
    for (field, name, tokens) in names(raw).filter(|(_, name, _)| SYSTEM_PARAMETERS.contains(&name.as_str()))
    {
        let remedy = remedy_of_name(field);
        errors.push(
            tokens,
            format_args!(
                "`{name}` is a system parameter, which the SDK sends itself: {remedy}, or remove the field"
            ),
        );
    }
}

/// Of two members of one name, readers keep either.
fn check_unique_names(raw: &RawContainer, errors: &mut Errors) {
    let mut seen = BTreeMap::new();
    for (field, name, tokens) in names(raw) {
        if let Some(first) = seen.get(&name) {
            errors.push(
                tokens,
                format_args!("the wire name `{name}` is taken by the field `{first}`: give each its own"),
            );
        } else {
            seen.insert(name, field.ident.unraw());
        }
    }
}

/// A field that is not on the wire has no wire name and breaks no rule, so more keys are a misunderstanding.
fn check_skip(field: &RawField, errors: &mut Errors) {
    let Some(skip) = find(&field.keys, Key::Skip) else { return };
    let others = field.keys.iter().filter(|key| key.entry.key != Key::Skip && !key.misspelt);
    let others: Vec<_> = others.map(|key| format!("`{}`", key.entry.name)).collect();
    if !others.is_empty() && !skip.misspelt {
        errors.push(
            &skip.item.word,
            format_args!(
                "a skipped field is not on the wire: remove `skip`, or remove {}",
                others.join(", ")
            ),
        );
    }
}

/// The trait bound would say only that the type is no wire type; which one to use instead is known here.
fn check_type(field: &RawField, errors: &mut Errors) {
    if let Some((ty, remedy)) = ty::find_unsupported(&field.ty) {
        errors.push(ty, format_args!("`{}` has no wire type: {remedy}", ty.to_token_stream()));
    }
}

/// Such a value would have to hold another one without end. Without a box the compiler says so, too, but advises a box.
fn check_recursion(field: &RawField, ident: &Ident, errors: &mut Errors) {
    if ty::is_endless(&field.ty, ident) {
        errors.push(
            &field.ty,
            format_args!(
                "no `{ident}` can be built if each contains another: make the field an `Option<Box<_>>` or a `Vec<_>`"
            ),
        );
    }
}

/// Names go into forms, JSON and messages as they are.
fn check_name(field: &RawField, errors: &mut Errors) -> String {
    let Some((name, tokens)) = name_of(field) else { return String::new() };
    let is_wrong = |char: &char| !char.is_ascii_graphic() || matches!(char, '"' | '\\');
    if name.is_empty() {
        errors.push(
            tokens,
            "the wire name is empty: write the documented name, or remove `name` if it is that of the field",
        );
    } else if let Some(char) = name.chars().find(is_wrong) {
        errors.push(
            tokens,
            format_args!(
                "the wire name contains {char:?}, but it is printable ASCII without blanks, `\"` and `\\`: {}",
                remedy_of_name(field)
            ),
        );
    }
    name
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
fn names(raw: &RawContainer) -> impl Iterator<Item = (&RawField, String, TokenStream)> {
    let fields = raw.fields.iter().filter(|field| !is_skipped(field));
    fields.filter_map(|field| name_of(field).map(|(name, tokens)| (field, name, tokens)))
}

/// Returns the wire name of a field and the tokens that give it, `None` if what was given is no text.
fn name_of(field: &RawField) -> Option<(String, TokenStream)> {
    match find(&field.keys, Key::Name) {
        Some(RawKey { value: RawValue::Text(text), .. }) => Some((text.value(), text.to_token_stream())),
        Some(_) => None,
        None => Some((field.ident.unraw().to_string(), field.ident.to_token_stream())),
    }
}

fn find(keys: &[RawKey], key: Key) -> Option<&RawKey> {
    keys.iter().find(|raw| raw.entry.key == key)
}

fn is_skipped(field: &RawField) -> bool {
    find(&field.keys, Key::Skip).is_some()
}

/// Returns the path of `top-core`.
pub(crate) fn crate_of(raw: &RawContainer) -> TokenStream {
    let Some(RawValue::Path(path)) = find(&raw.keys, Key::Crate).map(|key| &key.value) else {
        return quote!(::top_core);
    };
    path.to_token_stream()
}

/// Returns the type of the answer.
pub(crate) fn response_of(raw: &RawContainer) -> TokenStream {
    let Some(RawValue::Type(ty)) = find(&raw.keys, Key::Response).map(|key| &key.value) else {
        return quote!(());
    };
    ty.to_token_stream()
}

fn sorted(fields: &[Field]) -> Vec<usize> {
    let mut sorted: Vec<_> = (0..fields.len()).collect();
    sorted.sort_by_key(|&index| fields[index].wire_name.as_bytes());
    sorted
}

fn wire_parameters(generics: &Generics, fields: &[Field]) -> Vec<Ident> {
    let parameters = generics.type_params().map(|parameter| &parameter.ident);
    parameters
        .filter(|parameter| fields.iter().any(|field| ty::mentions(&field.ty, parameter)))
        .cloned()
        .collect()
}
