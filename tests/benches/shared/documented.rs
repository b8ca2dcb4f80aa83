//! The documented requests, with the values of the official vectors.

#[path = "../../it/vectors/documented.rs"]
mod vectors;

pub(crate) use self::vectors::{bill, loan, phone};
