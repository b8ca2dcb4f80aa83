//! Declared structs, boxes of them, and the response that has no members.

use super::{Reader, Wire};
use crate::api::TopObject;
use crate::descriptor::{Descriptor, Type};
use crate::value::{Borrower, Value};

impl<T: TopObject> Wire for T {
    const TYPE: Type = Type::of::<T>();

    fn value(&self) -> Value<'_> {
        Value::Object(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.enter_object(T::DESCRIPTOR);
        T::from_reader(reader)
    }

    // Not in each field of each struct again: an optimised build of many APIs takes a tenth less time for it.
    #[inline(never)]
    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.enter_optional_object(T::DESCRIPTOR) { Some(T::from_reader(reader)) } else { None }
    }
}

/// A struct in a box is that struct: it can contain itself.
impl<T: TopObject> TopObject for Box<T> {
    type Fields = ();

    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;

    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        TopObject::lend(&**self, borrower);
    }

    fn from_reader(reader: &mut Reader<'_>) -> Self {
        Self::new(T::from_reader(reader))
    }
}

/// The response of an API that answers with success or error alone.
impl TopObject for () {
    type Fields = ();

    const DESCRIPTOR: &'static Descriptor = &Descriptor::object("()", &[]);

    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        borrower.take(&[]);
    }

    fn from_reader(_: &mut Reader<'_>) -> Self {}
}
