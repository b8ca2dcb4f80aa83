//! How often calls are made.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often calls may be made (限流): so many in a time, evenly spaced, or a few at once after a pause.
///
/// In any stretch of time of that length there are at most as many calls as it says and its [`burst`](Self::burst) less
/// one.
///
/// ```
/// use top_core::Client;
/// use top_core::client::RateLimit;
///
/// let client = Client::builder("12345678", "helloworld")
///     .rate_limit(RateLimit::per_second(40).burst(10))
///     .rate_limit_of("taobao.items.onsale.get", RateLimit::per_second(5))
///     .build()?;
/// # Ok::<(), top_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a limit works for the client that it is given to"]
pub struct RateLimit {
    interval: Duration,
    burst: u32,
}

impl RateLimit {
    /// Allows `calls` a second; 0 counts as 1.
    pub fn per_second(calls: u32) -> Self {
        Self::new(calls, Duration::from_secs(1))
    }

    /// Allows `calls` in each `period`; 0 counts as 1.
    pub fn new(calls: u32, period: Duration) -> Self {
        Self { interval: period / calls.max(1), burst: 1 }
    }

    /// Sets how many calls may be made at once after a pause; by default 1, 0 counts as 1.
    pub fn burst(mut self, calls: u32) -> Self {
        self.burst = calls.max(1);
        self
    }

    /// Books the next free moment. `booked` is the end of what is booked; times are those of a timer.
    ///
    /// Returns the wait until then; an error with it, nothing booked, if it is not below `limit`.
    fn book(self, booked: &mut Duration, now: Duration, limit: Duration) -> Result<Duration, Duration> {
        let start = (*booked).max(now);
        let in_advance = self.interval.saturating_mul(self.burst - 1);
        let wait = start.saturating_sub(in_advance).saturating_sub(now);
        if !wait.is_zero() && wait >= limit {
            return Err(wait);
        }
        *booked = start.saturating_add(self.interval);
        Ok(wait)
    }
}

/// The limits of a client and what is booked of them. Who comes first is served first: a moment is booked on arrival.
#[derive(Default)]
pub(super) struct Limiter {
    pub(super) total: Option<RateLimit>,
    pub(super) each: Option<RateLimit>,
    pub(super) of: BTreeMap<String, RateLimit>,
    booked: Mutex<Booked>,
}

#[derive(Default)]
struct Booked {
    total: Duration,
    methods: BTreeMap<&'static str, Duration>,
}

impl Limiter {
    /// Returns whether no call ever waits for its turn.
    pub(super) fn is_off(&self) -> bool {
        self.total.is_none() && self.each.is_none() && self.of.is_empty()
    }

    /// Books a call of `method` under its own limit.
    pub(super) fn book_method(
        &self,
        method: &'static str,
        now: Duration,
        limit: Duration,
    ) -> Result<Duration, Duration> {
        let Some(rate) = self.of.get(method).copied().or(self.each) else { return Ok(Duration::ZERO) };
        let mut booked = self.booked.lock().unwrap_or_else(PoisonError::into_inner);
        rate.book(booked.methods.entry(method).or_default(), now, limit)
    }

    /// Books a call under the limit of all.
    pub(super) fn book_total(&self, now: Duration, limit: Duration) -> Result<Duration, Duration> {
        let Some(rate) = self.total else { return Ok(Duration::ZERO) };
        let mut booked = self.booked.lock().unwrap_or_else(PoisonError::into_inner);
        rate.book(&mut booked.total, now, limit)
    }
}
