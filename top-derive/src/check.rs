//! Proves what was read: whatever leaves this folder can be expanded.

mod method;
mod names;
mod field;
mod rules;
mod bound;
mod outcome;
mod codes;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Path};

pub(crate) use self::codes::check_codes;
use crate::attr::Key;
use crate::errors::{Errors, Report};
use crate::model::{Api, Field, Head, Object, RawContainer, RawField, RawKey, RawValue};
use crate::ty;

/// Checks everything, and returns the proved struct or all errors, those of reading included.
pub(crate) fn check_object(raw: &RawContainer, mut errors: Errors) -> Result<Object, Vec<Report>> {
    let api = method::check_api(raw, &mut errors);
    names::check_system_names(raw, &mut errors);
    names::check_unique_names(raw, &mut errors);
    let outcome = outcome::check_outcome(raw, &mut errors);
    let fields: Vec<_> = raw
        .fields()
        .iter()
        .filter_map(|field| field::check_field(field, &raw.ident, raw.derive, &mut errors))
        .collect();
    errors.finish()?;

    let skipped = raw.fields().iter().filter(|field| is_skipped(field));
    Ok(Object {
        head: head_of(raw, wire_parameters(raw, &fields)),
        skipped: skipped.map(|field| field.ident.clone()).collect(),
        api: api.map(|api| Api { sorted: sorted(&fields), ..api }),
        outcome,
        custom: custom_of(&raw.keys),
        has_builder: find(&raw.keys, Key::Builder).is_some(),
        has_debug: has_debug(raw),
        fields,
    })
}

fn head_of(raw: &RawContainer, wire_parameters: Vec<Ident>) -> Head {
    Head {
        vis: raw.vis.clone(),
        ident: raw.ident.clone(),
        generics: raw.generics.clone(),
        wire_parameters,
        krate: crate_of(raw),
        docs: raw.docs.clone(),
        allow_deprecated: raw.allow_deprecated,
    }
}

fn find(keys: &[RawKey], key: Key) -> Option<&RawKey> {
    keys.iter().find(|raw| raw.entry.key == key)
}

fn is_skipped(field: &RawField) -> bool {
    find(&field.keys, Key::Skip).is_some()
}

fn custom_of(keys: &[RawKey]) -> Option<Path> {
    match &find(keys, Key::Custom)?.value {
        RawValue::Path(path) => Some(path.clone()),
        _ => None,
    }
}

/// Returns the path of `top-core`.
pub(crate) fn crate_of(raw: &RawContainer) -> TokenStream {
    let Some(RawValue::Path(path)) = find(&raw.keys, Key::Crate).map(|key| &key.value) else {
        return quote!(::top_core);
    };
    path.to_token_stream()
}

/// Returns the type of the answer, the empty one if what was given can be none.
pub(crate) fn response_of(raw: &RawContainer) -> TokenStream {
    match find(&raw.keys, Key::Response).map(|key| &key.value) {
        Some(RawValue::Type(ty)) if ty::shape_of(ty) == ty::Shape::Unknown => ty.to_token_stream(),
        _ => quote!(()),
    }
}

/// Returns whether the struct's `Debug` is asked for.
pub(crate) fn has_debug(raw: &RawContainer) -> bool {
    find(&raw.keys, Key::Debug).is_some()
}

/// Returns whether the struct says what became of a call.
pub(crate) fn has_outcome(raw: &RawContainer) -> bool {
    find(&raw.keys, Key::Success).is_some()
}

fn sorted(fields: &[Field]) -> Vec<usize> {
    let mut sorted: Vec<_> = (0..fields.len()).collect();
    sorted.sort_by_key(|&index| fields[index].wire_name.as_bytes());
    sorted
}

fn wire_parameters(raw: &RawContainer, fields: &[Field]) -> Vec<Ident> {
    let parameters = raw.generics.type_params().map(|parameter| &parameter.ident);
    parameters
        .filter(|parameter| fields.iter().any(|field| ty::mentions(&field.ty, parameter)))
        .cloned()
        .collect()
}
