//! Broken rules of a request, all of them, as data.

use std::fmt;

use crate::rules::Rule;

/// Every rule that a request breaks; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    name: &'static str,
    violations: Vec<Violation>,
}

impl Violations {
    /// Returns the violations as an error, `Ok` if there are none.
    pub(crate) fn check(name: &'static str, violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() { Ok(()) } else { Err(Self(Box::new(Inner { name, violations }))) }
    }

    /// Names the API whose call was stopped, in place of the struct that was checked.
    pub(crate) fn named(mut self, name: &'static str) -> Self {
        self.0.name = name;
        self
    }

    /// Returns the method name of the API whose call was stopped, or the name of the struct that was checked.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// Iterates over the violations in the order of the declared fields; what a struct's own checks (`custom`) found comes
    /// after all else in that struct.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.violations.iter()
    }

    /// Returns how many there are, one at least.
    #[allow(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.0.violations.len()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.violations.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { name, violations } = &*self.0;
        let plural = if violations.len() == 1 { "" } else { "s" };
        write!(f, "{name}: the request breaks {} rule{plural}", violations.len())?;
        for violation in violations {
            write!(f, "\n  {violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// One broken rule. It holds no value of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    kind: ViolationKind,
}

/// Which rule is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required parameter is empty or only white space, which the wire cannot tell from absent.
    Blank,
    /// An element of a top-level list is empty or contains a comma, which the comma-joined form cannot express.
    Unlistable,
    /// An extra parameter has no name that could be sent.
    Name,
    /// An extra parameter has the name of a system parameter.
    SystemParameter,
    /// A declared rule is broken.
    Rule(Rule, Actual),
    /// The author's own check failed, with its message.
    Custom(&'static str),
}

/// What a value has instead of what its rule allows. It never is the value itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Actual {
    /// A length in UTF-16 code units.
    Utf16Units(usize),
    /// A length in bytes.
    Bytes(usize),
    /// A number of decimal digits.
    Digits(usize),
    /// A number of digits after the point.
    FractionDigits(usize),
    /// A number of elements.
    Items(usize),
    /// Only the value itself could say it, and that is not shown.
    Withheld,
}

impl Violation {
    pub(crate) fn new(path: String, kind: ViolationKind) -> Self {
        Self { path, kind }
    }

    /// Returns the wire path of the member, for example `infos.items[3].user_id`; empty for the request as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns which rule is broken.
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// Returns the declared rule that is broken, `None` if it is one of the wire's own.
    pub fn rule(&self) -> Option<Rule> {
        match self.kind {
            ViolationKind::Rule(rule, _) => Some(rule),
            _ => None,
        }
    }

    /// Returns the code that the platform gives for it: 40 for a missing argument, 41 for an invalid one.
    pub fn code(&self) -> i64 {
        match self.kind {
            ViolationKind::Blank => 40,
            _ => 41,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The struct as a whole has no path.
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        match self.kind {
            ViolationKind::Custom(message) => f.write_str(message),
            ViolationKind::Blank => f.write_str("required, and empty or blank text is never sent"),
            ViolationKind::Unlistable => {
                f.write_str("an element of a comma-joined list is neither empty nor contains a comma")
            }
            ViolationKind::Name => f.write_str("the name of a parameter is printable ASCII"),
            ViolationKind::SystemParameter => {
                f.write_str("is a system parameter, which the client sets itself")
            }
            ViolationKind::Rule(rule, actual) => {
                write!(f, "{rule}")?;
                match actual {
                    Actual::Utf16Units(count)
                    | Actual::Bytes(count)
                    | Actual::Digits(count)
                    | Actual::FractionDigits(count)
                    | Actual::Items(count) => write!(f, ", not {count}")?,
                    Actual::Withheld => {}
                }
                write!(f, " ({})", rule.key())
            }
        }
    }
}
