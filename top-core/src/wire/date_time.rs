//! `Date`: a point in time, written as the wall clock of GMT+8 shows it.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::Value;

const MILLIS_PER_SECOND: i64 = 1_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// GMT+8. China has had no summer time since 1991, so the offset is fixed and needs no time-zone database.
const OFFSET_SECONDS: i64 = 8 * 3_600;

/// A date with time (`Date`), written `yyyy-MM-dd HH:mm:ss` in GMT+8 (北京时间).
///
/// It holds milliseconds since the Unix epoch, because answers sometimes give a date that way; the text form cuts them
/// off, as the official SDK does. The years are 1 to 9999, what the text form can express.
///
/// ```
/// use top_core::DateTime;
///
/// let time: DateTime = "2019-09-08 22:33:34".parse()?;
/// assert_eq!(time.unix_millis(), 1_567_953_214_000);
/// assert_eq!(time.to_string(), "2019-09-08 22:33:34");
/// # Ok::<(), top_core::wire::ParseDateTimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    unix_millis: i64,
}

impl DateTime {
    /// The first moment of the year 1, GMT+8.
    pub const MIN: Self = Self::from_valid_parts(1, 1, 1, 0, 0, 0);
    /// The last millisecond of the year 9999, GMT+8.
    pub const MAX: Self = Self {
        unix_millis: Self::from_valid_parts(9999, 12, 31, 23, 59, 59).unix_millis + MILLIS_PER_SECOND - 1,
    };

    /// Returns the time that a wall clock in GMT+8 shows so, `None` if no clock can: month 13, 30 February, year 0.
    pub const fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        if year < 1
            || year > 9999
            || month < 1
            || month > 12
            || day < 1
            || day > days_in_month(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        {
            return None;
        }
        Some(Self::from_valid_parts(year, month, day, hour, minute, second))
    }

    /// Returns the time that a wall clock in GMT+8 shows so.
    ///
    /// For the derives, which have checked the parts; anything else wants [`DateTime::new`].
    #[doc(hidden)]
    #[allow(clippy::cast_lossless, reason = "`From` is no `const fn`; the casts widen")]
    pub const fn from_valid_parts(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Self {
        let days =
            days_before_year(year) + days_before_month(year, month) as i64 + day as i64 - 1 - DAYS_TO_EPOCH;
        let seconds = days * SECONDS_PER_DAY + hour as i64 * 3_600 + minute as i64 * 60 + second as i64;
        Self { unix_millis: (seconds - OFFSET_SECONDS) * MILLIS_PER_SECOND }
    }

    /// Returns the time that lies so many milliseconds after the Unix epoch, `None` outside the years 1 to 9999.
    pub const fn from_unix_millis(unix_millis: i64) -> Option<Self> {
        if unix_millis < Self::MIN.unix_millis || unix_millis > Self::MAX.unix_millis {
            return None;
        }
        Some(Self { unix_millis })
    }

    /// Returns the milliseconds since the Unix epoch.
    pub const fn unix_millis(self) -> i64 {
        self.unix_millis
    }

    /// Returns the current time of the system's clock; its time zone does not matter.
    pub fn now() -> Self {
        // A clock before the year 1 or after 9999 is broken beyond what a timestamp could express.
        Self::try_from(SystemTime::now()).unwrap_or(Self::MAX)
    }

    /// Returns year, month, day, hour, minute and second as a wall clock in GMT+8 shows them.
    pub fn parts(self) -> (u16, u8, u8, u8, u8, u8) {
        // Counted from the first moment there is, so that nothing is negative.
        let seconds = self.unix_millis.abs_diff(Self::MIN.unix_millis) / 1_000;
        let (days, second_of_day) = (seconds / 86_400, seconds % 86_400);

        // Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2022): years begin
        // in March here, behind the day that not every year has, and what would be divisions are multiplications.
        let quarters = 4 * (days + DAYS_FROM_MARCH) + 3;
        let (century, day_of_century) = (quarters / 146_097, quarters % 146_097 / 4);
        let scaled = 2_939_745 * (4 * day_of_century + 3);
        let (year, day_of_year) = (100 * century + (scaled >> 32), (scaled & 0xffff_ffff) / 2_939_745 / 4);
        let scaled = 2_141 * day_of_year + 197_913;
        let (month, day) = (scaled >> 16, (scaled & 0xffff) / 2_141 + 1);
        let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };

        let small = |value: u64| u8::try_from(value).unwrap_or_default();
        (
            u16::try_from(year).unwrap_or_default(),
            small(month),
            small(day),
            small(second_of_day / 3_600),
            small(second_of_day / 60 % 60),
            small(second_of_day % 60),
        )
    }

    /// Returns the text form, which is ASCII.
    pub(crate) fn text(self) -> [u8; 19] {
        let (year, month, day, hour, minute, second) = self.parts();
        let mut text = *b"0000-00-00 00:00:00";
        let century = u8::try_from(year / 100).unwrap_or_default();
        let year_of_century = u8::try_from(year % 100).unwrap_or_default();
        for (at, two_digits) in
            [(0, century), (2, year_of_century), (5, month), (8, day), (11, hour), (14, minute), (17, second)]
        {
            text[at] += two_digits / 10;
            text[at + 1] += two_digits % 10;
        }
        text
    }

    /// Reads a date from text as the platform writes it.
    ///
    /// One-digit parts, a `T` for the blank, a fraction of a second and a date without a time (midnight) are accepted,
    /// since no other reading of them is possible. The official SDK also rolls month 13 over into the next year and
    /// ignores any text behind the seconds; both are refused here, because the date they give was not sent.
    fn parse(text: &str) -> Option<Self> {
        if let Some(date) = Self::parse_usual(text) {
            return Some(date);
        }
        let (date, time) = match text.trim().split_once([' ', 'T']) {
            Some((date, time)) => (date, time),
            None => (text.trim(), "0:0:0"),
        };
        let [year, month, day] = split_numbers(date, '-')?;
        let (time, millis) = match time.split_once('.') {
            Some((time, fraction)) => (time, parse_millis(fraction)?),
            None => (time, 0),
        };
        let [hour, minute, second] = split_numbers(time, ':')?;
        let small = |value: u16| u8::try_from(value).ok();
        let whole =
            Self::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?)?;
        Some(Self { unix_millis: whole.unix_millis + millis })
    }

    /// Reads `yyyy-MM-dd HH:mm:ss`, as nearly every date is written; anything else is left to [`parse`](Self::parse).
    fn parse_usual(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b' ', h1, h2, b':', n1, n2, b':', s1, s2] =
            text.as_bytes()
        else {
            return None;
        };
        let two = |tens: u8, ones: u8| {
            (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
        };
        let year = u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?);
        Self::new(year, two(m1, m2)?, two(d1, d2)?, two(h1, h2)?, two(n1, n2)?, two(s1, s2)?)
    }
}

fn split_numbers(text: &str, separator: char) -> Option<[u16; 3]> {
    let mut parts = text.split(separator).map(|part| {
        let plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn parse_millis(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{fraction:0<3}");
    digits[..3].parse().ok()
}

/// Days from 1 March of year 0 to 1 January of year 1.
const DAYS_FROM_MARCH: u64 = 306;

/// Days from 1 January of year 1 to 1 January 1970.
const DAYS_TO_EPOCH: i64 = days_before_year(1970);

const fn is_leap_year(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[allow(clippy::cast_lossless, reason = "`From` is no `const fn`; the cast widens")]
const fn days_before_year(year: u16) -> i64 {
    let past = year as i64 - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

const fn days_before_month(year: u16, month: u8) -> u16 {
    const DAYS: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    DAYS[month as usize - 1] + (month > 2 && is_leap_year(year)) as u16
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}.{:03}+08:00", self.unix_millis.rem_euclid(MILLIS_PER_SECOND))
    }
}

/// The error of reading a [`DateTime`] from text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseDateTimeError;

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form `yyyy-MM-dd HH:mm:ss` in the years 1 to 9999")
    }
}

impl std::error::Error for ParseDateTimeError {}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or(ParseDateTimeError)
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = ParseDateTimeError;

    /// Converts, cutting off what is finer than a millisecond.
    ///
    /// # Errors
    ///
    /// Returns an error outside the years 1 to 9999.
    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let millis = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()),
            Err(before) => i64::try_from(before.duration().as_millis()).map(|millis| -millis),
        };
        millis.ok().and_then(Self::from_unix_millis).ok_or(ParseDateTimeError)
    }
}

impl From<DateTime> for SystemTime {
    fn from(time: DateTime) -> Self {
        let distance = Duration::from_millis(time.unix_millis.unsigned_abs());
        if time.unix_millis < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance }
    }
}

impl Wire for DateTime {
    const TYPE: Type = Type::Date;

    fn value(&self) -> Value<'_> {
        Value::Date(*self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.date()
    }

    fn read_optional(reader: &mut Reader<'_>) -> Option<Self> {
        reader.optional_date()
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// Reads the text form without owning it.
struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date of the form `yyyy-MM-dd HH:mm:ss`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
        text.parse().map_err(E::custom)
    }
}
