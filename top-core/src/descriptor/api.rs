//! One API.

use super::{Descriptor, Field, is_less};
use crate::api::{TopApi, TopObject};

/// Describes one API: what its request and its response are and how its call is made.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    method: &'static str,
    sorted: &'static [u16],
    /// One function for both, as each API has it again.
    descriptors: fn() -> Descriptors,
    session: SessionMode,
    is_idempotent: bool,
}

/// Whether an API is called on behalf of a user (是否需要授权).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum SessionMode {
    /// A session is sent if there is one.
    #[default]
    Optional,
    /// A call without a session is an error before anything is sent.
    Required,
    /// No session is ever sent, even if the client has one.
    None,
}

impl SessionMode {
    /// Returns the value of the attribute `session`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
            Self::None => "none",
        }
    }
}

impl Api {
    /// Describes the API of the request `Request`.
    ///
    /// `sorted` holds the indices of the request's fields in ascending order of their wire names, the order in which
    /// they are signed.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant, if `sorted` is no such order or the
    /// descriptor of the request was not made by [`Descriptor::request`].
    pub const fn new<Request: TopApi>(sorted: &'static [u16]) -> Self {
        assert!(
            Request::DESCRIPTOR.is_request(),
            "the descriptor of a request is made by `Descriptor::request`"
        );
        assert_sorted(sorted, Request::DESCRIPTOR.fields());
        Self::declared::<Request>(Request::METHOD, sorted)
    }

    /// Describes the API of the request `Request` for the derive, which has sorted the fields.
    #[doc(hidden)]
    pub const fn declared<Request: TopApi>(method: &'static str, sorted: &'static [u16]) -> Self {
        Self {
            method,
            sorted,
            descriptors: descriptors_of::<Request>,
            session: SessionMode::Optional,
            is_idempotent: false,
        }
    }

    /// Sets whether a call needs a user's session.
    #[must_use]
    pub const fn with_session(mut self, session: SessionMode) -> Self {
        self.session = session;
        self
    }

    /// Declares that the API does the same thing once, however often it is called, so that a call may be repeated.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.is_idempotent = true;
        self
    }

    /// Returns whether a call needs a user's session.
    pub const fn session(&self) -> SessionMode {
        self.session
    }

    /// Returns whether a call may be repeated without doing its thing twice.
    pub const fn is_idempotent(&self) -> bool {
        self.is_idempotent
    }

    /// Returns the method name of the API, for example `taobao.phone.bank.credit.process`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// Returns the description of the request.
    pub fn request(&self) -> &'static Descriptor {
        (self.descriptors)().request
    }

    /// Returns the description of the response.
    pub fn response(&self) -> &'static Descriptor {
        (self.descriptors)().response
    }

    /// Returns the indices of the request's fields in the order in which they are signed.
    pub(crate) const fn sorted(&self) -> &'static [u16] {
        self.sorted
    }
}

/// What a request and its response are.
struct Descriptors {
    request: &'static Descriptor,
    response: &'static Descriptor,
}

fn descriptors_of<Request: TopApi>() -> Descriptors {
    Descriptors { request: Request::DESCRIPTOR, response: Request::Response::DESCRIPTOR }
}

const fn assert_sorted(sorted: &[u16], fields: &[Field]) {
    assert!(sorted.len() == fields.len(), "`sorted` names every field of the request once");
    let mut index = 1;
    while index < sorted.len() {
        let (before, after) = (sorted[index - 1] as usize, sorted[index] as usize);
        assert!(
            is_less(fields[before].wire_name().as_bytes(), fields[after].wire_name().as_bytes()),
            "`sorted` is in strictly ascending order of the wire names"
        );
        index += 1;
    }
}
