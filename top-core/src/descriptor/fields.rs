//! How the derives describe fields: texts in one array, types in one tuple, and by its index what else is said of one.
//!
//! What a declaration costs to compile is counted in expressions. A field described by an expression of its own costs
//! twice what it does as two literals and a type among others.

use super::{Field, Type};
use crate::rules::Rule;
use crate::wire::Wire;

/// Describes the `N` fields of a struct.
#[derive(Debug, Clone, Copy)]
pub struct Fields<const N: usize>([Field; N]);

impl<const N: usize> Fields<N> {
    /// Describes fields by `texts`, which are a wire name and a documentation text in turn, and their types.
    #[must_use]
    pub const fn new<T: Types>(texts: &[&'static str]) -> Self {
        let mut fields = [Field::declared("", "", Type::String); N];
        let (mut types, mut first, mut index) = (T::TYPES, 0, 0);
        while index < N {
            let last = first + types.list.len();
            while index < last {
                let field = &mut fields[index];
                field.wire_name = texts[2 * index];
                field.docs = texts[2 * index + 1];
                field.ty = types.list[index - first];
                index += 1;
            }
            if let Some(rest) = types.rest {
                types = rest;
            }
            first = index;
        }
        Self(fields)
    }

    /// Puts `field` at `index`, where the tuple has `()`.
    #[must_use]
    pub const fn with(mut self, index: usize, field: Field) -> Self {
        self.0[index] = field;
        self
    }

    /// Sets the Rust name where it is not the wire name.
    #[must_use]
    pub const fn with_rust_name(mut self, index: usize, rust_name: &'static str) -> Self {
        self.0[index] = self.0[index].with_rust_name(rust_name);
        self
    }

    /// Sets the documented example value.
    #[must_use]
    pub const fn with_example(mut self, index: usize, example: &'static str) -> Self {
        self.0[index] = self.0[index].with_example(example);
        self
    }

    /// Sets the rules.
    #[must_use]
    #[track_caller]
    pub const fn with_rules(mut self, index: usize, rules: &'static [Rule]) -> Self {
        self.0[index] = self.0[index].with_rules(rules);
        self
    }

    /// Sets the rules of every element.
    #[must_use]
    #[track_caller]
    pub const fn with_item_rules(mut self, index: usize, rules: &'static [Rule]) -> Self {
        self.0[index] = self.0[index].with_item_rules(rules);
        self
    }

    /// Has the value written as JSON text inside a string.
    #[must_use]
    #[track_caller]
    pub const fn as_json_text(mut self, index: usize) -> Self {
        self.0[index] = self.0[index].as_json_text();
        self
    }

    /// Has the list written as a JSON array.
    #[must_use]
    #[track_caller]
    pub const fn as_json_list(mut self, index: usize) -> Self {
        self.0[index] = self.0[index].as_json_list();
        self
    }

    /// Says that the list is text with commas.
    #[must_use]
    #[track_caller]
    pub const fn as_comma_list(mut self, index: usize) -> Self {
        self.0[index] = self.0[index].as_comma_list();
        self
    }

    /// Marks the value as one that is never shown.
    #[must_use]
    pub const fn secret(mut self, index: usize) -> Self {
        self.0[index] = self.0[index].secret();
        self
    }

    /// Returns the list of the fields.
    #[must_use]
    pub const fn list(self) -> [Field; N] {
        self.0
    }
}

/// Types in the order of the fields, in as many pieces as tuples were needed to name them.
#[derive(Debug)]
pub struct TypeList {
    list: &'static [Type],
    rest: Option<&'static Self>,
}

/// A tuple of wire types.
pub trait Types {
    /// The types.
    const TYPES: &'static TypeList;
}

/// The types of a tuple and those that follow.
#[derive(Debug)]
pub struct Chain<First, Rest>(First, Rest);

impl<First: Types, Rest: Types> Types for Chain<First, Rest> {
    const TYPES: &'static TypeList = &TypeList { list: First::TYPES.list, rest: Some(Rest::TYPES) };
}

macro_rules! impl_types_for_tuples {
    ($(($($parameter:ident)*))*) => {$(
        impl<$($parameter: Wire),*> Types for ($($parameter,)*) {
            const TYPES: &'static TypeList = &TypeList { list: &[$($parameter::TYPE),*], rest: None };
        }
    )*};
}

impl_types_for_tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) (A B C D E F G H I)
    (A B C D E F G H I J) (A B C D E F G H I J K) (A B C D E F G H I J K L)
}
