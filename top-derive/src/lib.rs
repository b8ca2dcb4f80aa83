//! Derive macros of the Rust SDK for the Taobao Open Platform (TOP); use them through `top-core`.
//!
//! The walk: `attr` is the vocabulary of `#[top(...)]`, `parse` reads a struct as it is written, `check` proves it,
//! `expand` writes the impls. If anything was wrong, `fallback` writes stubs beside the errors.

mod attr;
mod parse;
mod model;
mod check;
mod expand;
mod fallback;
mod ty;
mod errors;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

use crate::errors::Errors;
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

fn derive(input: TokenStream, derive: Derive) -> TokenStream {
    let input = match syn::parse2(input) {
        Ok(input) => input,
        // The compiler has read it before, so it is the length of an array that syn takes no part of without "full".
        Err(error) => {
            let message = "the derive cannot read this: give it a name, as in `const LEN: usize = ...;`";
            return syn::Error::new(error.span(), message).into_compile_error();
        }
    };
    let mut errors = Errors::default();
    let raw = parse::parse(input, derive, &mut errors);
    match check::check(&raw, errors) {
        Ok(object) => expand::expand(&object),
        Err(error) => {
            let mut tokens = error.into_compile_error();
            tokens.extend(fallback::expand(&raw));
            tokens
        }
    }
}
