//! The types that a field can have: how each is borrowed on its way out and read on its way in.

mod date_time;

mod decimal;

mod json;

mod file;

mod scalar;

mod container;

mod object;

pub use self::date_time::{DateTime, ParseDateTimeError};
pub use self::decimal::{Decimal, ParseDecimalError};
pub use self::file::File;
pub use self::json::{Json, ParseJsonError};
pub use crate::decode::Reader;
use crate::descriptor::Type;
use crate::value::{Borrow, Value};

/// A type that a field on the wire can have.
///
/// | documented type (类型) | Rust |
/// |---|---|
/// | `String` | [`String`], [`Cow<str>`](std::borrow::Cow) |
/// | `Number`, `byte` | [`i64`]; `i8`, `i16`, `i32`, `u8`, `u16`, `u32` |
/// | `Boolean` | [`bool`] |
/// | `Date` | [`DateTime`] |
/// | `Price`, `BigDecimal` | [`Decimal`] |
/// | `Json`, types without a definition | [`Json`] |
/// | `Map` | [`BTreeMap<String, T>`](std::collections::BTreeMap) |
/// | `byte[]`, a parameter of a request | [`File`] |
/// | `byte[]` in an answer | [`String`], which holds what the platform sends |
/// | `T[]` | [`Vec<T>`] |
/// | documented codes (枚举值) | an enum that derives [`TopEnum`](crate::TopEnum) |
/// | a struct | a struct that derives [`TopObject`](crate::TopObject) |
/// | 可选 (optional) | [`Option<T>`] |
///
/// A [`Box`] of a struct is that struct: it lets the struct contain itself. Nothing else is boxed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type that travels on the wire of the Taobao Open Platform",
    label = "a struct here derives `TopObject`, an enum of documented codes `TopEnum`",
    note = "scalars are `String`, `i64` (and the integers up to 32 bits), `bool`, `DateTime`, `Decimal` (for fractions, \
            instead of `f64`) and `Json`; they and structs also go into `Option`, `Vec` and `BTreeMap<String, _>`, a \
            struct into `Box`",
    note = "a field that is not on the wire is marked `#[top(skip)]`"
)]
pub trait Wire: Sized + Send + Sync {
    /// The type in the terms of the documents.
    const TYPE: Type;

    /// Borrows the value on its way out.
    fn value(&self) -> Value<'_>;

    /// Lends the value without its type, for the derives.
    #[doc(hidden)]
    fn lend(&self) -> &dyn Borrow {
        self
    }

    /// Reads the value from its place in a request or an answer.
    ///
    /// A wrong or missing value is noted by the reader, and the read as a whole then fails with the first such note;
    /// the value returned meanwhile means nothing.
    fn read(reader: &mut Reader<'_>) -> Self;

    /// Reads the value if there is one.
    #[doc(hidden)]
    #[inline(never)]
    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.is_absent(Self::TYPE) {
            reader.skip();
            None
        } else {
            Some(Self::read(reader))
        }
    }
}
