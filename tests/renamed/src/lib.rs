//! A crate that depends on `top-core` under another name only: whatever the derives name must be found through
//! `#[top(crate = ...)]`.
//!
//! Its author is strict: nothing that the derives write may be found fault with.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::nursery)]

mod strict;

pub use self::strict::{
    Address, Level, StrictAddRequest, StrictAddResponse, StrictGetRequest, StrictPage, StrictState,
};

use taobao::{TopApi, TopEnum, TopObject};

/// A request.
#[derive(Debug, TopApi)]
#[top(crate = taobao, method = "taobao.renamed.get", response = RenamedGetResponse)]
pub struct RenamedGetRequest {
    /// Text with a rule.
    #[top(max_len = 2)]
    pub text: Option<String>,
    /// A date with a bound.
    #[top(min = "2016-01-01 00:00:00")]
    pub since: Option<taobao::DateTime>,
}

/// A response.
#[derive(Debug, TopObject)]
#[top(crate = ::taobao)]
pub struct RenamedGetResponse {
    /// A list of itself.
    pub children: Vec<Self>,
}

/// A request that can grow: another crate builds it by its constructor alone.
#[derive(Clone, PartialEq, TopApi)]
#[top(crate = taobao, method = "taobao.renamed.send", response = RenamedSendResponse, session = "none", idempotent)]
#[top(builder, debug, custom = Self::check)]
#[non_exhaustive]
pub struct RenamedSendRequest {
    /// What it is.
    #[top(custom = check_kind)]
    pub kind: Kind,
    /// Who it is for.
    #[top(items(max_len = 8), list = "json")]
    pub names: Vec<String>,
    /// When it was.
    #[top(example = "2016-01-01 00:00:00")]
    pub since: Option<taobao::DateTime>,
    /// Who sends it.
    #[top(secret)]
    pub sender: Option<String>,
}

/// A response with an outcome.
#[derive(Debug, TopObject)]
#[top(crate = taobao, success = "result.kind", ok = "A")]
pub struct RenamedSendResponse {
    /// The result.
    pub result: Option<RenamedResult>,
}

/// A result.
#[derive(Debug, TopObject)]
#[top(crate = taobao, builder)]
#[non_exhaustive]
pub struct RenamedResult {
    /// What it is.
    pub kind: Option<Kind>,
}

/// A kind.
#[derive(Debug, Clone, PartialEq, Eq, TopEnum)]
#[top(crate = taobao)]
#[non_exhaustive]
pub enum Kind {
    /// The first.
    A,
    /// Any other.
    #[top(other)]
    Other(String),
}

impl RenamedSendRequest {
    const fn check(&self) -> Result<(), &'static str> {
        if self.names.is_empty() { Err("names are needed") } else { Ok(()) }
    }
}

const fn check_kind(kind: &Kind) -> Result<(), &'static str> {
    if kind.as_str().is_empty() { Err("the kind has no code") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_derives_work_under_another_name() {
        let request = RenamedGetRequest { text: Some("三个字".to_owned()), since: None };

        assert_eq!(request.validate().unwrap_err().len(), 1);
        assert_eq!(request.params().get("text"), Some("三个字"));
    }
}
