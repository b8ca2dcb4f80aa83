//! What validation looks at of a struct: a small row for each field that has something to check.

use super::{Field, Type};
use crate::rules::Rule;

/// Where a field stands in its table, and what is to be known of it to pass over most of its values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Check {
    index: usize,
    clearly_valid_below: u32,
    must_not_be_blank: bool,
}

impl Check {
    /// Stands behind the last, as no field is at its index.
    const END: Self = Self { index: usize::MAX, clearly_valid_below: 0, must_not_be_blank: false };

    /// Returns what is to be checked of `fields`, in their order, and behind it what is for no field.
    ///
    /// The compiler runs this for each struct, and calls are what costs it most: there is none but for fields with rules.
    pub(super) const fn all<const N: usize>(fields: &[Field; N], is_request: bool) -> [Self; N] {
        let mut checks = [Self::END; N];
        let (mut count, mut index) = (0, 0);
        while index < N {
            let field = &fields[index];
            let clearly_valid_below = match field.rules {
                [] => u32::MAX,
                // UTF-16 never has more units than UTF-8 has bytes.
                [Rule::MaxLen(limit)] => limit.saturating_add(1),
                _ => 0,
            };
            let (ty, is_required) =
                if let Type::Optional(ty) = field.ty { (ty, false) } else { (&field.ty, true) };
            let is_text = matches!(ty, Type::String | Type::Enum(_));
            let is_scalar =
                is_text || matches!(ty, Type::Number { .. } | Type::Boolean | Type::Date | Type::Decimal);
            let must_not_be_blank = is_text && is_required && is_request;
            if !is_scalar || must_not_be_blank || clearly_valid_below != u32::MAX {
                checks[count] = Self { index, clearly_valid_below, must_not_be_blank };
                count += 1;
            }
            index += 1;
        }
        checks
    }

    /// Returns the index of the field in its table.
    pub(crate) const fn index(&self) -> usize {
        self.index
    }

    /// Returns the length in bytes below which text keeps the rules, whatever it is; 0 if that is not known.
    pub(crate) const fn clearly_valid_below(&self) -> usize {
        self.clearly_valid_below as usize
    }

    /// Returns whether the field is a parameter that must not be blank.
    pub(crate) const fn must_not_be_blank(&self) -> bool {
        self.must_not_be_blank
    }
}
