//! Types, in the terms of the documents.

use super::{Descriptor, Field, descriptor_of};
use crate::api::TopObject;

/// The type of a field, in the terms of the platform's documents.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Type {
    /// `String`: text.
    String,
    /// `Number` or `byte`: a whole number within the bounds of its Rust type.
    Number {
        /// The smallest value that the Rust type holds.
        min: i64,
        /// The largest value that the Rust type holds.
        max: i64,
    },
    /// `Boolean`.
    Boolean,
    /// `Date`: `yyyy-MM-dd HH:mm:ss`, GMT+8.
    Date,
    /// `Price` or `BigDecimal`: decimal text.
    Decimal,
    /// `Json`: any JSON.
    Json,
    /// `byte[]` among the parameters of a request: a file.
    File,
    /// `Map`: an object with free member names.
    Map(&'static Type),
    /// `T[]`: a list.
    List(&'static Type),
    /// A closed set of documented codes, text or numbers, that may grow.
    Enum(&'static Enum),
    /// A documented struct. The descriptor is behind a function so that types can contain themselves.
    Object(fn() -> &'static Descriptor),
    /// An optional (可选) value.
    Optional(&'static Type),
}

impl Type {
    /// Returns the type of the struct `T`.
    #[must_use]
    pub const fn of<T: TopObject>() -> Self {
        Self::Object(descriptor_of::<T>)
    }

    /// Describes a field of the type for the derives, which have checked the wire name.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn field(self, wire_name: &'static str, docs: &'static str) -> Field {
        self.assert_has_place_in_object();
        Field::declared(wire_name, docs, self)
    }

    /// Describes a parameter of the type for the derives, which have checked the wire name.
    #[doc(hidden)]
    #[must_use]
    #[track_caller]
    pub const fn parameter(self, wire_name: &'static str, docs: &'static str) -> Field {
        self.assert_has_place_among_parameters();
        Field::declared(wire_name, docs, self)
    }

    #[track_caller]
    pub(super) const fn assert_has_place_in_object(self) {
        assert!(!self.holds_file(), "a file has no place on the wire but among the parameters of a request");
    }

    #[track_caller]
    pub(super) const fn assert_has_place_among_parameters(self) {
        assert!(
            matches!(self.required(), Self::File) || !self.holds_file(),
            "a file is a parameter of its own, not an element of a list or map"
        );
    }

    /// Returns the type itself without its [`Optional`](Type::Optional).
    #[must_use]
    pub const fn required(self) -> Self {
        let mut ty = self;
        while let Self::Optional(inner) = ty {
            ty = *inner;
        }
        ty
    }

    /// Returns whether it is a file, or a list or map of them.
    pub(crate) const fn holds_file(self) -> bool {
        matches!(self.innermost(), Self::File)
    }

    /// Returns whether it is a struct, or a list or map of them.
    pub(crate) const fn holds_object(self) -> bool {
        matches!(self.innermost(), Self::Object(_))
    }

    /// Returns the type of what is inside of all lists and maps.
    const fn innermost(self) -> Self {
        let mut ty = self;
        while let Self::Optional(inner) | Self::List(inner) | Self::Map(inner) = ty {
            ty = *inner;
        }
        ty
    }

    /// Returns whether a top-level list of this element type is joined by commas, as opposed to written as JSON.
    pub(crate) const fn is_scalar(self) -> bool {
        matches!(
            self.required(),
            Self::String | Self::Number { .. } | Self::Boolean | Self::Date | Self::Decimal | Self::Enum(_)
        )
    }
}

/// Describes the documented codes of one member (枚举值).
#[derive(Debug, Clone, Copy)]
pub struct Enum {
    name: &'static str,
    docs: &'static str,
    is_number: bool,
    codes: &'static [Code],
}

impl Enum {
    /// Describes the enum `name` of text codes.
    pub const fn text(name: &'static str, codes: &'static [Code]) -> Self {
        Self { name, docs: "", is_number: false, codes }
    }

    /// Describes the enum `name` of number codes.
    pub const fn number(name: &'static str, codes: &'static [Code]) -> Self {
        Self { name, docs: "", is_number: true, codes }
    }

    /// Sets the documentation text.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Returns the name of the Rust enum.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the documentation text, lines separated by `\n`, empty if there is none.
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns whether the codes are numbers.
    pub const fn is_number(&self) -> bool {
        self.is_number
    }

    /// Returns the documented codes.
    pub const fn codes(&self) -> &'static [Code] {
        self.codes
    }
}

/// One documented code.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    code: &'static str,
    docs: &'static str,
}

impl Code {
    /// Describes a code by its text on the wire, a number by its digits.
    pub const fn new(code: &'static str) -> Self {
        Self { code, docs: "" }
    }

    /// Sets the documentation text.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Returns the text on the wire.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the documentation text, lines separated by `\n`, empty if there is none.
    pub const fn docs(&self) -> &'static str {
        self.docs
    }
}
