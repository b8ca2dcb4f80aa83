//! The errors of one run, which nobody can forget to report.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::ToTokens;

pub(crate) use crate::diagnostic::Diagnostic;

/// A kind of mistake and its message, where the place is the caller's to know.
pub(crate) type Mistake = (Diagnostic, String);

/// A mistake where it was made.
pub(crate) struct Report {
    /// The tests compare what was found with what the catalogue lists.
    #[cfg_attr(not(test), expect(dead_code, reason = "the compiler is told the message alone"))]
    pub(crate) diagnostic: Diagnostic,
    pub(crate) error: syn::Error,
}

/// Collects every error of one input.
#[derive(Default)]
pub(crate) struct Errors {
    all: Vec<Report>,
    finished: bool,
}

impl Errors {
    /// Adds an error on `tokens`, which must not be empty: an error without a place is on the derive.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic, tokens: impl ToTokens, message: impl Display) {
        self.all.push(Report { diagnostic, error: syn::Error::new_spanned(tokens, message) });
    }

    /// Adds an error of which kind and message were found elsewhere.
    pub(crate) fn push_mistake(&mut self, tokens: impl ToTokens, (diagnostic, message): Mistake) {
        self.push(diagnostic, tokens, message);
    }

    /// Returns all errors, if there are any.
    pub(crate) fn finish(mut self) -> Result<(), Vec<Report>> {
        self.finished = true;
        let all = std::mem::take(&mut self.all);
        if all.is_empty() { Ok(()) } else { Err(all) }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(self.finished || std::thread::panicking(), "errors were collected and never reported");
    }
}

/// Writes the errors for the compiler to report.
pub(crate) fn into_compile_errors(reports: Vec<Report>) -> TokenStream {
    reports.into_iter().map(|report| report.error.into_compile_error()).collect()
}
