//! Optional values, lists and maps.

use std::collections::BTreeMap;

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::{List, Map, Value};

impl<T: Wire> Wire for Option<T> {
    const TYPE: Type = Type::Optional(&T::TYPE);

    // Not in each field of each struct again: an optimised build of many APIs takes a tenth less time for it.
    #[inline(never)]
    fn value(&self) -> Value<'_> {
        match self {
            Some(value) => value.value(),
            None => Value::Absent,
        }
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Self {
        T::read_optional(reader)
    }
}

impl<T: Wire> Wire for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut list = Self::with_capacity(reader.enter_list(T::TYPE, const { size_of::<T>() }));
        while reader.enter_element() {
            list.push(T::read(reader));
        }
        list
    }
}

impl<T: Wire> List for Vec<T> {
    fn element_type(&self) -> Type {
        T::TYPE
    }

    fn count(&self) -> usize {
        // `Vec::len` would be a function more for each type of elements.
        self.as_slice().len()
    }

    fn element(&self, index: usize) -> Value<'_> {
        // Indexing is of the language; `get` would be two functions more for each type of elements.
        let elements = self.as_slice();
        if index < elements.len() { elements[index].value() } else { Value::Absent }
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);

    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let mut map = Self::new();
        reader.enter_map();
        while reader.enter_element() {
            let name = reader.member_name();
            map.insert(name, T::read(reader));
        }
        map
    }
}

impl<T: Wire> Map for BTreeMap<String, T> {
    fn for_each(&self, visit: &mut dyn FnMut(&str, Value<'_>)) {
        for (name, value) in self {
            visit(name, value.value());
        }
    }
}
