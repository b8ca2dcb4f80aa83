//! Tests that cross the crates of the workspace; see the targets `it` and `ui`.
//!
//! The library itself only gives the README's examples a place to be compiled and run.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
