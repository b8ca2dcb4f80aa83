//! What the derives' expansions may name, and nothing else.

pub use crate::__object as object;
pub use crate::api::{BusinessOutcome, TopApi, TopObject};
pub use crate::descriptor::{
    Api, Chain, Code, Descriptor, Detail, Enum, Outcome, SessionMode, Table, Type, Typed, describe_with,
};
pub use crate::redact::debug;
pub use crate::rules::{Bound, Rule};
pub use crate::validate::Checks;
pub use crate::value::{Borrower, Value};
pub use crate::wire::{DateTime, Reader, Wire};
