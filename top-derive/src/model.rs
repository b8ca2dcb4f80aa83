//! The two levels of the input: `Raw*` as written, the others as proved.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Fields, Generics, Ident, LitStr, Path, Type, Visibility};

use crate::attr::list::Item;
use crate::attr::{Entry, Place};

/// Which macro runs.
#[derive(Clone, Copy, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "they are the names of the macros")]
pub(crate) enum Derive {
    TopApi,
    TopObject,
    TopEnum,
}

/// A struct or an enum as written.
pub(crate) struct RawContainer {
    pub(crate) derive: Derive,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: String,
    pub(crate) keys: Vec<RawKey>,
    pub(crate) data: RawData,
    /// Whether the expansion may touch what is deprecated.
    pub(crate) allow_deprecated: bool,
}

/// What a struct or an enum consists of.
pub(crate) enum RawData {
    /// Something that the derive is not for; that error is reported already.
    Broken,
    Struct(Vec<RawField>),
    Enum(Vec<RawVariant>),
}

/// A field as written.
pub(crate) struct RawField {
    pub(crate) ident: Ident,
    /// The name without `r#`: the compiler is asked once for the text of a token, as each time costs.
    pub(crate) rust_name: String,
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) keys: Vec<RawKey>,
    pub(crate) deprecated: Option<Attribute>,
}

/// A variant as written.
pub(crate) struct RawVariant {
    pub(crate) ident: Ident,
    pub(crate) fields: Fields,
    pub(crate) docs: String,
    pub(crate) keys: Vec<RawKey>,
    /// What follows `=`.
    pub(crate) discriminant: Option<TokenStream>,
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
    /// The digits of a code, perhaps with a sign.
    Integer(String),
    Example(String),
    Count(u32),
    Bound(RawBound),
    Choices(Vec<LitStr>),
    /// Choices of which these are no text, which is a mistake only where text is.
    OddChoices(Vec<TokenStream>),
    Rules(Vec<RawKey>),
    Type(Box<Type>),
    Path(Path),
}

/// A bound as written; numbers in decimal digits, perhaps with a sign and a point.
pub(crate) enum RawBound {
    Integer(String),
    Fraction(String),
    Text(String),
}

/// What all impls of one type share.
pub(crate) struct Head {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The type parameters that occur in fields on the wire.
    pub(crate) wire_parameters: Vec<Ident>,
    pub(crate) krate: TokenStream,
    pub(crate) docs: String,
    pub(crate) allow_deprecated: bool,
}

/// A struct whose impls can be written.
pub(crate) struct Object {
    pub(crate) head: Head,
    pub(crate) fields: Vec<Field>,
    pub(crate) skipped: Vec<Ident>,
    pub(crate) api: Option<Api>,
    pub(crate) outcome: Option<Outcome>,
    /// The author's own check of the struct as a whole.
    pub(crate) custom: Option<Path>,
    pub(crate) has_builder: bool,
    pub(crate) has_debug: bool,
}

/// What makes a struct the request of an API.
pub(crate) struct Api {
    pub(crate) method: String,
    pub(crate) response: TokenStream,
    /// The indices of the fields in ascending order of the bytes of their wire names.
    pub(crate) sorted: Vec<usize>,
    pub(crate) session: Session,
    pub(crate) is_idempotent: bool,
}

/// Whether an API is called on behalf of a user.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Session {
    Optional,
    Required,
    None,
}

/// Which members tell what became of a call.
pub(crate) struct Outcome {
    pub(crate) success: OutcomePath,
    pub(crate) ok: Option<String>,
    pub(crate) code: Option<OutcomePath>,
    pub(crate) message: Option<OutcomePath>,
}

/// A path of wire names to a member, and where it is written.
pub(crate) struct OutcomePath {
    pub(crate) steps: Vec<String>,
    pub(crate) first: FirstStep,
    pub(crate) span: Span,
}

/// What the first step of a path leads to, as far as `top-core` has to follow it.
pub(crate) enum FirstStep {
    /// Something that needs no check, or that can have none.
    Settled,
    /// A struct, of which the second step is a member.
    Struct(Type),
    /// Something that has to be a scalar, where the path ends.
    End(Type),
}

/// A field on the wire.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) rust_name: String,
    pub(crate) ty: Type,
    /// Whether every name in the type is of the language or its library.
    pub(crate) is_known: bool,
    pub(crate) is_required: bool,
    pub(crate) wire_name: String,
    pub(crate) docs: String,
    pub(crate) example: Option<String>,
    pub(crate) rules: Rules,
    /// The rules of every element.
    pub(crate) items: Rules,
    /// The author's own check.
    pub(crate) custom: Option<Path>,
    pub(crate) form: Option<Form>,
    pub(crate) is_secret: bool,
    pub(crate) deprecated: Option<Attribute>,
}

/// Rules, and where the first of them is written.
pub(crate) struct Rules {
    pub(crate) all: Vec<Rule>,
    pub(crate) span: Span,
}

impl Rules {
    pub(crate) fn none() -> Self {
        Self { all: Vec::new(), span: Span::mixed_site() }
    }
}

/// How a value is written if not as its type has it, and where that is said.
pub(crate) enum Form {
    JsonText(Span),
    JsonList(Span),
    /// The default, of elements that may be no scalars.
    CommaList(Span),
}

/// A rule that some value of the field's type keeps and some other breaks.
pub(crate) enum Rule {
    MaxLen(u32),
    MinLen(u32),
    MaxBytes(u32),
    Min(Bound),
    Max(Bound),
    Digits(u32),
    Scale(u32),
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

/// An enum of codes whose impls can be written.
pub(crate) struct Codes {
    pub(crate) head: Head,
    pub(crate) is_number: bool,
    pub(crate) documented: Vec<Code>,
    /// The variant for all other codes.
    pub(crate) other: Ident,
    /// The type of what that holds.
    pub(crate) payload: Type,
}

/// A documented code.
pub(crate) struct Code {
    pub(crate) ident: Ident,
    /// The text on the wire, a number by its digits.
    pub(crate) text: String,
    pub(crate) docs: String,
}

impl Derive {
    /// Returns the place of the keys on the struct or the enum itself.
    pub(crate) fn place(self) -> Place {
        match self {
            Self::TopApi => Place::Api,
            Self::TopObject => Place::Object,
            Self::TopEnum => Place::Enum,
        }
    }
}

impl RawContainer {
    /// Returns the fields of a struct.
    pub(crate) fn fields(&self) -> &[RawField] {
        if let RawData::Struct(fields) = &self.data { fields } else { &[] }
    }

    /// Returns the variants of an enum.
    pub(crate) fn variants(&self) -> &[RawVariant] {
        if let RawData::Enum(variants) = &self.data { variants } else { &[] }
    }
}
