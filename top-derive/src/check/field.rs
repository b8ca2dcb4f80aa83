//! Checks one field: its type, and what is said about it.

use quote::ToTokens;
use syn::Ident;

use super::method::refuse_value;
use super::rules::{check_items, check_rules};
use super::{custom_of, find, is_skipped, names};
use crate::attr::Key;
use crate::errors::{Diagnostic, Errors};
use crate::model::{Derive, Field, Form, RawField, RawKey, RawValue};
use crate::ty::{self, Shape};

/// Checks one field, and returns it if it is on the wire.
pub(super) fn check_field(
    field: &RawField,
    container: &Ident,
    derive: Derive,
    errors: &mut Errors,
) -> Option<Field> {
    check_skip(field, errors);
    if is_skipped(field) {
        return None;
    }
    let is_known = ty::is_known(&field.ty);
    // What the language and its library have is nothing that is wrong, but in each other.
    if !is_known || ty::is_nested(&field.ty) {
        check_type(field, is_known, derive, errors);
        check_recursion(field, container, errors);
    }
    let wire_name = names::check_name(field, errors);
    let rules = check_rules(&field.keys, &field.ty, "this field", errors);
    let items = check_items(field, errors);
    let form = check_json(field, derive, errors).or_else(|| check_list(field, derive, errors));
    let example = match find(&field.keys, Key::Example).map(|key| &key.value) {
        Some(RawValue::Example(text)) => Some(text.clone()),
        _ => None,
    };
    Some(Field {
        ident: field.ident.clone(),
        rust_name: field.rust_name.clone(),
        ty: field.ty.clone(),
        is_known,
        is_required: ty::optional(&field.ty).is_none(),
        wire_name,
        docs: field.docs.clone(),
        example,
        rules,
        items,
        custom: custom_of(&field.keys),
        form,
        is_secret: find(&field.keys, Key::Secret).is_some(),
        deprecated: field.deprecated.clone(),
    })
}

/// A field that is not on the wire has no wire name and breaks no rule, so more keys are a misunderstanding.
fn check_skip(field: &RawField, errors: &mut Errors) {
    let Some(skip) = find(&field.keys, Key::Skip) else { return };
    let others = field.keys.iter().filter(|key| key.entry.key != Key::Skip && !key.misspelt);
    let others: Vec<_> = others.map(|key| format!("`{}`", key.entry.name)).collect();
    if !others.is_empty() && !skip.misspelt {
        errors.push(
            Diagnostic::SkipWithMore,
            &skip.item.word,
            format_args!(
                "a skipped field is not on the wire: remove `skip`, or remove {}",
                others.join(", ")
            ),
        );
    }
}

/// The trait bound would say only that the type is no wire type; which one to use instead is known here.
fn check_type(field: &RawField, is_known: bool, derive: Derive, errors: &mut Errors) {
    // What the language and its library have is no such type.
    let unknown = Some(&field.ty).filter(|_| !is_known);
    if let Some((ty, remedy)) = unknown.and_then(ty::find_unsupported) {
        let message = format_args!("`{}` has no wire type: {remedy}", ty.to_token_stream());
        errors.push(Diagnostic::TypeWithoutWire, ty, message);
    }
    if let Some(ty) = ty::find_nested_option(&field.ty) {
        let message = "a value is there or not, which one `Option` says: remove the other";
        errors.push(Diagnostic::OptionOfOption, ty, message);
    }
    let is_request = derive == Derive::TopApi;
    if let Some(ty) = unknown.and_then(|ty| ty::find_file(ty, !is_request)) {
        let message = if is_request {
            "a file is a parameter of its own, never in a list or a map: declare one field for each file"
        } else {
            "a file is a parameter of a request, never inside a struct: move it to the struct that derives `TopApi`; an \
             answer has no file, so that its `byte[]` is a `String`, which holds what the platform sends (a struct of \
             yours needs another name than `File`)"
        };
        errors.push(Diagnostic::FileBelowTop, ty, message);
    }
    if let Some(element) = ty::element_of(&field.ty).filter(|ty| is_request && ty::element_of(ty).is_some()) {
        let message = "no parameter is documented as a list of lists: declare a struct around the inner list, or use \
                       `Json`";
        errors.push(Diagnostic::ListOfLists, element, message);
    }
}

/// Such a value would have to hold another one without end. Without a box the compiler says so, too, but advises a box.
fn check_recursion(field: &RawField, ident: &Ident, errors: &mut Errors) {
    if ty::is_endless(&field.ty, ident) {
        errors.push(
            Diagnostic::TypeEndless,
            &field.ty,
            format_args!(
                "no `{ident}` can be built if each contains another: make the field an `Option<Box<_>>` or a `Vec<_>`"
            ),
        );
    }
}

/// Text of JSON inside of JSON is for what would be embedded; as a parameter it is text in any case.
fn check_json(field: &RawField, derive: Derive, errors: &mut Errors) -> Option<Form> {
    let key = written(field, Key::Json)?;
    let shape = ty::shape_of(&field.ty);
    if shape.is_scalar() {
        let message = format_args!(
            "`json` writes a struct, a list or a map as text, and this field is {}: remove it",
            shape.words()
        );
        errors.push(Diagnostic::JsonOfScalar, &key.item.word, message);
    } else if derive == Derive::TopApi {
        let message = if shape == Shape::List {
            "a parameter is text already: write `list = \"json\"` for a JSON array instead of text with commas, or \
             remove `json`"
        } else {
            "a parameter is text already, and what is no scalar is written as JSON: remove `json`"
        };
        errors.push(Diagnostic::JsonOfParameter, &key.item.word, message);
    }
    Some(Form::JsonText(key.item.word.span()))
}

fn check_list(field: &RawField, derive: Derive, errors: &mut Errors) -> Option<Form> {
    let key = written(field, Key::List)?;
    let shape = ty::shape_of(&field.ty);
    let mut refuse = |diagnostic, message: &str| errors.push(diagnostic, &key.item.word, message);
    if derive != Derive::TopApi {
        refuse(
            Diagnostic::ListInObject,
            "`list` is about the parameters of a request: inside a struct a list is a JSON array, remove it",
        );
        return None;
    }
    if !matches!(shape, Shape::List | Shape::Unknown) {
        refuse(
            Diagnostic::ListOfNoList,
            &format!(
                "`list` is for lists, and this field is {}: make it a `Vec<_>`, or remove it",
                shape.words()
            ),
        );
        return None;
    }
    let RawValue::Text(text) = &key.value else { return None };
    let element = ty::element_of(&field.ty).map_or(Shape::Unknown, ty::shape_of);
    match text.value().as_str() {
        "json" => return Some(Form::JsonList(key.item.word.span())),
        "comma" if !element.is_scalar() && element != Shape::Unknown => errors.push(
            Diagnostic::ListOfJson,
            text,
            format_args!(
                "only scalars are joined by commas, and each element is {}: remove `list`, as JSON is the default",
                element.words()
            ),
        ),
        // What the name of an element stands for is known to the compiler alone.
        "comma" if element == Shape::Unknown => return Some(Form::CommaList(key.item.word.span())),
        "comma" => {}
        _ => refuse_value(Diagnostic::ListFormUnknown, "list", text, ["comma", "json"].into_iter(), errors),
    }
    None
}

/// Returns a key that was really written, not guessed.
fn written(field: &RawField, key: Key) -> Option<&RawKey> {
    find(&field.keys, key).filter(|key| !key.misspelt)
}
