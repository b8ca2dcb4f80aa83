//! Derive macros of the Rust SDK for the Taobao Open Platform (TOP); use them through `top-core`.
//!
//! The walk: `attr` is the vocabulary of `#[top(...)]`, `parse` reads a struct or an enum as it is written, `check` proves
//! it, `expand` writes the impls. If anything was wrong, `fallback` writes stubs beside the errors.

mod attr;
mod parse;
mod model;
mod check;
mod expand;
mod fallback;
mod ty;
mod diagnostic;
mod errors;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::errors::{Diagnostic, Errors, Report};
use crate::model::Derive;

// The documentation stands where the macros are re-exported, in `top-core`; what stood here would be appended to it.
#[expect(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(TopApi, attributes(top))]
pub fn derive_top_api(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into(), Derive::TopApi).into()
}

#[expect(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(TopObject, attributes(top))]
pub fn derive_top_object(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into(), Derive::TopObject).into()
}

#[expect(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(TopEnum, attributes(top))]
pub fn derive_top_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into(), Derive::TopEnum).into()
}

fn derive(input: TokenStream, derive: Derive) -> TokenStream {
    match expand(input, derive) {
        Ok(tokens) => tokens,
        Err((reports, stubs)) => {
            let mut tokens = errors::into_compile_errors(reports);
            tokens.extend(stubs);
            tokens
        }
    }
}

/// Returns the impls, or every error with the stubs beside them.
fn expand(input: TokenStream, derive: Derive) -> Result<TokenStream, (Vec<Report>, TokenStream)> {
    let input = match syn::parse2(input) {
        Ok(input) => input,
        // The compiler has read it before, so it is the length of an array that syn takes no part of without "full".
        Err(error) => {
            let message = "the derive cannot read this: give it a name, as in `const LEN: usize = ...;`";
            let error = syn::Error::new(error.span(), message);
            return Err((vec![Report { diagnostic: Diagnostic::Unreadable, error }], TokenStream::new()));
        }
    };
    let mut errors = Errors::default();
    let raw = parse::parse(input, derive, &mut errors);
    let expanded = match derive {
        Derive::TopApi | Derive::TopObject => {
            check::check_object(&raw, errors).map(|object| expand::expand_object(&object))
        }
        Derive::TopEnum => check::check_codes(&raw, errors).map(|codes| expand::expand_codes(&codes)),
    };
    expanded.map_err(|reports| (reports, fallback::expand(&raw)))
}
