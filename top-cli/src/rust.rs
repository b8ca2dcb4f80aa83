//! Prints a module as Rust source.
