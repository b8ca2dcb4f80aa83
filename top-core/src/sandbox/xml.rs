//! XML as the platform writes it: lists hold elements named after their type, everything else is text.

use quick_xml::escape::partial_escape;

use crate::flatten::{Lists, element_name, text, write_json};
use crate::value::{Borrower, Object, Value};

/// Writes a response.
pub(super) fn response(response: &dyn Object, root: &str, request_id: Option<&str>) -> Vec<u8> {
    document(root, |out| {
        write_members(response, out);
        if let Some(request_id) = request_id {
            write_element("request_id", out, |out| write_text(request_id, out));
        }
    })
}

/// Writes an error of the platform.
pub(super) fn error<'a>(code: i64, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    document("error_response", |out| {
        write_element("code", out, |out| out.push_str(&code.to_string()));
        for (name, text) in texts {
            write_element(name, out, |out| write_text(text, out));
        }
    })
}

fn document(root: &str, write: impl FnOnce(&mut String)) -> Vec<u8> {
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\" ?>".to_owned();
    write_element(root, &mut out, write);
    // The platform names the machine here.
    out.push_str("<!--sandbox-->");
    out.into_bytes()
}

fn write_element(name: &str, out: &mut String, write: impl FnOnce(&mut String)) {
    out.extend(["<", name, ">"]);
    write(out);
    out.extend(["</", name, ">"]);
}

fn write_members(object: &dyn Object, out: &mut String) {
    object.lend(&mut Borrower::new(&mut |lent| {
        for (field, value) in lent.members() {
            match value {
                Value::Absent => {}
                value if field.is_json_text() => {
                    write_element(field.wire_name(), out, |out| write_as_json(value, out));
                }
                value => write_element(field.wire_name(), out, |out| write_value(value, out)),
            }
        }
    }));
}

fn write_value(value: Value<'_>, out: &mut String) {
    match value {
        Value::Object(object) => write_members(object, out),
        Value::List(list) => {
            let name = element_name(list.element_type());
            for index in 0..list.count() {
                write_element(&name, out, |out| write_value(list.element(index), out));
            }
        }
        // A name of a map need not be one of an element.
        Value::Map(_) => write_as_json(value, out),
        value => write_text(&text(&value), out),
    }
}

fn write_as_json(value: Value<'_>, out: &mut String) {
    let mut json = Vec::new();
    write_json(&value, Lists::Plain, &mut json);
    write_text(std::str::from_utf8(&json).unwrap_or_default(), out);
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&partial_escape(text));
}
