//! Checks an enum of documented codes.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Fields, Type};

use super::{find, head_of};
use crate::attr::Key;
use crate::errors::{Diagnostic, Errors, Report};
use crate::model::{Code, Codes, RawContainer, RawData, RawKey, RawValue, RawVariant};
use crate::ty;

/// Checks everything, and returns the proved enum or all errors, those of reading included.
pub(crate) fn check_codes(raw: &RawContainer, mut errors: Errors) -> Result<Codes, Vec<Report>> {
    if let (RawData::Enum(_), false) = (&raw.data, raw.generics.params.is_empty()) {
        let message = "codes are text or numbers, whatever the parameter is: remove it";
        errors.push(Diagnostic::EnumWithParameters, &raw.generics.params, message);
    }
    let other = check_other(raw, &mut errors);
    // Without the variant for other codes it is not known what a code is.
    let is_number = other.map(|(_, _, is_number)| is_number);
    let documented = raw.variants().iter().filter(|variant| !is_other(variant));
    let codes: Vec<_> =
        documented.filter_map(|variant| check_variant(variant, is_number, &mut errors)).collect();
    check_unique(&codes, &mut errors);
    let parts = errors.finish().map(|()| other)?;
    let Some((other, payload, is_number)) = parts else { return Err(Vec::new()) };
    Ok(Codes {
        head: head_of(raw, Vec::new()),
        is_number,
        documented: codes.into_iter().map(|(code, _)| code).collect(),
        other: other.ident.clone(),
        payload: payload.clone(),
    })
}

fn is_other(variant: &RawVariant) -> bool {
    find(&variant.keys, Key::Other).is_some()
}

/// Returns the variant for codes that are not documented yet, what it holds, and whether that is a number.
fn check_other<'a>(raw: &'a RawContainer, errors: &mut Errors) -> Option<(&'a RawVariant, &'a Type, bool)> {
    let mut others = raw.variants().iter().filter(|variant| is_other(variant));
    let Some(other) = others.next() else {
        report_missing_other(raw, errors);
        return None;
    };
    for second in others {
        let tokens = find(&second.keys, Key::Other).map(|key| &key.item.word);
        let message =
            format_args!("`{}` is for other codes already: remove `other` here", other.ident.unraw());
        errors.push(Diagnostic::OtherTwice, tokens, message);
    }
    if let Some(name) = find(&other.keys, Key::Name).filter(|key| !key.misspelt) {
        let message = "other codes have no documented name: remove `name`, or remove `other`";
        errors.push(Diagnostic::OtherWithName, &name.item.word, message);
    }
    check_discriminant(other, errors);
    let payload = payload_of(other);
    if payload.is_none() {
        let message = format_args!(
            "the variant for other codes holds the code as it came: write `{ident}(String)`, or `{ident}(i64)` if the \
             codes are numbers",
            ident = other.ident
        );
        errors.push(Diagnostic::OtherWithoutCode, place_of(other), message);
    }
    payload.map(|(ty, is_number)| (other, ty, is_number))
}

fn report_missing_other(raw: &RawContainer, errors: &mut Errors) {
    let RawData::Enum(variants) = &raw.data else { return };
    // Who wrote a variant that holds a code meant it to be this one.
    if let Some(meant) = variants.iter().find(|variant| payload_of(variant).is_some()) {
        let message = format_args!(
            "`{}` holds a code that is not documented: mark it, `#[top(other)]`",
            meant.ident.unraw()
        );
        errors.push(Diagnostic::OtherMissing, &meant.ident, message);
    } else {
        let message = "tomorrow there is a code that is not documented today: add `#[top(other)] Other(String)`, or \
                       `Other(i64)` if the codes are numbers";
        errors.push(Diagnostic::OtherMissing, &raw.ident, message);
    }
}

/// Returns the type of the only value that a variant holds, if that can be a code, and whether it is a number.
fn payload_of(variant: &RawVariant) -> Option<(&Type, bool)> {
    let Fields::Unnamed(fields) = &variant.fields else { return None };
    let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len()) else { return None };
    match ty::last_word(&field.ty)?.to_string().as_str() {
        "String" => Some((&field.ty, false)),
        "i64" => Some((&field.ty, true)),
        _ => None,
    }
}

fn place_of(variant: &RawVariant) -> TokenStream {
    match &variant.fields {
        Fields::Unit => variant.ident.to_token_stream(),
        fields => fields.to_token_stream(),
    }
}

/// Returns the code of a documented variant, and the tokens that give it.
fn check_variant(
    variant: &RawVariant,
    is_number: Option<bool>,
    errors: &mut Errors,
) -> Option<(Code, TokenStream)> {
    let is_meant_as_other = is_number.is_none() && payload_of(variant).is_some();
    if is_meant_as_other {
        return None;
    }
    if !matches!(variant.fields, Fields::Unit) {
        let message = format_args!(
            "a documented code holds nothing: write `{}` alone, or mark it `#[top(other)]` if it is for other codes",
            variant.ident.unraw()
        );
        errors.push(Diagnostic::VariantWithFields, place_of(variant), message);
        return None;
    }
    check_discriminant(variant, errors);
    let (code, tokens) = check_code(variant, is_number, errors)?;
    Some((Code { ident: variant.ident.clone(), text: code, docs: variant.docs.clone() }, tokens))
}

fn check_code(
    variant: &RawVariant,
    is_number: Option<bool>,
    errors: &mut Errors,
) -> Option<(String, TokenStream)> {
    let Some(key) = find(&variant.keys, Key::Name) else {
        // A discriminant was reported, with the same remedy.
        if is_number == Some(true) && variant.discriminant.is_none() {
            let message = "the code is missing: add `#[top(name = 3)]` with the documented number";
            errors.push(Diagnostic::CodeMissing, &variant.ident, message);
            return None;
        }
        return Some((variant.ident.unraw().to_string(), variant.ident.to_token_stream()));
    };
    let tokens = key.item.value_tokens();
    let code = match (&key.value, is_number) {
        (RawValue::Text(text), Some(true)) => return refuse_kind(key, &text.value(), errors),
        (RawValue::Integer(digits), Some(false)) => return refuse_kind(key, &format!("{digits:?}"), errors),
        (RawValue::Text(text), _) => text.value(),
        (RawValue::Integer(digits), _) => digits.clone(),
        _ => return None,
    };
    if code.is_empty() {
        errors.push(
            Diagnostic::CodeEmpty,
            tokens,
            "the code is empty: write the documented one, or remove the variant",
        );
        return None;
    }
    if matches!(key.value, RawValue::Text(_)) {
        return Some((code, tokens));
    }
    let Ok(number) = code.parse::<i64>() else {
        errors.push(Diagnostic::CodeTooLarge, tokens, "a `Number` has 64 bits: write the documented code");
        return None;
    };
    Some((number.to_string(), tokens))
}

fn refuse_kind<T>(key: &RawKey, remedy: &str, errors: &mut Errors) -> Option<T> {
    let (are, hold, remedy) = match &key.value {
        RawValue::Integer(_) => ("text", "a `String`", format!("write `name = {remedy}`")),
        _ if remedy.parse::<i64>().is_ok() => ("numbers", "an `i64`", format!("write `name = {remedy}`")),
        _ => ("numbers", "an `i64`", "write a number, or let that variant hold a `String`".to_owned()),
    };
    let message = format_args!("the codes are {are}, as the variant for other codes holds {hold}: {remedy}");
    errors.push(Diagnostic::CodeOfOtherKind, key.item.value_tokens(), message);
    None
}

fn check_discriminant(variant: &RawVariant, errors: &mut Errors) {
    let Some(discriminant) = &variant.discriminant else { return };
    let message = format_args!(
        "a code is no discriminant: remove `= {discriminant}` and write `#[top(name = {discriminant})]`"
    );
    errors.push(Diagnostic::VariantWithDiscriminant, discriminant, message);
}

/// Of two variants of one code, the second would never be read.
fn check_unique(codes: &[(Code, TokenStream)], errors: &mut Errors) {
    let mut seen = BTreeMap::new();
    for (code, tokens) in codes {
        if let Some(first) = seen.get(&code.text) {
            let message =
                format_args!("the code `{}` is that of the variant `{first}`: give each its own", code.text);
            errors.push(Diagnostic::CodeTaken, tokens, message);
        } else {
            seen.insert(&code.text, code.ident.unraw());
        }
    }
}
