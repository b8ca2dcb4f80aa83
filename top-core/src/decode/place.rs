//! Where a read is, and the first thing that was wrong.

use std::fmt;
use std::ops::Deref;

use super::tape::Tape;

/// What was wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The wire path, for example `infos.items[3].user_id`; empty for the whole.
    pub(crate) path: String,
    /// What should have been there.
    pub(crate) expected: &'static str,
    /// What was there, `None` if nothing.
    pub(crate) found: Option<&'static str>,
}

/// What one read of a whole tree carries along.
#[derive(Debug)]
pub(super) struct State {
    pub(super) problem: Option<Box<Problem>>,
    /// Whether a required field must be there even if its type has an empty value.
    pub(super) strict: bool,
}

impl State {
    /// Notes what is wrong at `path`, unless something was wrong before.
    pub(super) fn note(&mut self, path: &Path<'_>, expected: &'static str, found: Option<&'static str>) {
        self.problem.get_or_insert_with(|| Box::new(Problem { path: path.to_string(), expected, found }));
    }
}

/// One step of a wire path; the steps before it are on the stack of the read.
#[derive(Clone, Copy)]
pub(super) struct Path<'s> {
    parent: Option<&'s Path<'s>>,
    step: Step<'s>,
    pub(super) depth: u32,
}

#[derive(Clone, Copy)]
pub(super) enum Step<'s> {
    Root,
    Member(&'static str),
    Entry(&'s str),
    Element(usize),
}

impl<'s> Path<'s> {
    pub(super) const fn root() -> Self {
        Self { parent: None, step: Step::Root, depth: 0 }
    }

    pub(super) const fn child(&'s self, step: Step<'s>) -> Self {
        Self { parent: Some(self), step, depth: self.depth + 1 }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        let at_root = self.parent.is_none_or(|parent| parent.parent.is_none());
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) | Step::Entry(name) => write!(f, "{}{name}", if at_root { "" } else { "." }),
            Step::Element(index) => write!(f, "[{index}]"),
        }
    }
}

/// A tape that is read, or one that was parsed on the way from JSON text inside a string.
pub(super) enum TapeRef<'s> {
    Borrowed(&'s Tape<'s>),
    Owned(Tape<'s>),
}

impl<'s> Deref for TapeRef<'s> {
    type Target = Tape<'s>;

    fn deref(&self) -> &Tape<'s> {
        match self {
            Self::Borrowed(tape) => tape,
            Self::Owned(tape) => tape,
        }
    }
}
