//! `Price` and `BigDecimal`: decimal text whose digits are never touched.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::Value;

/// A decimal number (`Price`, `BigDecimal`), kept as the text that it is on the wire.
///
/// Nothing is rounded and no digit is lost: `12.30` stays `12.30`. Two decimals are equal if their texts are; use
/// [`Decimal::compare`] to compare what they are worth.
///
/// ```
/// use top_core::Decimal;
///
/// let price: Decimal = "12.30".parse()?;
/// assert_eq!(price.as_str(), "12.30");
/// assert_eq!(price, Decimal::from_scaled(1230, 2));
/// assert!(price.compare(&"12.3".parse()?).is_eq());
/// # Ok::<(), top_core::wire::ParseDecimalError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Returns the decimal that is worth `units` / 10^`scale`: `from_scaled(1230, 2)` is `12.30`, 1,230 fen (分) in yuan (元).
    pub fn from_scaled(units: i64, scale: u8) -> Self {
        let scale = usize::from(scale);
        let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if units < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{fraction}"))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares what the two decimals are worth: `12.30` and `12.3` are equal.
    pub fn compare(&self, other: &Self) -> Ordering {
        self.compare_text(&other.0)
    }

    /// Compares with decimal text that is known to be well-formed.
    pub(crate) fn compare_text(&self, other: &str) -> Ordering {
        Parts::of(&self.0).compare(&Parts::of(other))
    }

    /// Counts the decimal digits that it takes to write the number out, without leading zeros before the point; zero has
    /// one.
    pub(crate) fn digits(&self) -> usize {
        let mantissa = self.0.split(['e', 'E']).next().unwrap_or_default();
        let significant = mantissa.trim_start_matches(['+', '-', '0']);
        let written = significant.bytes().filter(u8::is_ascii_digit).count();
        let whole = usize::try_from(Parts::of(&self.0).exponent).unwrap_or_default();
        written.max(if written == 0 { 1 } else { whole })
    }

    /// Counts the digits after the point as they are written, zeros at the end included; an exponent moves the point.
    pub(crate) fn fraction_digits(&self) -> usize {
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let written = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let moved: i64 = exponent.trim_start_matches('+').parse().unwrap_or(saturated(exponent));
        let written = i64::try_from(written).unwrap_or(i64::MAX);
        usize::try_from(written.saturating_sub(moved)).unwrap_or_default()
    }

    /// Wraps text that was checked to be a decimal.
    pub(crate) fn from_checked(text: String) -> Self {
        Self(text)
    }

    /// Returns whether `text` is a decimal: sign, digits, point, digits, exponent, of which only digits must be there.
    pub(crate) fn is_decimal(text: &str) -> bool {
        let text = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        all_digits(whole)
            && all_digits(fraction)
            && !(whole.is_empty() && fraction.is_empty())
            && !exponent.is_empty()
            && all_digits(exponent)
    }
}

/// Stands for an exponent beyond `i64`, which belongs to no amount: its sign alone decides then.
fn saturated(exponent: &str) -> i64 {
    if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 }
}

/// A decimal taken apart for comparison: worth `0.digits` × 10^`exponent`, without leading or trailing zeros.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    leading_zeros: usize,
    len: usize,
    exponent: i64,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let negative = text.starts_with('-');
        let text = text.trim_start_matches(['+', '-']);
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        let leading_zeros = all().take_while(|&digit| digit == b'0').count();
        let trailing_zeros = all().rev().take_while(|&digit| digit == b'0').count();
        let len = (whole.len() + fraction.len()).saturating_sub(leading_zeros + trailing_zeros);
        let exponent = exponent.trim_start_matches('+').parse().unwrap_or(saturated(exponent));
        let distance = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
        let exponent = exponent.saturating_add(distance(whole.len()) - distance(leading_zeros));
        Self { negative: negative && len > 0, whole, fraction, leading_zeros, len, exponent }
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.whole.bytes().chain(self.fraction.bytes()).skip(self.leading_zeros).take(self.len)
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        match (self.len, other.len) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => self.exponent.cmp(&other.exponent).then_with(|| self.digits().cmp(other.digits())),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error of reading a [`Decimal`] from text that is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number such as `12.30`")
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if Self::is_decimal(text) { Ok(Self(text.to_owned())) } else { Err(ParseDecimalError) }
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl Wire for Decimal {
    const TYPE: Type = Type::Decimal;

    fn value(&self) -> Value<'_> {
        Value::Decimal(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.decimal()
    }

    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        reader.optional_decimal()
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if Self::is_decimal(&text) { Ok(Self(text)) } else { Err(D::Error::custom(ParseDecimalError)) }
    }
}
