//! The rules that a field can carry, and how each is checked.
//!
//! A rule is data in the field's table; it sees the [`Value`], whatever the Rust type behind it, and answers with
//! what is wrong and how much, never with the value itself. An absent value breaks no rule.

mod text;

mod number;

mod list;

use crate::descriptor::Type;
use crate::error::Actual;
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
    pub(crate) fn broken_by(&self, value: Value<'_>) -> Option<Actual> {
        match (*self, value) {
            (Self::MaxLen(limit), Value::String(text)) => text::max_len(text, limit),
            (Self::MinLen(limit), Value::String(text)) => text::min_len(text, limit),
            (Self::MaxBytes(limit), Value::String(text)) => text::max_bytes(text, limit),
            (Self::MaxBytes(limit), Value::File(file)) => text::max_file_bytes(file.bytes(), limit),
            (Self::OneOf(choices), Value::String(text)) => text::one_of(text, choices),
            (Self::Min(bound), value) => number::min(value, bound),
            (Self::Max(bound), value) => number::max(value, bound),
            (Self::Digits(limit), value) => number::digits(value, limit),
            (Self::Scale(limit), Value::Decimal(decimal)) => number::scale(decimal, limit),
            (Self::MinItems(limit), Value::List(list)) => list::min_items(list, limit),
            (Self::MaxItems(limit), Value::List(list)) => list::max_items(list, limit),
            _ => None,
        }
    }

    /// Stops a constant from compiling in which the rule stands on a type that it cannot check.
    #[track_caller]
    pub(crate) const fn assert_applies_to(&self, ty: Type) {
        match (self, ty.required()) {
            (Self::MaxLen(_) | Self::MinLen(_) | Self::OneOf(_), ty) => {
                assert!(matches!(ty, Type::String), "max_len, min_len and one_of are for text");
            }
            (Self::MaxBytes(_), ty) => {
                assert!(matches!(ty, Type::String | Type::File), "max_bytes is for text and files");
            }
            (Self::Min(Bound::Date(_)) | Self::Max(Bound::Date(_)), ty) => {
                assert!(matches!(ty, Type::Date), "a date as min or max is for dates");
            }
            (Self::Min(Bound::Number(_)) | Self::Max(Bound::Number(_)), ty) => {
                assert!(
                    matches!(ty, Type::Number { .. } | Type::Decimal),
                    "a number as min or max is for numbers and decimals"
                );
            }
            (Self::Min(Bound::Decimal(_)) | Self::Max(Bound::Decimal(_)), ty) => {
                assert!(matches!(ty, Type::Decimal), "a fraction as min or max is for decimals");
            }
            (Self::Digits(_), ty) => {
                assert!(
                    matches!(ty, Type::Number { .. } | Type::Decimal),
                    "digits is for numbers and decimals"
                );
            }
            (Self::Scale(_), ty) => {
                assert!(matches!(ty, Type::Decimal), "scale is for decimals");
            }
            (Self::MinItems(_) | Self::MaxItems(_), ty) => {
                assert!(matches!(ty, Type::List(_)), "min_items and max_items are for lists");
            }
        }
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
    fn compare(self, value: Value<'_>) -> Option<std::cmp::Ordering> {
        match (value, self) {
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
