//! Flattening: how typed values become the text of parameters.
//!
//! At the top level a value becomes plain text: numbers as digits, dates in GMT+8, lists of scalars joined by commas.
//! Structs, maps and lists of structs become JSON text, written once: that text is signed and sent.

use crate::descriptor::Field;
use crate::value::{Borrower, List, Object, Value};
use crate::wire::DateTime;

/// Appends the text of a parameter; an absent value is empty.
pub(crate) fn write_parameter(field: &Field, value: Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::List(_) if field.is_json_list() => write_json(value, Lists::Plain, out),
        value => write_text(value, out),
    }
}

/// Returns the text that a value has as a parameter.
pub(crate) fn text(value: Value<'_>) -> String {
    let mut text = Vec::new();
    write_text(value, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

fn write_text(value: Value<'_>, out: &mut Vec<u8>) {
    match value {
        // A file is no text: it travels beside the parameters.
        Value::Absent | Value::File(_) => {}
        Value::String(text) => out.extend_from_slice(text.as_bytes()),
        Value::Number(number) => write_number(number, out),
        Value::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Value::Date(date) => out.extend_from_slice(&date.text()),
        Value::Decimal(decimal) => out.extend_from_slice(decimal.as_str().as_bytes()),
        Value::Json(json) => out.extend_from_slice(json.as_str().as_bytes()),
        Value::List(list) if list.element_type().is_scalar() => {
            for index in 0..list.count() {
                if index > 0 {
                    out.push(b',');
                }
                write_text(list.element(index), out);
            }
        }
        Value::Object(_) | Value::List(_) | Value::Map(_) => write_json(value, Lists::Plain, out),
    }
}

/// How lists are written inside JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lists {
    /// As arrays: every request, and answers with `simplify=true`.
    Plain,
    /// Wrapped into an object under the name of the element's type: answers without `simplify`.
    #[cfg(feature = "sandbox")]
    Wrapped,
}

/// Appends a value as JSON, without blanks.
///
/// Absent members of a struct are left out; in lists and maps they are `null`.
pub(crate) fn write_json(value: Value<'_>, lists: Lists, out: &mut Vec<u8>) {
    match value {
        // There is no place for a file inside JSON, and no declaration that puts one there compiles.
        Value::Absent | Value::File(_) => out.extend_from_slice(b"null"),
        Value::String(text) => write_json_string(text, out),
        Value::Number(number) => write_number(number, out),
        Value::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Value::Date(date) => write_quoted_date(date, out),
        Value::Decimal(decimal) => {
            out.push(b'"');
            out.extend_from_slice(decimal.as_str().as_bytes());
            out.push(b'"');
        }
        Value::Json(json) => out.extend_from_slice(json.as_str().as_bytes()),
        Value::Object(object) => {
            out.push(b'{');
            write_members(object, lists, true, out);
            out.push(b'}');
        }
        Value::List(list) => write_list(list, lists, out),
        Value::Map(map) => {
            out.push(b'{');
            let mut is_first = true;
            map.for_each(&mut |name, value| {
                if !std::mem::take(&mut is_first) {
                    out.push(b',');
                }
                write_json_string(name, out);
                out.push(b':');
                write_json(value, lists, out);
            });
            out.push(b'}');
        }
    }
}

/// Appends the members of a struct, without the braces; returns whether the next one would be the first.
pub(crate) fn write_members(
    object: &dyn Object,
    lists: Lists,
    mut is_first: bool,
    out: &mut Vec<u8>,
) -> bool {
    object.lend(&mut Borrower::new(&mut |lent| {
        for (field, value) in lent.members() {
            if matches!(value, Value::Absent) {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                out.push(b',');
            }
            // A wire name needs no escapes: its descriptor would not have compiled.
            out.push(b'"');
            out.extend_from_slice(field.wire_name().as_bytes());
            out.extend_from_slice(b"\":");
            if field.is_json_text() {
                let mut text = Vec::new();
                write_json(value, Lists::Plain, &mut text);
                write_json_string(std::str::from_utf8(&text).unwrap_or_default(), out);
            } else {
                write_json(value, lists, out);
            }
        }
    }));
    is_first
}

fn write_list(list: &dyn List, lists: Lists, out: &mut Vec<u8>) {
    #[cfg(feature = "sandbox")]
    if lists == Lists::Wrapped {
        out.extend_from_slice(b"{\"");
        out.extend_from_slice(element_name(list.element_type()).as_bytes());
        out.extend_from_slice(b"\":");
        write_elements(list, lists, out);
        out.push(b'}');
        return;
    }
    write_elements(list, lists, out);
}

fn write_elements(list: &dyn List, lists: Lists, out: &mut Vec<u8>) {
    out.push(b'[');
    for index in 0..list.count() {
        if index > 0 {
            out.push(b',');
        }
        write_json(list.element(index), lists, out);
    }
    out.push(b']');
}

/// Returns the name under which the gateway wraps a list: that of a scalar's type, or the struct's name with `_` before
/// every capital and without trailing digits (`ServiceFeeDTO` → `service_fee_d_t_o`).
#[cfg(feature = "sandbox")]
pub(crate) fn element_name(ty: crate::descriptor::Type) -> String {
    use crate::descriptor::Type;

    match ty.required() {
        Type::Number { .. } => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Enum(codes) if codes.is_number() => "number".to_owned(),
        Type::String | Type::Enum(_) => "string".to_owned(),
        Type::Decimal => "price".to_owned(),
        Type::Object(descriptor) => {
            let mut name = String::new();
            for character in descriptor().name().trim_end_matches(|last: char| last.is_ascii_digit()).chars()
            {
                if character.is_ascii_uppercase() && !name.is_empty() {
                    name.push('_');
                }
                name.push(character.to_ascii_lowercase());
            }
            name
        }
        _ => "json".to_owned(),
    }
}

/// Appends a JSON string, quotes included.
pub(crate) fn write_json_string(text: &str, out: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        // Nothing to escape, as nearly always.
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // Writing text to memory cannot fail.
        let _ = serde_json::to_writer(out, text);
    }
}

fn write_number(number: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn write_quoted_date(date: DateTime, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(&date.text());
    out.push(b'"');
}
