//! When a call is made again.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::descriptor::Api;
use crate::error::Error;

/// When and how often a failed call is made again (重试).
///
/// By default a client makes every call once. A policy that is set by
/// [`ClientBuilder::retry`](super::ClientBuilder::retry), or for one call by [`Call::retry`](super::Call::retry), makes
/// a call again, with a fresh timestamp and signature, if
///
/// * the error says that later may help ([`Error::is_retryable`]), or its sub-code is one that was
///   [added](Self::also_on), **and**
/// * nothing was done yet ([`Error::may_have_been_executed`]), or the API is declared
///   [`idempotent`](derive@crate::TopApi): a call that may have been acted on, such as one whose answer was lost, is never
///   made again otherwise, **and**
/// * attempts, the budget of the client and the call's [time in total](super::ClientBuilder::timeout) allow it.
///
/// | the platform or the network says | API not idempotent | idempotent |
/// |---|---|---|
/// | no connection | again | again |
/// | answer lost, or out of time | never | again |
/// | 4 to 8, `accesscontrol.*`, `isp.call-limited`, HTTP status 429: too many calls (流控) | again after the ban | again after the ban |
/// | 3: upload failed | never | again, once |
/// | 10, `isp.*`, HTTP status 5xx: a service failed | never | again |
/// | `isp.null-pointer-exception`, `isp.top-parse-error`, `isp.top-mapping-parse-error` | never | never |
/// | 31: the clock is wrong | again, once, corrected | again, once, corrected |
/// | all else, `isv.*` | never | never |
///
/// The waits double from the first to the longest, each of them between a half and the whole of that at random. A ban
/// (`This ban will last for N more seconds`) is waited for instead, and at most the first wait longer; if the call's
/// time is over before, it is the error of the call at once. So is a used-up quota of the day.
///
/// ```
/// use std::time::Duration;
/// use top_core::Client;
/// use top_core::client::RetryPolicy;
///
/// let policy = RetryPolicy::standard().max_attempts(3).attempt_timeout(Duration::from_secs(10));
/// let client = Client::builder("12345678", "helloworld").retry(policy).timeout(Duration::from_secs(60)).build()?;
/// # Ok::<(), top_core::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a policy works for the client or the call that it is given to"]
pub struct RetryPolicy {
    max_attempts: u32,
    first_delay: Duration,
    max_delay: Duration,
    attempt_timeout: Option<Duration>,
    sub_codes: Vec<Cow<'static, str>>,
    corrects_clock: bool,
}

impl RetryPolicy {
    /// Makes every call once, whatever comes of it; the default of a client.
    pub const fn off() -> Self {
        Self {
            max_attempts: 1,
            first_delay: Duration::from_millis(100),
            max_delay: Duration::from_secs(5),
            attempt_timeout: None,
            sub_codes: Vec::new(),
            corrects_clock: false,
        }
    }

    /// Makes a call at most 4 times, as the official SDK does, waits from 100 milliseconds to 5 seconds, and corrects
    /// the clock.
    pub const fn standard() -> Self {
        let mut policy = Self::off();
        policy.max_attempts = 4;
        policy.corrects_clock = true;
        policy
    }

    /// Sets how often a call is made at most, the first time included; 0 counts as 1.
    pub const fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts;
        self
    }

    /// Sets the wait before the second attempt; it doubles before each further one.
    pub const fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Sets the longest wait; a ban of the platform is waited for however long it is.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets how long one attempt may take; by default what is left of the call's time.
    pub const fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Makes calls of idempotent APIs again on one more sub-code, with or without its data: `isv.trade-locked` stands
    /// for `isv.trade-locked:7`, too.
    pub fn also_on(mut self, sub_code: impl Into<Cow<'static, str>>) -> Self {
        self.sub_codes.push(sub_code.into());
        self
    }

    /// Sets whether a refused timestamp (code 31) is corrected by the gateway's time (its HTTP header `Date`), and the
    /// call made again once, which no number of attempts limits.
    ///
    /// The difference stays with the client, for all later calls: see [`Client::clock_offset_millis`].
    ///
    /// [`Client::clock_offset_millis`]: super::Client::clock_offset_millis
    pub const fn correct_clock(mut self, correct: bool) -> Self {
        self.corrects_clock = correct;
        self
    }

    pub(super) fn corrects_clock(&self) -> bool {
        self.corrects_clock
    }

    /// Returns whether answers have to be looked at before they are handed on.
    pub(super) fn is_on(&self) -> bool {
        self.max_attempts > 1 || self.corrects_clock
    }

    /// Returns how long one attempt may take of what is left.
    pub(super) fn timeout(&self, remaining: Duration) -> Duration {
        self.attempt_timeout.map_or(remaining, |timeout| timeout.min(remaining))
    }

    /// Returns how long to wait after attempt number `attempt`, from 1, and `None` if that was the last.
    pub(super) fn delay(&self, error: &Error, api: &Api, attempt: u32, random: f64) -> Option<Duration> {
        let is_allowed = attempt < self.max_attempts
            && (error.is_retryable() || self.is_added(error))
            && (api.is_idempotent() || !error.may_have_been_executed());
        if !is_allowed {
            return None;
        }
        let random = if random.is_finite() { random.clamp(0.0, 1.0) } else { 0.0 };
        if let Some(ban) = error.retry_after() {
            // Those who wait for the same ban do not come back all at once.
            return Some(ban.saturating_add(part(self.first_delay, random)));
        }
        if let Error::Api(error) = error {
            let is_upload_again = error.code() == 3 && attempt > 1;
            if is_upload_again || error.is_daily_quota() {
                return None;
            }
        }
        let doubled = self.first_delay.saturating_mul(1 << (attempt - 1).min(20));
        Some(part(doubled.min(self.max_delay), 0.5 + random / 2.0))
    }

    fn is_added(&self, error: &Error) -> bool {
        let Error::Api(error) = error else { return false };
        let Some(sub_code) = error.sub_code() else { return false };
        let name = sub_code.split(':').next();
        self.sub_codes.iter().any(|added| *added == sub_code || Some(&**added) == name)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::off()
    }
}

/// Returns a part of a time; the longest times do not survive being a fraction, and stay what they are.
fn part(duration: Duration, part: f64) -> Duration {
    Duration::try_from_secs_f64(duration.as_secs_f64() * part).unwrap_or(duration)
}

/// How many retries all calls of a client may still make, so that a gateway in trouble is not given more of it.
pub(super) struct Budget {
    /// In shares of a retry: a call that succeeds earns one.
    shares: AtomicU64,
    max_shares: u64,
    shares_per_retry: u64,
}

impl Budget {
    pub(super) fn new(retries: u32, calls_per_retry: u32) -> Self {
        let shares_per_retry = u64::from(calls_per_retry.max(1));
        let max_shares = u64::from(retries) * shares_per_retry;
        Self { shares: AtomicU64::new(max_shares), max_shares, shares_per_retry }
    }

    /// Counts a call that succeeded.
    pub(super) fn earn(&self) {
        // Full is what it is nearly always.
        let earn = |shares| (shares < self.max_shares).then_some(shares + 1);
        let _ = self.shares.fetch_update(Ordering::Relaxed, Ordering::Relaxed, earn);
    }

    /// Takes one retry; returns whether there was one.
    pub(super) fn spend(&self) -> bool {
        let spend = |shares: u64| shares.checked_sub(self.shares_per_retry);
        self.shares.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).is_ok()
    }
}

/// Returns a number from 0 to 1. The keys of the standard library's maps are random enough to spread waits.
pub(super) fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(bits >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}
