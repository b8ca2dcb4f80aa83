//! Reading: a body becomes text, JSON, XML or form pairs become one flat [`Tape`], and declared structs read themselves
//! from it.
//!
//! A struct asks for its members in the order of its table; the [`Reader`] knows where it is, what is there, and how the
//! wire may spell it. The first thing that is wrong is kept with its wire path; reading goes on with empty values
//! meanwhile, so that no read needs a branch for failure.
//!
//! Answers in JSON mostly need no tape: their members come in the order of the table, and are read while they are parsed.
//! Only the tape knows every shape and every fault; what it would tell is what is told.

mod content;

mod tape;

mod json;

#[cfg(feature = "xml")]
mod xml;

mod scalar;

mod frame;

mod reader;

mod misfit;

pub(crate) use self::content::{Unreadable, to_text};
pub(crate) use self::misfit::{Misfit, MisfitKind};
#[cfg(feature = "spi")]
pub(crate) use self::reader::Problem;
pub use self::reader::Reader;
pub(crate) use self::reader::{Around, RequestId, for_each_plain_member};
pub(crate) use self::tape::{MAX_LEVELS, NodeKind, ParseError, Tape};
