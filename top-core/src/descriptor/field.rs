//! One field of a declared struct.

use super::Type;
use crate::rules::Rule;

/// Describes one field of a declared struct.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub(super) wire_name: &'static str,
    /// Empty if it is the wire name.
    rust_name: &'static str,
    pub(super) docs: &'static str,
    example: &'static str,
    pub(super) ty: Type,
    pub(super) rules: &'static [Rule],
    item_rules: &'static [Rule],
    form: Form,
    is_secret: bool,
}

/// How a value is written where that is not decided by its type and level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As its type and level have it.
    Plain,
    /// Inside a struct as text that is JSON.
    JsonText,
    /// At the top level as a JSON array, though its elements are scalars.
    JsonList,
}

impl Field {
    /// Describes a field by its wire name (名称) and type (类型).
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant, if the wire name is empty or contains
    /// anything but the printable ASCII characters that need no escape in JSON.
    pub const fn new(wire_name: &'static str, ty: Type) -> Self {
        assert!(
            is_wire_name(wire_name),
            "a wire name is printable ASCII without blanks, quotes and backslashes"
        );
        Self::declared(wire_name, "", ty)
    }

    /// Describes a field whose wire name was checked. A loop over its characters, run by the compiler, would be a sixth
    /// of what a declaration costs.
    pub(super) const fn declared(wire_name: &'static str, docs: &'static str, ty: Type) -> Self {
        Self {
            wire_name,
            rust_name: "",
            docs,
            example: "",
            ty,
            rules: &[],
            item_rules: &[],
            form: Form::Plain,
            is_secret: false,
        }
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
    #[track_caller]
    pub const fn with_rules(mut self, rules: &'static [Rule]) -> Self {
        let mut index = 0;
        while index < rules.len() {
            rules[index].assert_applies_to(self.ty);
            index += 1;
        }
        self.rules = rules;
        self
    }

    /// Sets the rules of every element of a list.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if the field is no list or a rule cannot apply
    /// to its elements.
    #[must_use]
    #[track_caller]
    pub const fn with_item_rules(mut self, rules: &'static [Rule]) -> Self {
        let Type::List(element) = self.ty.required() else {
            panic!("items(...) is for lists: make it a `Vec<_>`, or move the rules out of the parentheses")
        };
        let mut index = 0;
        while index < rules.len() {
            rules[index].assert_applies_to(*element);
            index += 1;
        }
        self.item_rules = rules;
        self
    }

    /// Sets the documented example value (示例值).
    #[must_use]
    pub const fn with_example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// Has the value written as JSON text inside a string, where it would be embedded as JSON.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if the type is not written as JSON.
    #[must_use]
    #[track_caller]
    pub const fn as_json_text(mut self) -> Self {
        assert!(
            matches!(self.ty.required(), Type::Object(_) | Type::Map(_) | Type::List(_) | Type::Json),
            "json is for structs, maps, lists and Json, which it writes as text: remove `json`"
        );
        self.form = Form::JsonText;
        self
    }

    /// Has a top-level list of scalars written as a JSON array instead of text with commas.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if the field is no list.
    #[must_use]
    #[track_caller]
    pub const fn as_json_list(mut self) -> Self {
        assert!(
            matches!(self.ty.required(), Type::List(_)),
            "list is for lists: make it a `Vec<_>`, or remove `list`"
        );
        self.form = Form::JsonList;
        self
    }

    /// Says that a top-level list is text with commas, which is the default of scalars.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant as the derives do, if the field is no list of scalars.
    #[must_use]
    #[track_caller]
    pub const fn as_comma_list(self) -> Self {
        let Type::List(element) = self.ty.required() else {
            panic!("list is for lists: make it a `Vec<_>`, or remove `list`")
        };
        assert!(
            element.is_scalar(),
            "only scalars are joined by commas: remove `list`, as JSON is the default of other elements"
        );
        self
    }

    /// Marks the value as one that is never shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Returns the name on the wire, verbatim as documented.
    pub const fn wire_name(&self) -> &'static str {
        self.wire_name
    }

    /// Returns the name of the Rust field, without `r#`.
    pub const fn rust_name(&self) -> &'static str {
        if self.rust_name.is_empty() { self.wire_name } else { self.rust_name }
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

    /// Returns the rules of every element, if the field is a list.
    pub const fn item_rules(&self) -> &'static [Rule] {
        self.item_rules
    }

    /// Returns the documented example value (示例值), empty if there is none.
    pub const fn example(&self) -> &'static str {
        self.example
    }

    /// Returns whether the value is never shown.
    pub const fn is_secret(&self) -> bool {
        self.is_secret
    }

    /// Returns whether the value is written as JSON text inside a string.
    pub const fn is_json_text(&self) -> bool {
        matches!(self.form, Form::JsonText)
    }

    /// Returns whether a top-level list of scalars is written as a JSON array.
    pub const fn is_json_list(&self) -> bool {
        matches!(self.form, Form::JsonList)
    }

    pub(crate) const fn form(&self) -> Form {
        self.form
    }
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
