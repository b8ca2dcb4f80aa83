//! The errors of one run, which nobody can forget to report.

use std::fmt::Display;

use quote::ToTokens;

/// Collects every error of one input.
#[derive(Default)]
pub(crate) struct Errors {
    all: Vec<syn::Error>,
    finished: bool,
}

impl Errors {
    /// Adds an error on `tokens`, which must not be empty: an error without a place is on the derive.
    pub(crate) fn push(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.all.push(syn::Error::new_spanned(tokens, message));
    }

    /// Returns all errors as one.
    pub(crate) fn finish(mut self) -> syn::Result<()> {
        self.finished = true;
        let mut all = std::mem::take(&mut self.all).into_iter();
        let Some(mut first) = all.next() else { return Ok(()) };
        first.extend(all);
        Err(first)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(self.finished || std::thread::panicking(), "errors were collected and never reported");
    }
}
