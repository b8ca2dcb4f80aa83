//! Which members of a response tell whether what was asked for happened.

use super::{Descriptor, Type, is_equal};
use crate::api::TopObject;
use crate::message::Message;
use crate::params::is_blank;
use crate::secret::REDACTED;
use crate::value::{Borrower, Object, Value};
use crate::wire::Wire;

/// Names the members of a response that carry its business outcome, each by its path of wire names.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    success: &'static [&'static str],
    ok: Option<&'static str>,
    code: &'static [&'static str],
    message: &'static [&'static str],
}

impl Outcome {
    /// Names the member that tells success: a boolean, the text `true`, or a number that is 1.
    pub const fn new(success: &'static [&'static str]) -> Self {
        Self { success, ok: None, code: &[], message: &[] }
    }

    /// Sets the value by which the member tells success, for example `0000`; of the empty one, it tells success by being
    /// absent or blank.
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

    /// Checks the second step of success, and what it leads to: the first leads to a `T`.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derive does, if the step is no member of `T`, or no value of
    /// the member could tell success.
    #[must_use]
    #[track_caller]
    pub const fn inside<T: TopObject>(self) -> Self {
        let ty = assert_second_step(self.success, T::DESCRIPTOR);
        if self.success.len() == 2 {
            self.assert_tells(ty);
        }
        self
    }

    /// Returns `path` of which the first step leads to a `T`, its second step checked.
    #[doc(hidden)]
    #[track_caller]
    pub const fn path<T: TopObject>(path: &'static [&'static str]) -> &'static [&'static str] {
        assert_second_step(path, T::DESCRIPTOR);
        path
    }

    /// Returns `path` of which the only step leads to a `T`, which has to be a scalar.
    #[doc(hidden)]
    #[track_caller]
    pub const fn leaf<T: Wire>(path: &'static [&'static str]) -> &'static [&'static str] {
        assert_scalar(path, T::TYPE);
        path
    }

    /// Returns what of `response` decided against success, in words that show no secret, and nothing if it succeeded. A
    /// response that tells nothing tells no success.
    pub(crate) fn failure(&self, response: &dyn Object) -> Option<String> {
        let (value, is_secret) = resolve(response, self.success);
        let held = text(value);
        let is_success = match (self.ok, value) {
            (Some(""), _) => held.as_deref().is_none_or(is_blank),
            (Some(ok), _) => held.as_deref() == Some(ok),
            (None, Value::Boolean(value)) => value,
            (None, Value::Number(number)) => number == 1,
            (None, Value::String(text)) => text.trim().eq_ignore_ascii_case("true"),
            (None, _) => false,
        };
        if is_success {
            return None;
        }
        let held = match (held, value) {
            (None, _) => "absent".to_owned(),
            (Some(_), _) if is_secret => REDACTED.to_owned(),
            (Some(text), Value::Boolean(_) | Value::Number(_)) => text,
            (Some(text), _) => format!("{text:?}"),
        };
        Some(format!("`{}` is {held}", self.success.join(".")))
    }

    /// Returns the code that `response` gives, unless that is secret.
    pub(crate) fn code(&self, response: &dyn Object) -> Option<String> {
        shown(response, self.code)
    }

    /// Returns the message that `response` gives, unless that is secret.
    pub(crate) fn message(&self, response: &dyn Object) -> Option<String> {
        shown(response, self.message)
    }

    /// Stops a constant from compiling in which a path does not start at a member.
    #[track_caller]
    pub(super) const fn assert_leads(&self, descriptor: &Descriptor) {
        assert!(!self.success.is_empty(), "success names a member");
        assert_first_step(self.code, descriptor);
        assert_first_step(self.message, descriptor);
        if let Some(ty) = assert_first_step(self.success, descriptor) {
            self.assert_tells(ty);
        }
    }

    /// Stops a constant from compiling in which no value of the member that tells success, of type `ty`, could do so.
    #[track_caller]
    const fn assert_tells(&self, ty: Type) {
        let words = match ty.required() {
            Type::Boolean => {
                if let Some(ok) = self.ok
                    && !is_equal(ok, "true")
                    && !is_equal(ok, "false")
                {
                    Message::new()
                        .with_path(self.success)
                        .with(" is a boolean: write `ok = \"true\"` or `ok = \"false\"`")
                        .panic();
                }
                return;
            }
            Type::Number { .. } => {
                if let Some(ok) = self.ok
                    && !ok.is_empty()
                    && !is_whole_number(ok)
                {
                    Message::new()
                        .with_path(self.success)
                        .with(" is a number, which is never \"")
                        .with(ok)
                        .with("\": write its digits, as in `ok = \"0\"`")
                        .panic();
                }
                "a number"
            }
            Type::Decimal => "a number",
            Type::Enum(codes) if codes.is_number() => "a number",
            Type::Date => "a date",
            Type::Json => "JSON",
            _ => return,
        };
        if self.ok.is_none() {
            Message::new()
                .with_path(self.success)
                .with(" is ")
                .with(words)
                .with(": add `ok = \"...\"` with the value that tells success")
                .panic();
        }
    }
}

/// Returns whether `text` is what a whole number is written as: digits without a zero before them.
const fn is_whole_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let start = if !bytes.is_empty() && bytes[0] == b'-' { 1 } else { 0 };
    let mut index = start;
    while index < bytes.len() {
        if !bytes[index].is_ascii_digit() {
            return false;
        }
        index += 1;
    }
    index > start && (bytes[start] != b'0' || bytes.len() == 1)
}

/// Returns the type that the only step of `path` leads to, `None` if it has more or none.
#[track_caller]
const fn assert_first_step(path: &[&str], descriptor: &Descriptor) -> Option<Type> {
    if path.is_empty() {
        return None;
    }
    let Some(ty) = descriptor.type_of(path[0]) else {
        panic!("the first step of success, code or message is no member")
    };
    if path.len() == 1 {
        assert_scalar(path, ty);
        return Some(ty);
    }
    assert!(matches!(ty.required(), Type::Object(_)), "only a struct can be stepped into");
    None
}

/// Returns the type that the second step of `path` leads to, the first having led to what `inside` describes.
#[track_caller]
const fn assert_second_step(path: &[&str], inside: &Descriptor) -> Type {
    let Some(ty) = inside.type_of(path[1]) else { panic_without_member(path, inside) };
    if path.len() == 2 {
        assert_scalar(path, ty);
    } else if !matches!(ty.required(), Type::Object(_)) {
        Message::new()
            .with_code(path[1])
            .with(" in ")
            .with_path(path)
            .with(" is no struct, which alone has members: end the path there")
            .panic();
    }
    ty
}

#[track_caller]
const fn panic_without_member(path: &[&str], inside: &Descriptor) -> ! {
    let mut message = Message::new()
        .with_code(path[1])
        .with(" in ")
        .with_path(path)
        .with(" is no member of ")
        .with_code(inside.name)
        .with(", the struct of the field ")
        .with_code(path[0])
        .with(", which has");
    let mut index = 0;
    while index < inside.fields.len() {
        let (comma, name) = (if index == 0 { " " } else { ", " }, inside.fields[index].wire_name());
        if !message.has_room(name.len() + 16) {
            message = message.with(" and more");
            break;
        }
        message = message.with(comma).with_code(name);
        index += 1;
    }
    if inside.fields.is_empty() {
        message = message.with(" none");
    }
    message.panic()
}

#[track_caller]
const fn assert_scalar(path: &[&str], ty: Type) {
    if matches!(ty.required(), Type::Object(_) | Type::List(_) | Type::Map(_)) {
        Message::new()
            .with_path(path)
            .with(" is a struct, a list or a map: the path has to lead to text, a number or a boolean")
            .panic();
    }
}

/// Follows a path of wire names, and says whether what it leads to is secret.
fn resolve<'v>(mut object: &'v dyn Object, path: &[&str]) -> (Value<'v>, bool) {
    let mut is_secret = false;
    let Some((last, steps)) = path.split_last() else { return (Value::Absent, is_secret) };
    for step in steps {
        match member(object, step, &mut is_secret) {
            Value::Object(inner) => object = inner,
            _ => return (Value::Absent, is_secret),
        }
    }
    (member(object, last, &mut is_secret), is_secret)
}

fn member<'v>(object: &'v dyn Object, name: &str, is_secret: &mut bool) -> Value<'v> {
    let mut value = Value::Absent;
    object.lend(&mut Borrower::new(&mut |lent| {
        let mut fields = lent.descriptor().fields().iter().enumerate();
        if let Some((index, field)) = fields.find(|(_, field)| field.wire_name() == name) {
            *is_secret |= field.is_secret();
            value = lent.value(index);
        }
    }));
    value
}

/// Returns the text of the scalar that a path leads to, as an error may show it.
fn shown(response: &dyn Object, path: &[&str]) -> Option<String> {
    let (value, is_secret) = resolve(response, path);
    text(value).map(|text| if is_secret { REDACTED.to_owned() } else { text })
}

/// Returns the text of a scalar.
fn text(value: Value<'_>) -> Option<String> {
    match value {
        Value::Absent | Value::File(_) | Value::Object(_) | Value::List(_) | Value::Map(_) => None,
        value => Some(crate::flatten::text(&value)),
    }
}
