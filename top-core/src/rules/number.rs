//! Rules of numbers, decimals and dates: `min`, `max`, `digits`, `scale`.

use std::cmp::Ordering;

use super::Bound;
use crate::error::Actual;
use crate::value::Value;
use crate::wire::Decimal;

pub(super) fn min(value: &Value<'_>, bound: Bound) -> Option<Actual> {
    (bound.compare(value) == Some(Ordering::Less)).then_some(Actual::Withheld)
}

pub(super) fn max(value: &Value<'_>, bound: Bound) -> Option<Actual> {
    (bound.compare(value) == Some(Ordering::Greater)).then_some(Actual::Withheld)
}

pub(super) fn digits(value: &Value<'_>, limit: u32) -> Option<Actual> {
    let count = match *value {
        Value::Number(number) => number.unsigned_abs().checked_ilog10().map_or(1, |log| log as usize + 1),
        Value::Decimal(decimal) => decimal.digits(),
        _ => return None,
    };
    (count > limit as usize).then_some(Actual::Digits(count))
}

pub(super) fn scale(decimal: &Decimal, limit: u32) -> Option<Actual> {
    let count = decimal.fraction_digits();
    (count > limit as usize).then_some(Actual::FractionDigits(count))
}
