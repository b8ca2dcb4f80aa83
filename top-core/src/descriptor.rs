//! What a declared type is, as data: names, documentation, types and rules.
//!
//! The derives write one [`Descriptor`] a struct. Everything that has to know a type reads it here: flattening,
//! validation, decoding, documentation and the test gateway. There is no second description anywhere.

mod field;

mod check;

mod ty;

mod api;

mod outcome;

mod table;

pub use self::api::{Api, SessionMode};
pub(crate) use self::check::Check;
pub use self::field::Field;
pub(crate) use self::field::Form;
pub use self::outcome::Outcome;
#[doc(hidden)]
pub use self::table::{Chain, Detail, Table, Typed, Types, describe_with};
pub use self::ty::{Code, Enum, Type};
use crate::api::TopObject;

/// Describes one declared struct.
#[derive(Debug, Clone, Copy)]
pub struct Descriptor {
    name: &'static str,
    docs: &'static str,
    fields: &'static [Field],
    is_request: bool,
    /// What is to be checked of the fields, if that was found out when the descriptor was made.
    checks: Option<&'static [Check]>,
    outcome: Option<Outcome>,
}

impl Descriptor {
    /// Describes the struct `name` with `fields` in the order of their declaration.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derive does, if a field is a file:
    ///
    /// ```compile_fail,E0080
    /// # use top_core::{File, TopObject};
    /// // The derive refuses a `File` by its name; an alias is refused here.
    /// type Photo = File;
    ///
    /// #[derive(TopObject)]
    /// struct Item {
    ///     photo: Photo,
    /// }
    /// # let _ = Item::DESCRIPTOR;
    /// ```
    #[track_caller]
    pub const fn object(name: &'static str, fields: &'static [Field]) -> Self {
        let mut index = 0;
        while index < fields.len() {
            fields[index].ty().assert_has_place_in_object();
            index += 1;
        }
        Self::declared(name, "", fields)
    }

    /// Describes the struct `name` for the derive, which has checked the fields.
    #[doc(hidden)]
    pub const fn declared(name: &'static str, docs: &'static str, fields: &'static [Field]) -> Self {
        Self { name, docs, fields, is_request: false, checks: None, outcome: None }
    }

    /// Describes the request `name`: its fields are the parameters of a call.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant, if a field has the wire name of a
    /// [system parameter](crate::system::SYSTEM_PARAMETERS): the two would be one parameter on the wire.
    pub const fn request(name: &'static str, fields: &'static [Field]) -> Self {
        let mut index = 0;
        while index < fields.len() {
            assert!(
                !crate::system::is_system_parameter(fields[index].wire_name()),
                "the wire name of a request's field is that of a system parameter"
            );
            fields[index].ty().assert_has_place_among_parameters();
            index += 1;
        }
        Self::declared_request(name, "", fields)
    }

    /// Describes the request `name` for the derive, which has checked the fields.
    #[doc(hidden)]
    pub const fn declared_request(name: &'static str, docs: &'static str, fields: &'static [Field]) -> Self {
        Self { name, docs, fields, is_request: true, checks: None, outcome: None }
    }

    /// Sets the documentation text.
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Names the members that carry the business outcome.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derive does, if a path does not start at a member, or
    /// consists of one step, and the member cannot tell what it should.
    #[must_use]
    #[track_caller]
    pub const fn with_outcome(mut self, outcome: Outcome) -> Self {
        outcome.assert_leads(&self);
        self.outcome = Some(outcome);
        self
    }

    /// Returns which members carry the business outcome, if the declaration says so.
    pub const fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// Returns the type of the member with the wire name `name`.
    const fn type_of(&self, name: &str) -> Option<Type> {
        let mut index = 0;
        while index < self.fields.len() {
            if is_equal(self.fields[index].wire_name(), name) {
                return Some(self.fields[index].ty());
            }
            index += 1;
        }
        None
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

    /// Returns what is to be checked of the fields, `None` if each has to be asked.
    pub(crate) const fn checks(&self) -> Option<&'static [Check]> {
        self.checks
    }

    /// Returns the fields that travel on the wire, in the order of their declaration.
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }
}

/// Returns the descriptor of `T`; as a function pointer it lets types contain themselves.
pub fn descriptor_of<T: TopObject>() -> &'static Descriptor {
    T::DESCRIPTOR
}

/// Compares text in constants, where `==` cannot.
pub(crate) const fn is_equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

/// Compares bytes in constants, where `<` cannot.
pub(crate) const fn is_less(left: &[u8], right: &[u8]) -> bool {
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return left[index] < right[index];
        }
        index += 1;
    }
    left.len() < right.len()
}
