//! Optional values, lists and maps.

use std::collections::BTreeMap;

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::{List, Map, Value};

impl<T: Wire> Wire for Option<T> {
    const TYPE: Type = Type::Optional(&T::TYPE);

    fn value(&self) -> Value<'_> {
        match self {
            Some(value) => value.value(),
            None => Value::Absent,
        }
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.is_absent(T::TYPE) {
            reader.skip();
            None
        } else {
            Some(T::read(reader))
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let count = reader.enter_list(T::TYPE);
        // What a small body announces must not cost much memory before it is read.
        let mut list = Self::with_capacity(count.min(64 * 1024 / size_of::<T>().max(1)));
        reader.check_size(count, size_of::<T>());
        for _ in 0..count {
            if reader.has_failed() {
                break;
            }
            list.push(T::read(reader));
        }
        reader.leave();
        list
    }
}

impl<T: Wire> List for Vec<T> {
    fn element_type(&self) -> Type {
        T::TYPE
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Value<'_> {
        self.get(index).map_or(Value::Absent, T::value)
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);

    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let count = reader.enter_map();
        let mut map = Self::new();
        for _ in 0..count {
            if reader.has_failed() {
                break;
            }
            let name = reader.member_name();
            map.insert(name, T::read(reader));
        }
        reader.leave();
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
