//! The two levels of the input: `Raw*` as written, the others as proved. No logic.

use proc_macro2::{Span, TokenStream};
use syn::{Generics, Ident, LitStr, Path, Type};

use crate::attr::Entry;
use crate::attr::list::Item;

/// Which macro runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    TopApi,
    TopObject,
}

/// A struct as written.
pub(crate) struct RawContainer {
    pub(crate) derive: Derive,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: String,
    pub(crate) keys: Vec<RawKey>,
    pub(crate) fields: Vec<RawField>,
    /// Whether it is a struct with named fields or none, as it must be.
    pub(crate) is_struct: bool,
    /// Whether the expansion may touch what is deprecated.
    pub(crate) allow_deprecated: bool,
}

/// A field as written.
pub(crate) struct RawField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) keys: Vec<RawKey>,
}

/// A key of `#[top(...)]` that is in the vocabulary and in its place.
pub(crate) struct RawKey {
    pub(crate) entry: &'static Entry,
    pub(crate) item: Item,
    pub(crate) value: RawValue,
    /// Whether the word was another and this key is only what was probably meant; that error is reported already.
    pub(crate) misspelt: bool,
}

/// What was given to a key, of the kind that the key takes.
pub(crate) enum RawValue {
    /// Something else; that error is reported already.
    Broken,
    Nothing,
    Text(LitStr),
    Count(u32),
    Bound(RawBound),
    Choices(Vec<LitStr>),
    Type(Type),
    Path(Path),
}

/// A bound as written; numbers in decimal digits, perhaps with a sign and a point.
pub(crate) enum RawBound {
    Integer(String),
    Fraction(String),
    Text(String),
}

/// A struct whose impls can be written.
pub(crate) struct Object {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The type parameters that occur in fields on the wire.
    pub(crate) wire_parameters: Vec<Ident>,
    pub(crate) krate: TokenStream,
    pub(crate) docs: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) skipped: Vec<Ident>,
    pub(crate) api: Option<Api>,
    pub(crate) allow_deprecated: bool,
}

/// What makes a struct the request of an API.
pub(crate) struct Api {
    pub(crate) method: String,
    pub(crate) response: TokenStream,
    /// The indices of the fields in ascending order of the bytes of their wire names.
    pub(crate) sorted: Vec<usize>,
}

/// A field on the wire.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) wire_name: String,
    pub(crate) docs: String,
    pub(crate) rules: Vec<Rule>,
    /// Where the first rule is written.
    pub(crate) rules_span: Span,
}

/// A rule that some value of the field's type keeps and some other breaks.
pub(crate) enum Rule {
    MaxLen(u32),
    MinLen(u32),
    MaxBytes(u32),
    Min(Bound),
    Max(Bound),
    Digits(u32),
    MinItems(u32),
    MaxItems(u32),
    OneOf(Vec<String>),
}

/// An inclusive bound.
#[derive(Clone)]
pub(crate) enum Bound {
    Number(i64),
    Decimal(String),
    Date(Date),
}

/// Year, month, day, hour, minute and second of a moment that exists.
pub(crate) type Date = [u16; 6];
