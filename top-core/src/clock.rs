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
