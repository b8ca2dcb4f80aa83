//! Reading: JSON text or form pairs become one flat [`Tape`], and declared structs read themselves from it.
//!
//! A struct asks for its members in the order of its table; the [`Slot`] it gets knows where it is, what is there, and
//! how the wire may spell it. The first thing that is wrong is kept with its wire path; reading goes on with empty
//! values meanwhile, so that no read needs a branch for failure.

mod tape;

mod json;

mod scalar;

mod place;

mod slot;

mod members;

pub(crate) use self::json::mend;
pub use self::members::{Elements, Entries, Members};
#[cfg(feature = "sandbox")]
pub(crate) use self::place::Problem;
pub use self::slot::Slot;
pub(crate) use self::slot::read;
pub(crate) use self::tape::{NodeKind, Tape};
