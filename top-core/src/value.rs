//! A field's value on its way out, borrowed: the one form in which flattening and validation see data.

use crate::api::TopObject;
use crate::descriptor::{Descriptor, Type};
use crate::validate::Checks;
use crate::wire::{DateTime, Decimal, File, Json, Wire};

/// A borrowed value of any wire type.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    /// An optional value that is not there.
    Absent,
    /// Text.
    String(&'a str),
    /// A whole number.
    Number(i64),
    /// A truth value.
    Boolean(bool),
    /// A date with time.
    Date(DateTime),
    /// Decimal text.
    Decimal(&'a Decimal),
    /// Any JSON.
    Json(&'a Json),
    /// A file to upload.
    File(&'a File),
    /// A declared struct.
    Object(&'a dyn Object),
    /// A list.
    List(&'a dyn List),
    /// An object with free member names.
    Map(&'a dyn Map),
}

/// A wire value, seen without knowing its type.
#[doc(hidden)]
pub trait Borrow {
    /// Borrows the value.
    fn borrow(&self) -> Value<'_>;
}

impl<T: Wire> Borrow for T {
    fn borrow(&self) -> Value<'_> {
        self.value()
    }
}

/// Borrows the value of the field at `index`, in the few words that an expansion has for it.
#[doc(hidden)]
#[inline]
pub fn value_at<'a>(fields: &[&'a dyn Borrow], index: usize) -> Value<'a> {
    fields.get(index).map_or(Value::Absent, |field| field.borrow())
}

/// A declared struct, seen without knowing which: its table and its values.
///
/// Every [`TopObject`] is one; it is the whole of what the engine needs to check and to send a struct.
pub trait Object: Send + Sync {
    /// Returns the table of the struct.
    fn descriptor(&self) -> &'static Descriptor;

    /// Returns the value of the field at `index` of the table, [`Value::Absent`] beyond its end.
    fn field(&self, index: usize) -> Value<'_>;

    /// Makes the author's own checks.
    fn check(&self, checks: &mut Checks<'_, '_>);
}

#[diagnostic::do_not_recommend]
impl<T: TopObject> Object for T {
    fn descriptor(&self) -> &'static Descriptor {
        T::DESCRIPTOR
    }

    fn field(&self, index: usize) -> Value<'_> {
        self.field_at(index)
    }

    fn check(&self, checks: &mut Checks<'_, '_>) {
        self.check_custom(checks);
    }
}

/// A list of any element type.
pub trait List: Send + Sync {
    /// Returns the type of the elements.
    fn element_type(&self) -> Type;

    /// Returns the number of elements.
    fn count(&self) -> usize;

    /// Returns the element at `index`, [`Value::Absent`] beyond the end.
    fn element(&self, index: usize) -> Value<'_>;
}

/// An object with free member names and one type of values.
pub trait Map: Send + Sync {
    /// Calls `visit` with each member in ascending order of the names.
    fn for_each(&self, visit: &mut dyn FnMut(&str, Value<'_>));
}

impl std::fmt::Debug for dyn Object + '_ {
    /// Shows the type alone: what a value holds is the owner's to print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(self.descriptor().name()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for dyn List + '_ {
    /// Shows the number of elements alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("List").field("count", &self.count()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for dyn Map + '_ {
    /// Shows that it is a map, and nothing of its members.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Map").finish_non_exhaustive()
    }
}
