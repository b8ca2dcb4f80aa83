//! How the client waits.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use tokio::time::Instant;

/// Measures time and waits, for retries, rate limits and deadlines.
///
/// It is no [`Clock`](super::Clock): it never jumps, and knows no date. One of your own lets tests run without waiting;
/// they can as well pause Tokio's clock.
pub trait Timer: Send + Sync + 'static {
    /// Returns the time since a moment that stays the same as long as the timer lives.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> Sleep<'_>;
}

/// A wait under way.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The timer of Tokio, which needs a runtime with its time enabled to wait.
#[derive(Debug, Clone, Copy)]
pub struct TokioTimer {
    start: Instant,
}

impl TokioTimer {
    /// Starts to measure.
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for TokioTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl Timer for TokioTimer {
    fn elapsed(&self) -> Duration {
        Instant::now().saturating_duration_since(self.start)
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// The time that a call has in total.
#[derive(Clone, Copy)]
pub(super) struct Deadline<'a> {
    timer: &'a dyn Timer,
    end: Duration,
}

impl<'a> Deadline<'a> {
    pub(super) fn new(timer: &'a dyn Timer, timeout: Duration) -> Self {
        Self { timer, end: timer.elapsed().saturating_add(timeout) }
    }

    pub(super) fn remaining(&self) -> Duration {
        self.end.saturating_sub(self.timer.elapsed())
    }
}
