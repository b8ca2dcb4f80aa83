//! A field's value on its way out, borrowed: the one form in which flattening and validation see data.

use crate::api::TopObject;
use crate::descriptor::{Descriptor, Field, Type};
use crate::validate::Checks;
use crate::wire::{DateTime, Decimal, File, Json, Wire};

/// A borrowed value of any wire type.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    // First, as it is what nearly all values are: the compiler asks in this order.
    /// Text.
    String(&'a str),
    /// An optional value that is not there.
    Absent,
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
pub trait Borrow {
    /// Borrows the value.
    fn borrow(&self) -> Value<'_>;
}

impl<T: Wire> Borrow for T {
    fn borrow(&self) -> Value<'_> {
        self.value()
    }
}

/// A declared struct, seen without knowing which: its table and its values.
///
/// Every [`TopObject`] is one; it is the whole of what the engine needs to check and to send a struct. There is one
/// function to it, because each struct has it again.
pub trait Object: Send + Sync {
    /// Lends the table and every field, in its order: one call of [`Borrower::take`].
    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>);
}

#[diagnostic::do_not_recommend]
impl<T: TopObject> Object for T {
    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        borrower.descriptor = T::DESCRIPTOR;
        TopObject::lend(self, borrower);
    }
}

impl dyn Object + '_ {
    /// Returns the table of the struct.
    pub fn descriptor(&self) -> &'static Descriptor {
        let mut descriptor = <()>::DESCRIPTOR;
        self.lend(&mut Borrower::new(&mut |lent| descriptor = lent.descriptor));
        descriptor
    }

    /// Returns the value of the field at `index` of the table, [`Value::Absent`] beyond its end.
    ///
    /// Every field is lent for it: what asks for all of them asks [`lend`](Object::lend) instead.
    pub fn field(&self, index: usize) -> Value<'_> {
        let mut value = Value::Absent;
        self.lend(&mut Borrower::new(&mut |lent| value = lent.value(index)));
        value
    }
}

/// Who borrows the fields of a struct for as long as one look at them takes.
pub struct Borrower<'v, 'b> {
    descriptor: &'static Descriptor,
    look: &'b mut dyn FnMut(Lent<'v, '_>),
}

/// A struct as it is lent.
#[derive(Clone, Copy)]
pub struct Lent<'v, 'l> {
    descriptor: &'static Descriptor,
    fields: &'l [&'v dyn Borrow],
    checks: Option<&'l dyn Fn(&mut Checks<'_, '_>)>,
}

impl<'v, 'b> Borrower<'v, 'b> {
    /// Has `look` called with what is lent.
    pub fn new(look: &'b mut dyn FnMut(Lent<'v, '_>)) -> Self {
        Self { descriptor: <()>::DESCRIPTOR, look }
    }

    /// Takes the fields of a struct, in the order of its table.
    #[inline]
    pub fn take(&mut self, fields: &[&'v dyn Borrow]) {
        (self.look)(Lent { descriptor: self.descriptor, fields, checks: None });
    }

    /// Takes the fields of a struct whose type does not tell its table.
    pub(crate) fn take_as(&mut self, descriptor: &'static Descriptor, fields: &[&'v dyn Borrow]) {
        self.descriptor = descriptor;
        self.take(fields);
    }

    /// Takes, besides, how the author's own checks are made.
    pub fn take_with_checks(&mut self, fields: &[&'v dyn Borrow], checks: &dyn Fn(&mut Checks<'_, '_>)) {
        (self.look)(Lent { descriptor: self.descriptor, fields, checks: Some(checks) });
    }
}

impl<'v> Lent<'v, '_> {
    /// Returns the table of the struct.
    pub fn descriptor(&self) -> &'static Descriptor {
        self.descriptor
    }

    /// Returns the value of the field at `index` of the table, [`Value::Absent`] beyond its end.
    pub fn value(&self, index: usize) -> Value<'v> {
        self.fields.get(index).map_or(Value::Absent, |field| field.borrow())
    }

    /// Returns every row of the table with the value of its field.
    pub fn members(&self) -> impl Iterator<Item = (&'static Field, Value<'v>)> {
        self.fields().map(|(field, lent)| (field, lent.borrow()))
    }

    /// Returns every row of the table with its field, whose value is then not moved from where it is returned to: that
    /// would load two words at once that were stored one by one, for which a processor waits.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'static Field, &'v dyn Borrow)> {
        self.descriptor.fields().iter().zip(self.fields.iter().copied())
    }

    /// Returns the field at `index` of the table, whose value is not to be moved either.
    #[inline]
    pub(crate) fn field(&self, index: usize) -> Option<&'v dyn Borrow> {
        self.fields.get(index).copied()
    }

    /// Returns how the author's own checks are made.
    #[inline]
    pub(crate) fn checks(&self) -> Option<&dyn Fn(&mut Checks<'_, '_>)> {
        self.checks
    }
}

impl std::fmt::Debug for Borrower<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Borrower").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Lent<'_, '_> {
    /// Shows the type alone: what a value holds is the owner's to print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lent").field("name", &self.descriptor.name()).finish_non_exhaustive()
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
