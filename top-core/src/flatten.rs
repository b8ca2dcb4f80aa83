//! Flattening: how typed values become the text of parameters.
//!
//! At the top level a value becomes plain text: numbers as digits, dates in GMT+8, lists of scalars joined by commas.
//! Structs, maps and lists of structs become JSON text, written once: that text is signed and sent.

use crate::descriptor::Field;
use crate::form::is_plain;
use crate::value::{Borrower, List, Object, Value};
use crate::wire::DateTime;

/// Where values are written: as text alone, or as a form, too.
pub(crate) trait Sink {
    /// Appends text whose form is known.
    fn known(&mut self, text: &[u8], form: &[u8]);

    /// Appends what `write` appends to the text, and its form.
    fn written(&mut self, write: impl FnOnce(&mut Vec<u8>));

    /// Appends text that needs no escape in a form.
    #[inline]
    fn plain(&mut self, text: &[u8]) {
        self.known(text, text);
    }

    /// Appends text of which nothing is known.
    fn any(&mut self, text: &[u8]);
}

impl Sink for Vec<u8> {
    #[inline]
    fn known(&mut self, text: &[u8], _: &[u8]) {
        self.extend_from_slice(text);
    }

    #[inline]
    fn written(&mut self, write: impl FnOnce(&mut Self)) {
        write(self);
    }

    #[inline]
    fn any(&mut self, text: &[u8]) {
        self.extend_from_slice(text);
    }
}

/// Appends the text of a parameter; an absent value is empty.
pub(crate) fn write_parameter(field: &Field, value: &Value<'_>, out: &mut impl Sink) {
    match *value {
        Value::List(_) if field.is_json_list() => write_json(value, Lists::Plain, out),
        _ => write_text(value, out),
    }
}

/// Returns the text that a value has as a parameter.
pub(crate) fn text(value: &Value<'_>) -> String {
    let mut text = Vec::new();
    write_text(value, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

fn write_text(value: &Value<'_>, out: &mut impl Sink) {
    match *value {
        // A file is no text: it travels beside the parameters.
        Value::Absent | Value::File(_) => {}
        Value::String(text) => out.any(text.as_bytes()),
        Value::Number(number) => write_number(number, out),
        Value::Boolean(value) => write_boolean(value, out),
        Value::Date(date) => write_date(date, out),
        Value::Decimal(decimal) => out.any(decimal.as_str().as_bytes()),
        Value::Json(json) => out.any(json.as_str().as_bytes()),
        Value::List(list) if list.element_type().is_scalar() => {
            for index in 0..list.count() {
                if index > 0 {
                    out.known(b",", b"%2C");
                }
                write_text(&list.element(index), out);
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
pub(crate) fn write_json<S: Sink>(value: &Value<'_>, lists: Lists, out: &mut S) {
    match *value {
        // There is no place for a file inside JSON, and no declaration that puts one there compiles.
        Value::Absent | Value::File(_) => out.plain(b"null"),
        Value::String(text) => write_json_string(text, out),
        Value::Number(number) => write_number(number, out),
        Value::Boolean(value) => write_boolean(value, out),
        Value::Date(date) => write_quoted_date(date, out),
        Value::Decimal(decimal) => {
            out.known(b"\"", b"%22");
            out.any(decimal.as_str().as_bytes());
            out.known(b"\"", b"%22");
        }
        Value::Json(json) => out.any(json.as_str().as_bytes()),
        Value::Object(object) => {
            out.known(b"{", b"%7B");
            write_members(object, lists, true, out);
            out.known(b"}", b"%7D");
        }
        Value::List(list) => write_list(list, lists, out),
        Value::Map(map) => {
            out.known(b"{", b"%7B");
            let mut is_first = true;
            map.for_each(&mut |name, value| {
                if !std::mem::take(&mut is_first) {
                    out.known(b",", b"%2C");
                }
                write_json_string(name, out);
                out.known(b":", b"%3A");
                write_json(&value, lists, out);
            });
            out.known(b"}", b"%7D");
        }
    }
}

/// Appends the members of a struct, without the braces; returns whether the next one would be the first.
pub(crate) fn write_members(
    object: &dyn Object,
    lists: Lists,
    mut is_first: bool,
    out: &mut impl Sink,
) -> bool {
    object.lend(&mut Borrower::new(&mut |lent| {
        for (field, lent) in lent.fields() {
            let value = &lent.borrow();
            if matches!(value, Value::Absent) {
                continue;
            }
            if std::mem::take(&mut is_first) {
                out.known(b"\"", b"%22");
            } else {
                out.known(b",\"", b"%2C%22");
            }
            // A wire name needs no escapes in JSON: its descriptor would not have compiled.
            out.any(field.wire_name().as_bytes());
            out.known(b"\":", b"%22%3A");
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

fn write_list(list: &dyn List, lists: Lists, out: &mut impl Sink) {
    #[cfg(feature = "sandbox")]
    if lists == Lists::Wrapped {
        out.known(b"{\"", b"%7B%22");
        out.any(element_name(list.element_type()).as_bytes());
        out.known(b"\":", b"%22%3A");
        write_elements(list, lists, out);
        out.known(b"}", b"%7D");
        return;
    }
    write_elements(list, lists, out);
}

fn write_elements(list: &dyn List, lists: Lists, out: &mut impl Sink) {
    out.known(b"[", b"%5B");
    for index in 0..list.count() {
        if index > 0 {
            out.known(b",", b"%2C");
        }
        write_json(&list.element(index), lists, out);
    }
    out.known(b"]", b"%5D");
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
pub(crate) fn write_json_string(text: &str, out: &mut impl Sink) {
    // What needs no escape in a form needs none in JSON: one look at most texts is enough.
    if is_plain(text.as_bytes()) {
        out.known(b"\"", b"%22");
        out.plain(text.as_bytes());
        out.known(b"\"", b"%22");
    } else {
        out.written(|out| write_escaped(text, out));
    }
}

fn write_escaped(text: &str, out: &mut Vec<u8>) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().fold(true, |are_plain, byte| are_plain & is_plain(byte)) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // Writing text to memory cannot fail.
        let _ = serde_json::to_writer(out, text);
    }
}

fn write_boolean(value: bool, out: &mut impl Sink) {
    if value {
        out.plain(b"true");
    } else {
        out.plain(b"false");
    }
}

/// Appends a date, whose marks stand at known places.
pub(crate) fn write_date(date: DateTime, out: &mut impl Sink) {
    let text = date.text();
    let mut form = *b"yyyy-MM-dd+HH%3Amm%3Ass";
    form[..10].copy_from_slice(&text[..10]);
    form[11..13].copy_from_slice(&text[11..13]);
    form[16..18].copy_from_slice(&text[14..16]);
    form[21..].copy_from_slice(&text[17..]);
    out.known(&text, &form);
}

fn write_number(number: i64, out: &mut impl Sink) {
    out.plain(itoa::Buffer::new().format(number).as_bytes());
}

fn write_quoted_date(date: DateTime, out: &mut impl Sink) {
    out.known(b"\"", b"%22");
    write_date(date, out);
    out.known(b"\"", b"%22");
}
