//! What a declared type is, as data: names, documentation, types and rules.
//!
//! The derives write one [`Descriptor`] a struct. Everything that has to know a type reads it here: flattening,
//! validation, decoding, documentation and the test gateway. There is no second description anywhere.

use crate::api::TopObject;
use crate::rules::Rule;

/// Describes one declared struct.
#[derive(Debug, Clone, Copy)]
pub struct Descriptor {
    name: &'static str,
    docs: &'static str,
    fields: &'static [Field],
    is_request: bool,
}

impl Descriptor {
    /// Describes the struct `name` with `fields` in the order of their declaration.
    pub const fn object(name: &'static str, fields: &'static [Field]) -> Self {
        Self { name, docs: "", fields, is_request: false }
    }

    /// Describes the request `name`: its fields are the parameters of a call.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derive does, if a field has the wire name of a
    /// [system parameter](crate::system::SYSTEM_PARAMETERS): the two would be one parameter on the wire.
    pub const fn request(name: &'static str, fields: &'static [Field]) -> Self {
        let mut index = 0;
        while index < fields.len() {
            assert!(
                !crate::system::is_system_parameter(fields[index].wire_name),
                "the wire name of a request's field is that of a system parameter"
            );
            index += 1;
        }
        Self { name, docs: "", fields, is_request: true }
    }

    /// Sets the documentation text.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Returns the name of the Rust struct, which is the documented type name (类型).
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the documentation text, lines separated by `\n`, empty if there is none.
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns whether the struct is a request: its fields are parameters, written by the rules of the top level.
    pub const fn is_request(&self) -> bool {
        self.is_request
    }

    /// Returns the fields that travel on the wire, in the order of their declaration.
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }
}

/// Describes one field of a declared struct.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    wire_name: &'static str,
    rust_name: &'static str,
    docs: &'static str,
    ty: Type,
    rules: &'static [Rule],
}

impl Field {
    /// Describes a field by its wire name (名称) and type (类型).
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if the wire name is empty or contains
    /// anything but the printable ASCII characters that need no escape in JSON.
    pub const fn new(wire_name: &'static str, ty: Type) -> Self {
        assert!(
            is_wire_name(wire_name),
            "a wire name is printable ASCII without blanks, quotes and backslashes"
        );
        Self { wire_name, rust_name: wire_name, docs: "", ty, rules: &[] }
    }

    /// Sets the Rust name where it is not the wire name.
    #[must_use]
    pub const fn with_rust_name(mut self, rust_name: &'static str) -> Self {
        self.rust_name = rust_name;
        self
    }

    /// Sets the documentation text (描述).
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the rules (更多限制) that [`validate`](crate::TopObject::validate) checks.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if a rule cannot apply to the field's
    /// type: a rule that is never checked must not look as if it were.
    #[must_use]
    pub const fn with_rules(mut self, rules: &'static [Rule]) -> Self {
        let mut index = 0;
        while index < rules.len() {
            rules[index].assert_applies_to(self.ty);
            index += 1;
        }
        self.rules = rules;
        self
    }

    /// Returns the name on the wire, verbatim as documented.
    pub const fn wire_name(&self) -> &'static str {
        self.wire_name
    }

    /// Returns the name of the Rust field, without `r#`.
    pub const fn rust_name(&self) -> &'static str {
        self.rust_name
    }

    /// Returns the documentation text, lines separated by `\n`, empty if there is none.
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the type, [`Type::Optional`] if the field is an [`Option`].
    pub const fn ty(&self) -> Type {
        self.ty
    }

    /// Returns whether the field is required (必须): it is no [`Option`].
    pub const fn is_required(&self) -> bool {
        !matches!(self.ty, Type::Optional(_))
    }

    /// Returns the rules of the field.
    pub const fn rules(&self) -> &'static [Rule] {
        self.rules
    }
}

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
    /// `Map`: an object with free member names.
    Map(&'static Type),
    /// `T[]`: a list.
    List(&'static Type),
    /// A documented struct. The descriptor is behind a function so that types can contain themselves.
    Object(fn() -> &'static Descriptor),
    /// An optional (可选) value.
    Optional(&'static Type),
}

impl Type {
    /// Returns the type itself without its [`Optional`](Type::Optional).
    #[must_use]
    pub const fn required(self) -> Self {
        let mut ty = self;
        while let Self::Optional(inner) = ty {
            ty = *inner;
        }
        ty
    }

    /// Returns whether a top-level list of this element type is joined by commas, as opposed to written as JSON.
    pub(crate) const fn is_scalar(self) -> bool {
        matches!(
            self.required(),
            Self::String | Self::Number { .. } | Self::Boolean | Self::Date | Self::Decimal
        )
    }
}

/// Describes one API: what its request and its response are and how its call is made.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    method: &'static str,
    sorted: &'static [u16],
    request: fn() -> &'static Descriptor,
    response: fn() -> &'static Descriptor,
}

impl Api {
    /// Describes the API `method`.
    ///
    /// `sorted` holds the indices of the request's fields in ascending order of their wire names, the order in which
    /// they are signed.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derive does, if `sorted` is no such order or the
    /// descriptor of the request was not made by [`Descriptor::request`].
    pub const fn new<Request, Response>(method: &'static str, sorted: &'static [u16]) -> Self
    where
        Request: TopObject,
        Response: TopObject,
    {
        assert!(
            Request::DESCRIPTOR.is_request,
            "the descriptor of a request is made by `Descriptor::request`"
        );
        assert_sorted(sorted, Request::DESCRIPTOR.fields);
        Self { method, sorted, request: descriptor_of::<Request>, response: descriptor_of::<Response> }
    }

    /// Returns the method name of the API, for example `taobao.phone.bank.credit.process`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// Returns the description of the request.
    pub fn request(&self) -> &'static Descriptor {
        (self.request)()
    }

    /// Returns the description of the response.
    pub fn response(&self) -> &'static Descriptor {
        (self.response)()
    }

    /// Returns the indices of the request's fields in the order in which they are signed.
    pub(crate) const fn sorted(&self) -> &'static [u16] {
        self.sorted
    }
}

/// Returns the descriptor of `T`; as a function pointer it lets types contain themselves.
pub fn descriptor_of<T: TopObject>() -> &'static Descriptor {
    T::DESCRIPTOR
}

const fn is_wire_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if !bytes[index].is_ascii_graphic() || bytes[index] == b'"' || bytes[index] == b'\\' {
            return false;
        }
        index += 1;
    }
    index > 0
}

const fn assert_sorted(sorted: &[u16], fields: &[Field]) {
    assert!(sorted.len() == fields.len(), "`sorted` names every field of the request once");
    let mut index = 1;
    while index < sorted.len() {
        let (before, after) = (sorted[index - 1] as usize, sorted[index] as usize);
        assert!(
            is_less(fields[before].wire_name.as_bytes(), fields[after].wire_name.as_bytes()),
            "`sorted` is in strictly ascending order of the wire names"
        );
        index += 1;
    }
}

const fn is_less(left: &[u8], right: &[u8]) -> bool {
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return left[index] < right[index];
        }
        index += 1;
    }
    left.len() < right.len()
}
