//! The rules that a field can carry, and how each is checked.
//!
//! A rule is data in the field's table; it sees the [`Value`], whatever the Rust type behind it, and answers with
//! what is wrong and how much, never with the value itself. An absent value breaks no rule.

mod text;

mod number;

mod list;

use crate::descriptor::Type;
use crate::error::Actual;
use crate::message::Message;
use crate::value::Value;
use crate::wire::DateTime;

/// One rule of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// At most this many UTF-16 code units (最大长度). A Chinese character counts 1, an emoji 2, as in the official SDK.
    MaxLen(u32),
    /// At least this many UTF-16 code units.
    MinLen(u32),
    /// At most this many bytes, of UTF-8 or of a file.
    MaxBytes(u32),
    /// Not less than this (最小值).
    Min(Bound),
    /// Not more than this (最大值).
    Max(Bound),
    /// At most this many decimal digits in all, before and after the point: the documented maximal length of a `Number`.
    Digits(u32),
    /// At most this many digits after the point of a decimal (精确到N位小数).
    Scale(u32),
    /// At least this many elements.
    MinItems(u32),
    /// At most this many elements (最大列表长度).
    MaxItems(u32),
    /// One of these texts.
    OneOf(&'static [&'static str]),
}

/// An inclusive bound of a number, a decimal or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// A whole number, for numbers and decimals.
    Number(i64),
    /// Decimal text such as `0.01`, for decimals.
    Decimal(&'static str),
    /// A date, for dates.
    Date(DateTime),
}

impl Rule {
    /// Returns the rule's key in `#[top(...)]`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::MaxLen(_) => "max_len",
            Self::MinLen(_) => "min_len",
            Self::MaxBytes(_) => "max_bytes",
            Self::Min(_) => "min",
            Self::Max(_) => "max",
            Self::Digits(_) => "digits",
            Self::Scale(_) => "scale",
            Self::MinItems(_) => "min_items",
            Self::MaxItems(_) => "max_items",
            Self::OneOf(_) => "one_of",
        }
    }

    /// Checks `value` and returns what it has instead, `None` if it keeps the rule.
    #[inline]
    pub(crate) fn broken_by(&self, value: &Value<'_>) -> Option<Actual> {
        // Most rules limit text, and UTF-16 never has more units than UTF-8 has bytes: short text is not counted.
        match (self, value) {
            (Self::MaxLen(limit), Value::String(text)) if text.len() <= *limit as usize => None,
            _ => self.compare(value),
        }
    }

    fn compare(&self, value: &Value<'_>) -> Option<Actual> {
        match (self, *value) {
            (&Self::MaxLen(limit), Value::String(text)) => text::max_len(text, limit),
            (&Self::MinLen(limit), Value::String(text)) => text::min_len(text, limit),
            (&Self::MaxBytes(limit), Value::String(text)) => text::max_bytes(text, limit),
            (&Self::MaxBytes(limit), Value::File(file)) => text::max_file_bytes(file.bytes(), limit),
            (&Self::OneOf(choices), Value::String(text)) => text::one_of(text, choices),
            (&Self::Min(bound), _) => number::min(value, bound),
            (&Self::Max(bound), _) => number::max(value, bound),
            (&Self::Digits(limit), _) => number::digits(value, limit),
            (&Self::Scale(limit), Value::Decimal(decimal)) => number::scale(decimal, limit),
            (&Self::MinItems(limit), Value::List(list)) => list::min_items(list, limit),
            (&Self::MaxItems(limit), Value::List(list)) => list::max_items(list, limit),
            _ => None,
        }
    }

    /// Stops a constant from compiling in which the rule stands on a type that it cannot check.
    #[track_caller]
    pub(crate) const fn assert_applies_to(&self, ty: Type) {
        let ty = ty.required();
        let (applies, is_for) = match self {
            Self::MaxLen(_) | Self::MinLen(_) | Self::OneOf(_) => (matches!(ty, Type::String), "text"),
            Self::MaxBytes(_) => (matches!(ty, Type::String | Type::File), "text and files"),
            Self::Min(Bound::Date(_)) | Self::Max(Bound::Date(_)) => (matches!(ty, Type::Date), "dates"),
            Self::Min(Bound::Number(_)) | Self::Max(Bound::Number(_)) => {
                (matches!(ty, Type::Number { .. } | Type::Decimal), "numbers and decimals")
            }
            Self::Min(Bound::Decimal(_)) | Self::Max(Bound::Decimal(_)) => {
                (matches!(ty, Type::Decimal), "decimals")
            }
            Self::Digits(_) => (matches!(ty, Type::Number { .. } | Type::Decimal), "numbers and decimals"),
            Self::Scale(_) => (matches!(ty, Type::Decimal), "decimals"),
            Self::MinItems(_) | Self::MaxItems(_) => (matches!(ty, Type::List(_)), "lists"),
        };
        if !applies {
            self.refuse(ty, is_for);
        }
    }

    /// Says what to do about the rule on the type `ty`, in the words of the derive, which says it where a name tells the
    /// type.
    #[track_caller]
    const fn refuse(&self, ty: Type, is_for: &str) -> ! {
        let form = match self {
            Self::Min(Bound::Date(_)) | Self::Max(Bound::Date(_)) => " as a date",
            Self::Min(Bound::Decimal(_)) | Self::Max(Bound::Decimal(_)) => " as a fraction",
            _ => "",
        };
        let message = Message::new()
            .with_code(self.key())
            .with(form)
            .with(" is for ")
            .with(is_for)
            .with(", and this is ");
        let words = match ty {
            Type::Enum(_) => "an enum: the codes are the limit",
            Type::String => "text, of which `max_len` and `min_len` limit the length",
            Type::Number { .. } | Type::Decimal => {
                "a number, of which `digits` limits the digits, `min` and `max` the value"
            }
            Type::Date => "a date, which dates as `min` and `max` limit",
            Type::File => "a file, of which `max_bytes` limits the size",
            Type::List(_) => "a list, of which `max_items` counts the elements and `items(...)` limits each",
            Type::Object(_) => "a struct, whose fields have rules of their own",
            Type::Boolean => "a boolean, for which no rule is",
            Type::Map(_) => "a map, for which no rule is",
            Type::Json | Type::Optional(_) => "JSON, for which no rule is",
        };
        message.with(words).with(": remove ").with_code(self.key()).panic()
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Decimal(text) => text.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl Bound {
    /// Compares `value` with the bound, `None` if the two are not of one kind.
    fn compare(self, value: &Value<'_>) -> Option<std::cmp::Ordering> {
        match (*value, self) {
            (Value::Number(number), Self::Number(bound)) => Some(number.cmp(&bound)),
            (Value::Decimal(decimal), Self::Number(bound)) => {
                Some(decimal.compare_text(itoa::Buffer::new().format(bound)))
            }
            (Value::Decimal(decimal), Self::Decimal(bound)) => Some(decimal.compare_text(bound)),
            // What is finer than a second is not sent.
            (Value::Date(date), Self::Date(bound)) => Some(date.text().cmp(&bound.text())),
            _ => None,
        }
    }
}
