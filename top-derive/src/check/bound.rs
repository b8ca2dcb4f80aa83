//! Checks that a bound is one of its field's type.

use std::cmp::Ordering;

use crate::errors::{Diagnostic, Errors};
use crate::model::{Bound, Date, RawBound, RawKey};
use crate::ty::Shape;

/// Returns the bound if a field of the shape can be compared with it.
pub(super) fn check_bound(
    key: &RawKey,
    bound: &RawBound,
    shape: Shape,
    errors: &mut Errors,
) -> Option<Bound> {
    let checked = match shape {
        Shape::Number(ty, min, max) => check_number(key.entry.name, bound, ty, min, max),
        Shape::Decimal => check_decimal(key.entry.name, bound),
        Shape::Date => check_date(key.entry.name, bound),
        _ => check_any(bound),
    };
    checked.map_err(|message| errors.push(Diagnostic::BoundNotOfType, key.item.value_tokens(), message)).ok()
}

fn check_number(name: &str, bound: &RawBound, ty: &str, min: i64, max: i64) -> Result<Bound, String> {
    match bound {
        RawBound::Integer(digits) => match digits.parse() {
            Ok(number) if (min..=max).contains(&number) => Ok(Bound::Number(number)),
            // Beyond its type's range, one bound lets nothing pass and the other everything.
            _ => Err(format!(
                "`{name} = {digits}` is outside of what `{ty}` holds, {min} to {max}: remove it, or use a wider type"
            )),
        },
        RawBound::Text(text) if text.parse::<i64>().is_ok() => {
            Err(format!("`{name}` of a number is a number: write `{name} = {text}`, without quotes"))
        }
        RawBound::Fraction(text) => Err(format!(
            "`{ty}` holds no fraction: write a whole number, or make the field a `Decimal` for `{text}`"
        )),
        RawBound::Text(_) => Err(format!("`{name}` of a number is a number, such as `{name} = 1`")),
    }
}

fn check_decimal(name: &str, bound: &RawBound) -> Result<Bound, String> {
    match bound {
        RawBound::Integer(digits) => Ok(whole(digits)),
        RawBound::Fraction(text) => Ok(Bound::Decimal(text.clone())),
        RawBound::Text(text) if is_decimal(text) => Ok(Bound::Decimal(text.clone())),
        RawBound::Text(text) => {
            Err(format!("{text:?} is not a decimal: write digits with a point, such as `{name} = 0.01`"))
        }
    }
}

fn check_date(name: &str, bound: &RawBound) -> Result<Bound, String> {
    let form = format!("`{name} = \"2020-01-31 00:00:00\"`");
    match bound {
        RawBound::Text(text) => {
            let date = parse_date(text).map(Bound::Date);
            date.ok_or_else(|| format!("{text:?} is not a date: write `yyyy-MM-dd HH:mm:ss`, such as {form}"))
        }
        RawBound::Integer(_) | RawBound::Fraction(_) => {
            Err(format!("`{name}` of a date is a date, such as {form}"))
        }
    }
}

/// Checks the bound of a type whose name is unknown: it has to make sense for some type.
fn check_any(bound: &RawBound) -> Result<Bound, String> {
    match bound {
        RawBound::Integer(digits) => Ok(whole(digits)),
        RawBound::Fraction(text) => Ok(Bound::Decimal(text.clone())),
        RawBound::Text(text) if is_decimal(text) => Ok(Bound::Decimal(text.clone())),
        RawBound::Text(text) => match parse_date(text) {
            Some(date) => Ok(Bound::Date(date)),
            None => Err(format!(
                "{text:?} is neither a decimal such as `0.01` nor a date such as `2020-01-31 00:00:00`"
            )),
        },
    }
}

fn whole(digits: &str) -> Bound {
    digits.parse().map_or_else(|_| Bound::Decimal(digits.to_owned()), Bound::Number)
}

/// Returns whether `text` is digits, perhaps with a minus before them and a point between them.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.split('.').count() <= 2
        && digits.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn parse_date(text: &str) -> Option<Date> {
    const FORM: &[u8] = b"0000-00-00 00:00:00";
    let is_digit = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    if !text.bytes().map(is_digit).eq(FORM.iter().copied()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let date = [part(0..4)?, part(5..7)?, part(8..10)?, part(11..13)?, part(14..16)?, part(17..19)?];
    let [year, month, day, hour, minute, second] = date;
    let exists = year >= 1
        && day >= 1
        && day <= days_in_month(year, month)
        && hour <= 23
        && minute <= 59
        && second <= 59;
    exists.then_some(date)
}

fn days_in_month(year: u16, month: u16) -> u16 {
    let is_leap_year = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year => 29,
        2 => 28,
        _ => 0,
    }
}

/// Compares two bounds of one field; a number and a date, which no field has, are left to the compiler.
pub(super) fn compare(left: &Bound, right: &Bound) -> Ordering {
    match (left, right) {
        (Bound::Date(left), Bound::Date(right)) => left.cmp(right),
        (Bound::Date(_), _) | (_, Bound::Date(_)) => Ordering::Equal,
        (left, right) => compare_decimals(&text_of(left), &text_of(right)),
    }
}

fn text_of(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Decimal(text) => text.clone(),
        Bound::Date(_) => String::new(),
    }
}

fn compare_decimals(left: &str, right: &str) -> Ordering {
    match (left.strip_prefix('-'), right.strip_prefix('-')) {
        (None, None) => compare_magnitudes(left, right),
        (Some(left), Some(right)) => compare_magnitudes(right, left),
        (Some(left), None) => compare_magnitudes("0", left).then(compare_magnitudes("0", right)),
        (None, Some(right)) => compare_magnitudes(left, "0").then(compare_magnitudes(right, "0")),
    }
}

fn compare_magnitudes(left: &str, right: &str) -> Ordering {
    let (left_whole, left_fraction) = split(left);
    let (right_whole, right_fraction) = split(right);
    let by_whole = left_whole.len().cmp(&right_whole.len()).then(left_whole.cmp(right_whole));
    by_whole.then(left_fraction.cmp(right_fraction))
}

/// Splits a decimal at its point, without the zeros around it that mean nothing.
fn split(text: &str) -> (&str, &str) {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    (whole.trim_start_matches('0'), fraction.trim_end_matches('0'))
}

/// Returns how many digits a bound has before its point, and whether it is below zero.
pub(super) fn whole_digits(bound: &Bound) -> (usize, bool) {
    let text = text_of(bound);
    let magnitude = text.strip_prefix('-').unwrap_or(&text);
    (split(magnitude).0.len(), text.starts_with('-'))
}
