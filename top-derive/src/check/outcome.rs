//! Checks by which members a response tells its outcome: that each path leads to one, as far as names can tell.

use syn::ext::IdentExt;
use syn::{LitStr, Type};

use super::names::{find_wrong, names};
use super::{find, is_skipped};
use crate::attr::{Key, nearest};
use crate::errors::{Diagnostic, Errors, Mistake};
use crate::model::{FirstStep, Outcome, OutcomePath, RawContainer, RawData, RawKey, RawValue};
use crate::ty::{self, Shape};

/// Returns the outcome that a response declares.
pub(super) fn check_outcome(raw: &RawContainer, errors: &mut Errors) -> Option<Outcome> {
    let Some(success) = find(&raw.keys, Key::Success) else {
        for key in [Key::Code, Key::Message, Key::Ok].into_iter().filter_map(|key| find(&raw.keys, key)) {
            if !key.misspelt {
                let message = format_args!(
                    "`{}` says nothing alone: add `{}` with the member that tells whether it happened",
                    key.entry.name, EXAMPLE
                );
                errors.push(Diagnostic::OutcomeWithoutSuccess, &key.item.word, message);
            }
        }
        return None;
    };
    let told = check_path(raw, success, errors);
    let [code, message] = [Key::Code, Key::Message].map(|key| check_path(raw, find(&raw.keys, key)?, errors));
    let (steps, text, ty) = told?;
    let ok = find(&raw.keys, Key::Ok);
    if let (false, [only], Some(ty)) = (success.misspelt, &steps[..], &ty) {
        check_ok(only, ty::shape_of(ty), text, ok, errors);
    }
    let ok = match ok.map(|key| &key.value) {
        Some(RawValue::Text(text)) => Some(text.value()),
        _ => None,
    };
    let [code, message] = [code, message].map(|path| path.map(|path| followed(raw, path)));
    Some(Outcome { success: followed(raw, (steps, text, ty)), ok, code, message })
}

/// The member must be able to tell success, or every call would be a failure.
fn check_ok(member: &str, shape: Shape, path: &LitStr, ok: Option<&RawKey>, errors: &mut Errors) {
    let Some(key) = ok else {
        if matches!(shape, Shape::Number(..) | Shape::Decimal | Shape::Date | Shape::Json) {
            let message = format_args!(
                "`{member}` is {}: add `ok = \"...\"` with the value that tells success",
                shape.words()
            );
            errors.push(Diagnostic::OutcomeWithoutOk, path, message);
        }
        return;
    };
    let RawValue::Text(text) = &key.value else { return };
    let ok = text.value();
    let is_written_so = |number: i64| number.to_string() == ok;
    if key.misspelt {
        return;
    }
    if shape == Shape::Boolean && !matches!(ok.as_str(), "true" | "false") {
        let message =
            format_args!("`{member}` is a boolean: write `ok = \"true\"` or `ok = \"false\"`, not {ok:?}");
        errors.push(Diagnostic::OutcomeOkNever, text, message);
    } else if matches!(shape, Shape::Number(..)) && !ok.is_empty() && !ok.parse().is_ok_and(is_written_so) {
        let message = format_args!(
            "`{member}` is a number, which is never {ok:?}: write its digits, as in `ok = \"0\"`, or make it a `String`"
        );
        errors.push(Diagnostic::OutcomeOkNever, text, message);
    }
}

/// Says what of a path is left to the compiler, which alone knows what the names of types stand for.
fn followed(raw: &RawContainer, (steps, text, ty): (Vec<String>, &LitStr, Option<Type>)) -> OutcomePath {
    let first = match ty {
        // The table of the struct itself is not there yet, and that of a parameter never.
        Some(ty) if steps.len() > 1 && !is_self_or_parameter(raw, &ty) => FirstStep::Struct(ty),
        Some(ty) if steps.len() == 1 && ty::shape_of(&ty) == Shape::Unknown => FirstStep::End(ty),
        _ => FirstStep::Settled,
    };
    OutcomePath { steps, first, span: text.span() }
}

const EXAMPLE: &str = "success = \"result.success\"";

/// Returns the steps of a path, its text, and the type of what the first step leads to.
fn check_path<'a>(
    raw: &RawContainer,
    key: &'a RawKey,
    errors: &mut Errors,
) -> Option<(Vec<String>, &'a LitStr, Option<Type>)> {
    let RawValue::Text(text) = &key.value else { return None };
    let written = text.value();
    let steps: Vec<_> = written.split('.').map(str::to_owned).collect();
    let checked = check_steps(&steps, key.entry.example).and_then(|()| match raw.data {
        RawData::Struct(_) => check_first_step(raw, &steps).map(Some),
        _ => Ok(None),
    });
    match checked {
        Ok(ty) => Some((steps, text, ty)),
        Err(mistake) => {
            if !key.misspelt {
                errors.push_mistake(text, mistake);
            }
            None
        }
    }
}

fn check_steps(steps: &[String], example: &str) -> Result<(), Mistake> {
    let malformed = |what: String| {
        (
            Diagnostic::OutcomePathMalformed,
            format!("{what}: write wire names with dots between, such as `{example}`"),
        )
    };
    if steps.iter().any(String::is_empty) {
        return Err(malformed("a step of the path is empty".to_owned()));
    }
    match steps.iter().find_map(|step| find_wrong(step)) {
        Some(char) => Err(malformed(format!("the path contains {char:?}"))),
        None => Ok(()),
    }
}

fn check_first_step(raw: &RawContainer, steps: &[String]) -> Result<Type, Mistake> {
    let first = &steps[0];
    let Some((field, ..)) = names(raw).find(|(_, name, _)| name == first) else {
        return Err((Diagnostic::OutcomeWithoutMember, missing(raw, first)));
    };
    let shape = ty::shape_of(&field.ty);
    if steps.len() == 1 {
        if matches!(shape, Shape::List | Shape::Map) {
            let message = format!(
                "`{first}` is {}: the path has to lead to text, a number or a boolean",
                shape.words()
            );
            return Err((Diagnostic::OutcomeOfContainer, message));
        }
    } else if shape != Shape::Unknown {
        let message =
            format!("`{first}` is {}, which has no member `{}`: end the path here", shape.words(), steps[1]);
        return Err((Diagnostic::OutcomeIntoScalar, message));
    }
    Ok(ty::inside(&field.ty).clone())
}

fn missing(raw: &RawContainer, first: &str) -> String {
    let by_rust_name = raw.fields().iter().find(|field| field.rust_name == first);
    if by_rust_name.is_some_and(is_skipped) {
        return format!(
            "the field `{first}` is skipped and not on the wire: name another, or remove its `skip`"
        );
    }
    let names: Vec<_> = names(raw).map(|(field, name, _)| (&field.rust_name, name)).collect();
    if let Some((_, name)) = names.iter().find(|(rust_name, _)| *rust_name == first) {
        return format!(
            "the path consists of wire names, and that of the field `{first}` is `{name}`: write that"
        );
    }
    let meant = nearest(first, names.iter().map(|(_, name)| name.as_str()));
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    format!("`{}` has no member `{first}`{meant}", raw.ident.unraw())
}

/// Returns whether `ty` is the struct itself or one of its type parameters.
fn is_self_or_parameter(raw: &RawContainer, ty: &Type) -> bool {
    ty::last_word(ty).is_none_or(|word| {
        word == "Self"
            || *word == raw.ident
            || raw.generics.type_params().any(|parameter| parameter.ident == *word)
    })
}
