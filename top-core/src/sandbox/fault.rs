//! What can go wrong on demand.

use std::collections::{BTreeMap, VecDeque};

use http::StatusCode;

use crate::error::ApiError;

/// Something that goes wrong with calls of one API: see [`Sandbox::fail`](super::Sandbox::fail).
///
/// The call is checked first, as far as its signature.
#[derive(Debug, Clone)]
#[must_use = "a fault happens once it is given to `Sandbox::fail`"]
pub struct Fault {
    pub(super) kind: FaultKind,
    times: usize,
}

#[derive(Debug, Clone)]
pub(super) enum FaultKind {
    Error(ApiError),
    Status(StatusCode),
    /// Closes the connection before the handler is asked.
    Lost,
    /// Closes the connection after the handler was asked.
    AnswerLost,
}

impl Fault {
    const fn of(kind: FaultKind) -> Self {
        Self { kind, times: 1 }
    }

    /// Answers with an error of the platform; the handler is not asked.
    pub const fn error(error: ApiError) -> Self {
        Self::of(FaultKind::Error(error))
    }

    /// Refuses a call as one too many (流控, code 7), with a ban of so many seconds: a client waits one more.
    pub fn throttled(seconds: u64) -> Self {
        let sub_msg = format!("This ban will last for {seconds} more seconds");
        let error = ApiError::new(7, "App Call Limited");
        Self::error(error.with_sub("accesscontrol.limited-by-api-access-count", sub_msg))
    }

    /// Answers with an HTTP status and an empty body; the handler is not asked.
    pub const fn status(status: StatusCode) -> Self {
        Self::of(FaultKind::Status(status))
    }

    /// Loses the call: the connection breaks off, and the handler is not asked.
    pub const fn lost() -> Self {
        Self::of(FaultKind::Lost)
    }

    /// Loses the answer: the handler **does** its work, and then the connection breaks off.
    pub const fn answer_lost() -> Self {
        Self::of(FaultKind::AnswerLost)
    }

    /// Makes the fault happen to so many calls, one after the other, instead of one.
    pub const fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }
}

/// The faults to come, by method.
#[derive(Default)]
pub(super) struct Faults(BTreeMap<String, VecDeque<Fault>>);

impl Faults {
    pub(super) fn add(&mut self, method: String, fault: Fault) {
        self.0.entry(method).or_default().push_back(fault);
    }

    /// Takes the fault of the next call of `method`.
    pub(super) fn next(&mut self, method: &str) -> Option<FaultKind> {
        let faults = self.0.get_mut(method)?;
        while let Some(fault) = faults.front_mut() {
            match fault.times.checked_sub(1) {
                Some(rest) => {
                    fault.times = rest;
                    return Some(fault.kind.clone());
                }
                None => faults.pop_front(),
            };
        }
        None
    }
}
