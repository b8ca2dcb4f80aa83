//! Writes the impls of what was proved.
//!
//! The expansion is one table and thin calls, because its size is what a crate with a thousand structs pays for. It
//! names nothing but `::core` and what `top-core` lists in its `private.rs`.

mod field;
mod words;
mod markdown;
mod builder;
mod codes;

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Generics, Lifetime};

pub(crate) use self::codes::expand_codes;
use self::field::{FieldTable, expand_fields};
use crate::model::{Api, Field, FirstStep, Head, Object, Outcome, OutcomePath, Session};
use crate::ty;

/// Writes the impls of a struct.
pub(crate) fn expand_object(object: &Object) -> TokenStream {
    let p = private_of(&object.head.krate);
    let mut tokens = impl_top_object(object, &p);
    tokens.extend(object.api.as_ref().map(|api| impl_top_api(object, api, &p)));
    if let Some(outcome) = &object.outcome {
        let docs = words::outcome(outcome);
        tokens.extend(quote!(#[doc = #docs]));
        tokens.extend(impl_trait(&object.head, &p, &quote!(#p::BusinessOutcome), &TokenStream::new()));
    }
    if object.has_debug {
        tokens.extend(impl_debug(object, &p));
    }
    if object.has_builder {
        tokens.extend(builder::expand(object));
    }
    tokens
}

/// Returns the path of what an expansion may name, located where the author wrote the path of the crate.
pub(crate) fn private_of(krate: &TokenStream) -> TokenStream {
    let written = krate.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
    let span = Span::call_site().located_at(written);
    quote_spanned!(span=> #krate::__)
}

/// Lends the fields, as an array of them: the compiler takes half the time for it that it takes for a match.
fn expand_lend(object: &Object, p: &TokenStream) -> TokenStream {
    let fields = object.fields.iter().map(|Field { ident, ty, is_known, .. }| {
        // What is wrong with a type is said in the words of its trait.
        if *is_known { quote!(&self.#ident) } else { quote!(<#ty as #p::Wire>::lend(&self.#ident)) }
    });
    let (borrower, lifetime) = (local("borrower"), lent_lifetime(&object.head.generics));
    let (take, checks) = match expand_checks(object, p) {
        Some(checks) => (quote!(take_with_checks), Some(quote!(, &#checks))),
        None => (quote!(take), None),
    };
    quote! {
        fn lend<#lifetime>(&#lifetime self, #borrower: &mut #p::Borrower<#lifetime, '_>) {
            #borrower.#take(&[#(#fields),*] #checks);
        }
    }
}

/// Returns a lifetime of a name that the struct has not.
pub(crate) fn lent_lifetime(generics: &Generics) -> Lifetime {
    let mut name = "'lent".to_owned();
    while generics.lifetimes().any(|parameter| parameter.lifetime.to_string() == name) {
        name.push('_');
    }
    Lifetime::new(&name, Span::call_site())
}

fn expand_from_reader(object: &Object, p: &TokenStream) -> TokenStream {
    let reader = local("reader");
    let reads = object.fields.iter().map(|Field { ident, ty, is_known, .. }| {
        if *is_known {
            let read = Ident::new("read", Span::call_site().located_at(span_of_type(ty)));
            quote!(#ident: #reader.#read())
        } else {
            quote!(#ident: <#ty as #p::Wire>::read(#reader))
        }
    });
    let skipped = &object.skipped;
    let parameter = if object.fields.is_empty() { quote!(_) } else { quote!(#reader) };
    quote! {
        fn from_reader(#parameter: &mut #p::Reader<'_>) -> Self {
            Self {
                #(#reads,)*
                #(#skipped: ::core::default::Default::default(),)*
            }
        }
    }
}

/// Writes a closure that makes the author's own checks. What is wrong with such a function is reported where it is named.
fn expand_checks(object: &Object, p: &TokenStream) -> Option<TokenStream> {
    let checks = local("checks");
    let fields = object.fields.iter().enumerate().filter_map(|(index, field)| {
        let path = field.custom.as_ref()?;
        let index = Literal::usize_unsuffixed(index);
        let span = Span::mixed_site().located_at(span_of(&path.to_token_stream()));
        let (ident, value, this) = (&field.ident, Ident::new("value", span), this_at(span));
        Some(if ty::optional(&field.ty).is_some() {
            quote_spanned! {span=>
                if let ::core::option::Option::Some(#value) = &#this.#ident {
                    #checks.field(#index, #path(#value));
                }
            }
        } else {
            quote_spanned!(span=> #checks.field(#index, #path(&#this.#ident));)
        })
    });
    let fields: Vec<_> = fields.collect();
    let whole = object.custom.as_ref().map(|path| {
        let span = Span::mixed_site().located_at(span_of(&path.to_token_stream()));
        let this = this_at(span);
        // Borrowed anew, so that an error does not name a lifetime that the author has not written.
        quote_spanned!(span=> #checks.object(#path(&*#this));)
    });
    if fields.is_empty() && whole.is_none() {
        return None;
    }
    Some(quote! {
        |#checks: &mut #p::Checks<'_, '_>| {
            #(#fields)*
            #whole
        }
    })
}

fn impl_top_object(object: &Object, p: &TokenStream) -> TokenStream {
    let name = object.head.ident.unraw().to_string();
    let docs = &object.head.docs;
    let constructor = if object.api.is_some() { quote!(request) } else { quote!(object) };
    let FieldTable { texts, details, types } = expand_fields(object, p);
    let descriptor = object.outcome.as_ref().map(|outcome| expand_outcome(outcome, p));
    let table = object.api.is_none().then(|| expand_table(&words::object_table(object)));
    let lend = expand_lend(object, p);
    let from_reader = expand_from_reader(object, p);
    let items = quote! {
        type Fields = #types;
        const TABLE: #p::Table = #p::Table::#constructor(#name, #docs, #texts, #details);
        #descriptor
        #lend
        #from_reader
    };
    let top_object = impl_trait(&object.head, p, &quote!(#p::TopObject), &items);
    // The table of the widest documented structs is larger than clippy's pedantic lints have an array on the stack; it is a
    // constant, and on none.
    let large = (object.fields.len() > 100).then(|| quote!(#[allow(clippy::large_stack_arrays)]));
    quote!(#table #large #top_object)
}

/// Writes a descriptor with an outcome, which the compiler checks at once because it is borrowed.
///
/// What `top-core` says of it it says where the path to success is; the other paths are judged where they are.
fn expand_outcome(outcome: &Outcome, p: &TokenStream) -> TokenStream {
    let Outcome { success: OutcomePath { steps, first, span }, ok, code, message } = outcome;
    let span = if matches!(first, FirstStep::Settled) { Span::call_site() } else { *span };
    let span = Span::call_site().located_at(span);
    let ok = ok.as_ref().map(|ok| quote_spanned!(span=> .with_ok(#ok)));
    let inside = match first {
        FirstStep::Struct(ty) => Some(quote_spanned!(span=> .inside::<#ty>())),
        FirstStep::End(_) | FirstStep::Settled => None,
    };
    let code =
        code.as_ref().map(|path| expand_path(path, p)).map(|path| quote_spanned!(span=> .with_code(#path)));
    let message = message
        .as_ref()
        .map(|path| expand_path(path, p))
        .map(|path| quote_spanned!(span=> .with_message(#path)));
    let p = locate(p, span);
    quote_spanned! {span=>
        const DESCRIPTOR: &'static #p::Descriptor =
            &#p::describe_with::<Self>(#p::Outcome::new(&[#(#steps),*])#ok #inside #code #message);
    }
}

/// Writes a path with what `top-core` has to check of it, where the author wrote it.
fn expand_path(path: &OutcomePath, p: &TokenStream) -> TokenStream {
    let OutcomePath { steps, first, span } = path;
    let (check, ty) = match first {
        FirstStep::Settled => return quote!(&[#(#steps),*]),
        FirstStep::Struct(ty) => ("path", ty),
        FirstStep::End(ty) => ("leaf", ty),
    };
    let span = Span::call_site().located_at(*span);
    let (check, p) = (Ident::new(check, span), locate(p, span));
    quote_spanned!(span=> #p::Outcome::#check::<#ty>(&[#(#steps),*]))
}

fn expand_docs(docs: &str, span: Span) -> Option<TokenStream> {
    (!docs.is_empty()).then(|| quote_spanned!(span=> .with_docs(#docs)))
}

/// A derive cannot write documentation on the struct itself; `rustdoc` shows that of an impl below it.
///
/// `concat!` keeps the whole table one token where an expansion is printed.
fn expand_table(table: &str) -> TokenStream {
    quote!(#[doc = ::core::concat!(#table)])
}

fn impl_top_api(object: &Object, api: &Api, p: &TokenStream) -> TokenStream {
    let Api { method, response, sorted, .. } = api;
    let sorted = sorted.iter().map(|index| Literal::usize_unsuffixed(*index));
    let session = match api.session {
        Session::Optional => None,
        Session::Required => Some(quote!(.with_session(#p::SessionMode::Required))),
        Session::None => Some(quote!(.with_session(#p::SessionMode::None))),
    };
    let idempotent = api.is_idempotent.then(|| quote!(.idempotent()));
    let table = expand_table(&words::request_table(object, api));
    let items = quote! {
        type Response = #response;
        const API: &'static #p::Api = &#p::Api::declared::<Self>(#method, &[#(#sorted),*])#session #idempotent;
    };
    let top_api = impl_trait(&object.head, p, &quote!(#p::TopApi), &items);
    quote!(#table #top_api)
}

fn impl_debug(object: &Object, p: &TokenStream) -> TokenStream {
    let f = local("f");
    let items = quote! {
        fn fmt(&self, #f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            #p::debug(self, #f)
        }
    };
    impl_trait(&object.head, p, &quote!(::core::fmt::Debug), &items)
}

fn impl_trait(head: &Head, p: &TokenStream, name: &TokenStream, items: &TokenStream) -> TokenStream {
    let Head { ident, wire_parameters, .. } = head;
    let (impl_generics, type_generics, where_clause) = head.generics.split_for_impl();
    let written = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    let is_bounded = where_clause.is_some() || !wire_parameters.is_empty();
    let where_clause = is_bounded.then(|| quote!(where #(#written,)* #(#wire_parameters: #p::Wire,)*));
    let allow = head.allow_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #[automatically_derived]
        #allow
        impl #impl_generics #name for #ident #type_generics #where_clause {
            #items
        }
    }
}

/// Returns `self`, which is that of the method wherever it is located.
fn this_at(span: Span) -> Ident {
    Ident::new("self", Span::call_site().located_at(span))
}

fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// Moves tokens to where `span` is, without changing what their names mean.
fn locate(tokens: &TokenStream, span: Span) -> TokenStream {
    let move_token = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.clone().into_iter().map(move_token).collect()
}

/// Returns where the first name of a type is written.
fn span_of_type(ty: &syn::Type) -> Span {
    match ty {
        syn::Type::Path(path) if path.qself.is_none() && path.path.leading_colon.is_none() => {
            path.path.segments.first().map_or_else(Span::call_site, |segment| segment.ident.span())
        }
        ty => ty.to_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span()),
    }
}

fn span_of(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span())
}
