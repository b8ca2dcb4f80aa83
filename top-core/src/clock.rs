//! Where the time of a call comes from.

use crate::wire::DateTime;

/// A clock; any function that returns a [`DateTime`] is one.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> DateTime;
}

impl<F: Fn() -> DateTime + Send + Sync + 'static> Clock for F {
    fn now(&self) -> DateTime {
        self()
    }
}

/// The clock of the system. Its time zone does not matter: timestamps are computed from the Unix epoch.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime {
        DateTime::now()
    }
}

/// Reads the HTTP header `Date` in the one form that servers write, `Sun, 06 Nov 1994 08:49:37 GMT`, as milliseconds
/// since the Unix epoch. By hand, since no crate of the default features reads it.
#[cfg(feature = "client")]
pub(crate) fn read_http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    /// What GMT+8, in which a [`DateTime`] is written, is ahead.
    const OFFSET_MILLIS: i64 = 8 * 3_600 * 1_000;
    let mut words = text.trim().split_once(", ")?.1.split(' ');
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = (1_u8..).zip(MONTHS).find_map(|(month, known)| (known == name).then_some(month))?;
    let year = words.next()?.parse().ok()?;
    let mut parts = words.next()?.split(':').map(|part| part.parse().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || words.next() != Some("GMT") || words.next().is_some() {
        return None;
    }
    let time = DateTime::new(year, month, day, hour, minute, second)?;
    Some(time.unix_millis() + OFFSET_MILLIS)
}
