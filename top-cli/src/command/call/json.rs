//! The whole answer as JSON, without what is declared as secret.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use top_core::descriptor::{Descriptor, Type};

/// What stands where a secret would.
const REDACTED: &str = "\"[redacted]\"";

/// Returns the JSON of a struct with `"[redacted]"` for every value of a field marked `secret`, and all else as it is.
pub(super) fn redact(json: &str, descriptor: &'static Descriptor) -> String {
    let mut out = String::with_capacity(json.len());
    write_object(json, descriptor, &mut out);
    out
}

/// The members of an object in the order of the text, each value as it is written.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

fn write_object(json: &str, descriptor: &'static Descriptor, out: &mut String) {
    write_members(json, out, &mut |name, value, out| match descriptor
        .fields()
        .iter()
        .find(|field| field.wire_name() == name)
    {
        Some(field) if field.is_secret() && value != "null" => out.push_str(REDACTED),
        Some(field) => write_value(value, field.ty(), out),
        None => out.push_str(value),
    });
}

fn write_value(json: &str, ty: Type, out: &mut String) {
    let ty = ty.required();
    let is_struct = json.starts_with('{');
    match ty {
        Type::Object(descriptor) if is_struct => write_object(json, descriptor(), out),
        Type::Map(inside) if is_struct => {
            write_members(json, out, &mut |_, value, out| write_value(value, *inside, out));
        }
        Type::List(inside) if json.starts_with('[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            out.push('[');
            for (index, element) in elements.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(element.get(), *inside, out);
            }
            out.push(']');
        }
        // A list may be wrapped, under any name, and so may be its only element.
        Type::List(inside) if is_struct => {
            write_members(json, out, &mut |name, value, out| match inside.required() {
                Type::Object(element) if has_member(element(), name) => {
                    let member = format!("{{{}:{value}}}", serde_json::Value::from(name));
                    let mut written = String::new();
                    write_object(&member, element(), &mut written);
                    let value =
                        written.split_once(':').map(|(_, value)| value.strip_suffix('}').unwrap_or(value));
                    out.push_str(value.unwrap_or(REDACTED));
                }
                _ if value.starts_with(['{', '[']) => write_value(value, ty, out),
                _ => out.push_str(value),
            });
        }
        // A struct may stand in a string, as JSON text.
        Type::Object(_) | Type::Map(_) | Type::List(_) if json.starts_with('"') && holds_secret(ty, 0) => {
            out.push_str(REDACTED);
        }
        _ => out.push_str(json),
    }
}

fn write_members(json: &str, out: &mut String, write: &mut dyn FnMut(&str, &str, &mut String)) {
    let Ok(Members(members)) = serde_json::from_str(json) else { return out.push_str(REDACTED) };
    out.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&serde_json::Value::from(name.as_str()).to_string());
        out.push(':');
        write(name, value.get(), out);
    }
    out.push('}');
}

fn has_member(descriptor: &'static Descriptor, name: &str) -> bool {
    descriptor.fields().iter().any(|field| field.wire_name() == name)
}

/// Returns whether a field marked `secret` is inside of a type.
pub(in crate::command) fn holds_secret(ty: Type, depth: usize) -> bool {
    let search = |descriptor: &'static Descriptor| {
        let mut fields = descriptor.fields().iter();
        fields.any(|field| field.is_secret() || holds_secret(field.ty(), depth + 1))
    };
    match ty.required() {
        // Types can contain themselves.
        Type::Object(descriptor) => depth < 16 && search(descriptor()),
        Type::List(inner) | Type::Map(inner) => holds_secret(*inner, depth),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use top_core::TopObject;

    use super::*;

    #[derive(TopObject)]
    struct Outer {
        #[top(secret)]
        token: Option<String>,
        #[top(secret)]
        numbers: Vec<i64>,
        inner: Option<Inner>,
        list: Vec<Inner>,
        map: Option<BTreeMap<String, Inner>>,
        plain: Option<i64>,
    }

    #[derive(TopObject)]
    struct Inner {
        #[top(secret)]
        word: Option<String>,
        open: Option<String>,
    }

    #[test]
    fn secrets_are_blotted_out_wherever_they_stand() {
        for (json, expected) in [
            (
                r#"{"token":"S","plain":1.50,"more":{"a":[1]}}"#,
                r#"{"token":"[redacted]","plain":1.50,"more":{"a":[1]}}"#,
            ),
            (r#"{"numbers":[17],"token":null}"#, r#"{"numbers":"[redacted]","token":null}"#),
            (r#"{"inner":{"word":7,"open":"o"}}"#, r#"{"inner":{"word":"[redacted]","open":"o"}}"#),
            (r#"{"inner":"{\"word\":\"S\"}"}"#, r#"{"inner":"[redacted]"}"#),
            (r#"{"list":[{"word":"S"},{}]}"#, r#"{"list":[{"word":"[redacted]"},{}]}"#),
            (r#"{"list":{"inner":[{"word":"S"}]}}"#, r#"{"list":{"inner":[{"word":"[redacted]"}]}}"#),
            (r#"{"list":{"word":"S","open":"o"}}"#, r#"{"list":{"word":"[redacted]","open":"o"}}"#),
            (r#"{"map":{"k":{"word":"S"}}}"#, r#"{"map":{"k":{"word":"[redacted]"}}}"#),
        ] {
            assert_eq!(redact(json, Outer::DESCRIPTOR), expected);
        }
    }
}
