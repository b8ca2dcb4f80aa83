//! What the derives' expansions may name, and nothing else.

pub use crate::api::{TopApi, TopObject};
pub use crate::descriptor::{Api, Descriptor, Field, Type, descriptor_of};
pub use crate::rules::{Bound, Rule};
pub use crate::value::{Object, Value};
pub use crate::wire::{DateTime, Slot, Wire};
