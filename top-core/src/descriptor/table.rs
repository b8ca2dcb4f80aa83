//! What the derives write of a struct, and how a descriptor is made of it.
//!
//! What a declaration costs to compile is counted in expressions, and in what the compiler runs. A field described by an
//! expression of its own costs twice what it does as two literals and a type among others. And the compiler runs at
//! once what a constant borrows, while it leaves the rest to the first use: a crate that declares an API and is only checked
//! does not pay for making its descriptors.

use super::{Check, Descriptor, Field, Outcome, Type};
use crate::api::TopObject;
use crate::rules::Rule;
use crate::wire::Wire;

/// What a derive writes of a struct.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    name: &'static str,
    docs: &'static str,
    texts: &'static [&'static str],
    details: &'static [(usize, Detail)],
    is_request: bool,
}

/// What is said of a field beyond its name, type and documentation.
#[derive(Debug, Clone, Copy)]
pub enum Detail {
    /// The whole field: its type is not known by its name, and is checked together with what is said of it.
    Field(Field),
    /// The Rust name where it is not the wire name.
    RustName(&'static str),
    /// The documented example value.
    Example(&'static str),
    /// The rules.
    Rules(&'static [Rule]),
    /// The rules of every element.
    ItemRules(&'static [Rule]),
    /// The value is written as JSON text inside a string.
    JsonText,
    /// The list is written as a JSON array.
    JsonList,
    /// The value is never shown.
    Secret,
}

impl Table {
    /// The table of a struct whose descriptor is written by hand.
    pub(crate) const NONE: Self = Self::object("", "", &[]);

    /// Describes the fields of a struct by `texts`, which are a wire name and a documentation text in turn.
    #[must_use]
    pub const fn object(name: &'static str, docs: &'static str, texts: &'static [&'static str]) -> Self {
        Self { name, docs, texts, details: &[], is_request: false }
    }

    /// Describes the fields of a request.
    #[must_use]
    pub const fn request(name: &'static str, docs: &'static str, texts: &'static [&'static str]) -> Self {
        Self { is_request: true, ..Self::object(name, docs, texts) }
    }

    /// Sets what else is said of fields, each by its index.
    #[must_use]
    pub const fn with_details(mut self, details: &'static [(usize, Detail)]) -> Self {
        self.details = details;
        self
    }

    /// Returns the `N` fields, which have these types.
    const fn fields<const N: usize>(self, mut types: &'static Pieces) -> [Field; N] {
        let mut fields = [Field::declared("", "", Type::String); N];
        let (mut first, mut index) = (0, 0);
        while index < N {
            let last = first + types.list.len();
            while index < last {
                let field = &mut fields[index];
                field.wire_name = self.texts[2 * index];
                field.docs = self.texts[2 * index + 1];
                field.ty = types.list[index - first];
                index += 1;
            }
            if let Some(rest) = types.rest {
                types = rest;
            }
            first = index;
        }
        let mut at = 0;
        while at < self.details.len() {
            let (index, detail) = self.details[at];
            fields[index] = detail.said_of(fields[index]);
            at += 1;
        }
        fields
    }
}

impl Detail {
    const fn said_of(self, field: Field) -> Field {
        match self {
            Self::Field(field) => field,
            Self::RustName(rust_name) => field.with_rust_name(rust_name),
            Self::Example(example) => field.with_example(example),
            Self::Rules(rules) => field.with_rules(rules),
            Self::ItemRules(rules) => field.with_item_rules(rules),
            Self::JsonText => field.as_json_text(),
            Self::JsonList => field.as_json_list(),
            Self::Secret => field.secret(),
        }
    }
}

/// Makes the descriptor of `O` with the members that carry its outcome.
///
/// It is no reference: what a constant borrows the compiler runs at once, so that what is wrong with the outcome is said
/// where it is declared.
///
/// # Panics
///
/// Panics, at compile time as the derive uses it, where [`Descriptor::with_outcome`] does.
#[must_use]
#[track_caller]
pub const fn describe_with<O: TopObject>(outcome: Outcome) -> Descriptor {
    O::Fields::DESCRIPTOR.with_outcome(outcome)
}

/// The types of the fields of `O`, which make its descriptor because they know how many they are: a tuple of wire types,
/// or [`Typed`].
pub trait Types<O> {
    /// The descriptor, made of the types and the table of the struct.
    const DESCRIPTOR: &'static Descriptor;
}

/// Makes a descriptor from a table and types.
///
/// It is a macro, because a constant that takes its descriptor from another one is evaluated, and the whole of it checked,
/// once more for each struct.
macro_rules! descriptor_of {
    ($object:ty, $list:ty, $count:expr) => {{
        let Table { name, docs, is_request, .. } = <$object>::TABLE;
        let fields = &<$object>::TABLE.fields::<{ $count }>(<$list as TypeList>::TYPES);
        &Descriptor {
            name,
            docs,
            fields,
            is_request,
            checks: Some(&Check::all(fields, is_request)),
            outcome: None,
        }
    }};
}

/// No types: the descriptor is written by hand.
impl<O> Types<O> for () {
    const DESCRIPTOR: &'static Descriptor = panic!("the descriptor is written by hand");
}

/// The types of `N` fields, of more than a tuple takes or of none at all.
#[derive(Debug)]
pub struct Typed<List, const N: usize>(List);

impl<O: TopObject, List: TypeList, const N: usize> Types<O> for Typed<List, N> {
    const DESCRIPTOR: &'static Descriptor = descriptor_of!(O, List, N);
}

/// Types in the order of the fields, in as many pieces as tuples were needed to name them.
#[derive(Debug)]
pub struct Pieces {
    list: &'static [Type],
    rest: Option<&'static Self>,
}

/// A tuple of wire types, or a chain of tuples.
pub trait TypeList {
    /// The types.
    const TYPES: &'static Pieces;
}

/// The types of a tuple and those that follow.
#[derive(Debug)]
pub struct Chain<First, Rest>(First, Rest);

impl TypeList for () {
    const TYPES: &'static Pieces = &Pieces { list: &[], rest: None };
}

impl<First: TypeList, Rest: TypeList> TypeList for Chain<First, Rest> {
    const TYPES: &'static Pieces = &Pieces { list: First::TYPES.list, rest: Some(Rest::TYPES) };
}

macro_rules! count {
    () => { 0 };
    ($first:ident $($rest:ident)*) => { 1 + count!($($rest)*) };
}

macro_rules! impl_types_for_tuples {
    ($(($($parameter:ident)*))*) => {$(
        impl<O: TopObject, $($parameter: Wire),*> Types<O> for ($($parameter,)*) {
            const DESCRIPTOR: &'static Descriptor = descriptor_of!(O, Self, { count!($($parameter)*) });
        }

        impl<$($parameter: Wire),*> TypeList for ($($parameter,)*) {
            const TYPES: &'static Pieces = &Pieces { list: &[$($parameter::TYPE),*], rest: None };
        }
    )*};
}

impl_types_for_tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) (A B C D E F G H I)
    (A B C D E F G H I J) (A B C D E F G H I J K) (A B C D E F G H I J K L)
}
