//! Which members of a response tell whether what was asked for happened.

use super::{Descriptor, Type};
use crate::value::{Object, Value};

/// Names the members of a response that carry its business outcome, each by its path of wire names.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    success: &'static [&'static str],
    ok: Option<&'static str>,
    code: &'static [&'static str],
    message: &'static [&'static str],
}

impl Outcome {
    /// Names the member that tells success: a boolean, text or a number that means true.
    pub const fn new(success: &'static [&'static str]) -> Self {
        Self { success, ok: None, code: &[], message: &[] }
    }

    /// Sets the value by which the member tells success, for example `0000`.
    #[must_use]
    pub const fn with_ok(mut self, ok: &'static str) -> Self {
        self.ok = Some(ok);
        self
    }

    /// Names the member with the code of a failure.
    #[must_use]
    pub const fn with_code(mut self, code: &'static [&'static str]) -> Self {
        self.code = code;
        self
    }

    /// Names the member with the message of a failure.
    #[must_use]
    pub const fn with_message(mut self, message: &'static [&'static str]) -> Self {
        self.message = message;
        self
    }

    /// Returns whether `response` tells success. A response that tells nothing tells none.
    pub(crate) fn is_success(&self, response: &dyn Object) -> bool {
        let value = resolve(response, self.success);
        match self.ok {
            Some(ok) => text(value).is_some_and(|text| text == ok),
            None => match value {
                Value::Boolean(value) => value,
                Value::Number(number) => number == 1,
                Value::String(text) => text.trim() == "1" || text.trim().eq_ignore_ascii_case("true"),
                _ => false,
            },
        }
    }

    /// Returns the code that `response` gives.
    pub(crate) fn code(&self, response: &dyn Object) -> Option<String> {
        text(resolve(response, self.code))
    }

    /// Returns the message that `response` gives.
    pub(crate) fn message(&self, response: &dyn Object) -> Option<String> {
        text(resolve(response, self.message))
    }

    /// Stops a constant from compiling in which a path does not lead to a member, as far as can be seen: `inside` has
    /// the descriptors of the structs that the first steps lead to.
    #[track_caller]
    pub(super) const fn assert_leads(
        &self,
        descriptor: &Descriptor,
        inside: &[(&'static str, &'static Descriptor)],
    ) {
        assert!(!self.success.is_empty(), "success names a member");
        let paths = [self.success, self.code, self.message];
        let mut index = 0;
        while index < paths.len() {
            assert_path(paths[index], descriptor, inside);
            index += 1;
        }
    }
}

#[track_caller]
const fn assert_path(path: &[&str], descriptor: &Descriptor, inside: &[(&str, &Descriptor)]) {
    if path.is_empty() {
        return;
    }
    let Some(ty) = descriptor.type_of(path[0]) else {
        panic!("the first step of success, code or message is no member")
    };
    if path.len() == 1 {
        assert!(
            !matches!(ty.required(), Type::Object(_) | Type::List(_) | Type::Map(_)),
            "success, code and message lead to a scalar"
        );
        return;
    }
    assert!(matches!(ty.required(), Type::Object(_)), "only a struct can be stepped into");
    let mut index = 0;
    while index < inside.len() {
        if super::is_equal(inside[index].0, path[0]) {
            assert!(
                inside[index].1.type_of(path[1]).is_some(),
                "the second step of success, code or message is no member of the struct that the first leads to"
            );
        }
        index += 1;
    }
}

/// Follows a path of wire names.
fn resolve<'v>(mut object: &'v dyn Object, path: &[&str]) -> Value<'v> {
    let Some((last, steps)) = path.split_last() else { return Value::Absent };
    for step in steps {
        match member(object, step) {
            Value::Object(inner) => object = inner,
            _ => return Value::Absent,
        }
    }
    member(object, last)
}

fn member<'v>(object: &'v dyn Object, name: &str) -> Value<'v> {
    let index = object.descriptor().fields().iter().position(|field| field.wire_name() == name);
    index.map_or(Value::Absent, |index| object.field(index))
}

/// Returns the text of a scalar.
fn text(value: Value<'_>) -> Option<String> {
    match value {
        Value::Absent | Value::File(_) | Value::Object(_) | Value::List(_) | Value::Map(_) => None,
        value => Some(crate::flatten::text(value)),
    }
}
