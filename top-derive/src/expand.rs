//! Writes the impls of what was proved.
//!
//! The expansion is one table and thin calls, because its size is what a crate with a thousand structs pays for; those of
//! structs stand in `top-core`, in `declare.rs`, and are given data from here. It names nothing but `::core` and what
//! `top-core` lists in its `private.rs`.

mod field;
mod words;
mod markdown;
mod builder;
mod codes;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Generics, Lifetime};

pub(crate) use self::codes::expand_codes;
use self::field::{FieldTable, expand_fields};
use crate::model::{Api, Field, FirstStep, Head, Object, Outcome, OutcomePath, Session};

/// Writes the impls of a struct.
pub(crate) fn expand_object(object: &Object) -> TokenStream {
    let p = private_of(&object.head.krate);
    let mut tokens = impl_object(object, &p);
    if let Some(outcome) = &object.outcome {
        let docs = words::outcome(outcome);
        tokens.extend(quote!(#[doc = #docs]));
        tokens.extend(impl_trait(&object.head, &p, &quote!(#p::BusinessOutcome), &TokenStream::new()));
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

/// Returns a lifetime of a name that the struct has not.
pub(crate) fn lent_lifetime(generics: &Generics) -> Lifetime {
    let mut name = "'lent".to_owned();
    while generics.lifetimes().any(|parameter| parameter.lifetime.to_string() == name) {
        name.push('_');
    }
    Lifetime::new(&name, Span::call_site())
}

/// Writes a closure that makes the author's own checks. What is wrong with such a function is reported where it is named.
fn expand_checks(object: &Object, p: &TokenStream) -> Option<TokenStream> {
    let checks = local("checks");
    let fields = object.fields.iter().enumerate().filter_map(|(index, field)| {
        let path = field.custom.as_ref()?;
        let index = Literal::usize_unsuffixed(index);
        let span = Span::mixed_site().located_at(span_of(&path.to_token_stream()));
        let (ident, value, this) = (&field.ident, Ident::new("value", span), this_at(span));
        Some(if field.is_required {
            quote_spanned!(span=> #checks.field(#index, #path(&#this.#ident));)
        } else {
            quote_spanned! {span=>
                if let ::core::option::Option::Some(#value) = &#this.#ident {
                    #checks.field(#index, #path(#value));
                }
            }
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

/// Writes the call of the macro in `top-core` that writes the impls, in the order in which that reads.
///
/// Every token costs, and a stream inside of a stream twice; so tokens are appended one by one, and nothing stands for
/// what there is nothing to say of.
fn impl_object(object: &Object, p: &TokenStream) -> TokenStream {
    let Object { head, fields, skipped, api, outcome, .. } = object;
    let Head { ident, docs, .. } = head;
    let header = expand_header(head, p);
    let FieldTable { texts, details, types } = expand_fields(object, p);
    let mut input = TokenStream::new();
    input.append(word("self"));
    lent_lifetime(&head.generics).to_tokens(&mut input);
    // The table of the widest documented structs is larger than clippy's pedantic lints have an array on the stack; it is a
    // constant, and on none.
    if fields.len() > 100 {
        input.extend(quote!(#[allow(clippy::large_stack_arrays)]));
    }
    let allow = head.allow_deprecated.then(|| quote!(#[allow(deprecated)]));
    allow.to_tokens(&mut input);
    if api.is_none() {
        input.append(Literal::string(&words::object_table(object)));
    }
    input.append(ident.clone());
    input.extend(header.clone());
    input.append(word(if api.is_some() { "request" } else { "object" }));
    let described = [Literal::string(&ident.unraw().to_string()), Literal::string(docs)];
    input.append(Group::new(Delimiter::Parenthesis, described.map(TokenTree::Literal).into_iter().collect()));
    input.append(Group::new(Delimiter::Bracket, texts));
    if !details.is_empty() {
        input.append(Group::new(Delimiter::Brace, details));
    }
    input.append(Group::new(Delimiter::Bracket, types));
    if let Some(outcome) = outcome {
        input.append(word("outcome"));
        input.append(Group::new(Delimiter::Brace, expand_outcome(outcome, p)));
    }
    input.append(Group::new(Delimiter::Bracket, expand_reads(fields)));
    match expand_checks(object, p) {
        Some(checks) => {
            input.append(word("take_with_checks"));
            input.append(Group::new(Delimiter::Parenthesis, checks));
        }
        None => input.append(word("take")),
    }
    if !skipped.is_empty() {
        input.extend(quote!(skip [#(#skipped)*]));
    }
    if let Some(api) = api {
        let mut tokens = allow.to_token_stream();
        tokens.extend(header.clone());
        tokens.append(Literal::string(&words::request_table(object, api)));
        tokens.extend(expand_api(api, p));
        input.append(Group::new(Delimiter::Brace, tokens));
    }
    if object.has_debug {
        let mut tokens = allow.into_token_stream();
        tokens.append(word("Debug"));
        tokens.extend(header);
        input.append(Group::new(Delimiter::Bracket, tokens));
    }
    let mut call = p.clone();
    call.extend(quote!(::object!));
    call.append(Group::new(Delimiter::Brace, input));
    call
}

/// Writes what stands around the name of a generic struct in the head of an impl.
fn expand_header(head: &Head, p: &TokenStream) -> TokenStream {
    if head.generics.params.is_empty() && head.generics.where_clause.is_none() {
        return TokenStream::new();
    }
    let (impl_generics, type_generics, _) = head.generics.split_for_impl();
    let where_clause = expand_where(head, p);
    quote!(([#impl_generics] [#type_generics] [#where_clause]))
}

fn expand_where(head: &Head, p: &TokenStream) -> Option<TokenStream> {
    let Head { generics, wire_parameters, .. } = head;
    let where_clause = generics.where_clause.as_ref();
    let written = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    let is_bounded = where_clause.is_some() || !wire_parameters.is_empty();
    is_bounded.then(|| quote!(where #(#written,)* #(#wire_parameters: #p::Wire,)*))
}

/// Writes how each field is read. What is wrong with a type is said where the type is, and in the words of its trait.
fn expand_reads(fields: &[Field]) -> TokenStream {
    let mut reads = TokenStream::new();
    for Field { ident, ty, is_known, .. } in fields {
        reads.append(ident.clone());
        if *is_known {
            reads.append(Punct::new('.', Spacing::Alone));
            reads.append(Ident::new("read", Span::call_site().located_at(span_of_type(ty))));
        } else {
            reads.append(Group::new(Delimiter::Parenthesis, ty.to_token_stream()));
        }
    }
    reads
}

fn word(word: &str) -> Ident {
    Ident::new(word, Span::call_site())
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

fn expand_api(api: &Api, p: &TokenStream) -> TokenStream {
    let Api { method, response, sorted, .. } = api;
    let sorted = sorted.iter().map(|index| Literal::usize_unsuffixed(*index));
    let session = match api.session {
        Session::Optional => None,
        Session::Required => Some(quote!(.with_session(#p::SessionMode::Required))),
        Session::None => Some(quote!(.with_session(#p::SessionMode::None))),
    };
    let idempotent = api.is_idempotent.then(|| quote!(.idempotent()));
    quote!(#response, #method [#(#sorted),*] #session #idempotent)
}

fn impl_trait(head: &Head, p: &TokenStream, name: &TokenStream, items: &TokenStream) -> TokenStream {
    let Head { ident, .. } = head;
    let (impl_generics, type_generics, _) = head.generics.split_for_impl();
    let where_clause = expand_where(head, p);
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
