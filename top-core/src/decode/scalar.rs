//! How the wire may spell a scalar: documents and answers disagree, so each type reads every spelling that has one
//! meaning only, and refuses the others instead of guessing.

use crate::wire::DateTime;

/// Reads a whole number: digits with a sign, and any decimal or exponent form that is worth a whole number.
pub(super) fn parse_integer(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let zeros = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let mut number: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        number = number.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    // `1.5e1` has a whole value; `120e-1` has one, too, if the zeros are there to be taken off.
    if number != 0 {
        let power = 10_i128.checked_pow(zeros.unsigned_abs())?;
        number = if zeros >= 0 {
            number.checked_mul(power)?
        } else if number % power == 0 {
            number / power
        } else {
            return None;
        };
    }
    Some(if negative { -number } else { number })
}

/// Reads a truth value from text: `true` and `false` in any case, `1` and `0`.
pub(super) fn parse_boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "1" => Some(true),
        "0" => Some(false),
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Reads a date from text: the documented form, or milliseconds since the Unix epoch.
pub(super) fn parse_date(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return date_of_millis(text.parse().ok()?);
    }
    text.parse().ok()
}

/// Reads a date from a number: milliseconds since the Unix epoch.
///
/// Numbers of fewer than twelve digits are refused, zero apart: they would be a day of 1970 to 1973 as milliseconds, and
/// are far more likely seconds, or a date written `20160101`.
pub(super) fn date_of_millis(millis: i128) -> Option<DateTime> {
    match i64::try_from(millis) {
        Ok(1..=99_999_999_999) | Err(_) => None,
        Ok(millis) => DateTime::from_unix_millis(millis),
    }
}
