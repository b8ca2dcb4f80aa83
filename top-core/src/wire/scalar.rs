//! Text, whole numbers and truth values.

use std::borrow::Cow;

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::Value;

impl Wire for String {
    const TYPE: Type = Type::String;

    fn value(&self) -> Value<'_> {
        Value::String(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.string()
    }

    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        reader.optional_string()
    }
}

impl Wire for Cow<'_, str> {
    const TYPE: Type = Type::String;

    fn value(&self) -> Value<'_> {
        Value::String(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        Cow::Owned(reader.string())
    }
}

impl Wire for bool {
    const TYPE: Type = Type::Boolean;

    fn value(&self) -> Value<'_> {
        Value::Boolean(*self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.boolean()
    }

    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        reader.optional_boolean()
    }
}

macro_rules! impl_wire_for_integers {
    ($($integer:ty)*) => {$(
        impl Wire for $integer {
            // `From` is no `const fn`; the cast to the wider type loses nothing.
            #[allow(clippy::cast_lossless, trivial_numeric_casts)]
            const TYPE: Type = Type::Number { min: <$integer>::MIN as i64, max: <$integer>::MAX as i64 };

            fn value(&self) -> Value<'_> {
                Value::Number(i64::from(*self))
            }

            fn read(reader: &mut Reader<'_>) -> Self {
                // In range: the reader reads no number outside the bounds that it is given.
                reader.number(i64::from(<$integer>::MIN), i64::from(<$integer>::MAX)).try_into().unwrap_or_default()
            }

            fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
                let number = reader.optional_number(i64::from(<$integer>::MIN), i64::from(<$integer>::MAX))?;
                Some(number.try_into().unwrap_or_default())
            }
        }
    )*};
}

impl_wire_for_integers!(i8 i16 i32 i64 u8 u16 u32);
