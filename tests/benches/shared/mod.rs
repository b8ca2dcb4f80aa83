//! What is measured, and what it is measured against: the same work, written in other ways, with the same outcome.

pub(crate) mod blog;

pub(crate) mod bodies;

pub(crate) mod decode;

pub(crate) mod documented;

pub(crate) mod prepare;

pub(crate) mod subjects;

pub(crate) mod tuned;

pub(crate) mod typed;

pub(crate) mod validate;

/// One piece of work and everybody who does it.
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) name: String,
    /// The contender that the others are compared with.
    #[allow(dead_code, reason = "not every bench compares")]
    pub(crate) reference: &'static str,
    pub(crate) contenders: Vec<Contender>,
}

/// One way to do it.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) work: Box<dyn FnMut()>,
}

impl Contender {
    pub(crate) fn new(name: &'static str, work: impl FnMut() + 'static) -> Self {
        Self { name, work: Box::new(work) }
    }
}

/// Returns every case without a network.
pub(crate) fn cases() -> Vec<Case> {
    [prepare::cases(), validate::cases(), decode::cases()].into_iter().flatten().collect()
}
