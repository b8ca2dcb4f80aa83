//! Declared structs, boxes of them, and the response that has no members.

use super::{Reader, Wire};
use crate::api::TopObject;
use crate::descriptor::{Descriptor, Type};
use crate::validate::Checks;
use crate::value::Value;

impl<T: TopObject> Wire for T {
    const TYPE: Type = Type::of::<T>();

    fn value(&self) -> Value<'_> {
        Value::Object(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.enter_object(T::DESCRIPTOR);
        T::from_reader(reader)
    }
}

/// A struct in a box is that struct: it can contain itself.
impl<T: TopObject> TopObject for Box<T> {
    const DESCRIPTOR: &'static Descriptor = T::DESCRIPTOR;

    fn field_at(&self, index: usize) -> Value<'_> {
        T::field_at(self, index)
    }

    fn from_reader(reader: &mut Reader<'_>) -> Self {
        Self::new(T::from_reader(reader))
    }

    fn check_custom(&self, checks: &mut Checks<'_, '_>) {
        T::check_custom(self, checks);
    }
}

/// The response of an API that answers with success or error alone.
impl TopObject for () {
    const DESCRIPTOR: &'static Descriptor = &Descriptor::object("()", &[]);

    fn field_at(&self, _: usize) -> Value<'_> {
        Value::Absent
    }

    fn from_reader(_: &mut Reader<'_>) -> Self {}
}
