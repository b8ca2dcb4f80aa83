//! The author's tool of the Rust SDK for the Taobao Open Platform (TOP, 淘宝开放平台), `cargo top`, as a library.
//!
//! The way of a declaration is [`read`] → [`document`] → [`module`] → [`rust`]: a page is read into what it says of an API,
//! that is decided into structs, fields and rules, and those are printed. Each step can be used without the next.
//!
//! The binary serves the APIs of `top-apis`. A crate that declares its own has the same tool for them in three lines:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     top_cli::main(&[&top_apis::APIS])
//! }
//! ```

pub mod document;
pub mod module;
pub mod read;
pub mod rust;

mod command;

pub use self::command::main;
