//! Writes stubs beside the errors, so that whatever uses the type meets its traits and reports nothing of its own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::check::{crate_of, has_debug, has_outcome, response_of};
use crate::expand::{lent_lifetime, private_of};
use crate::model::{Derive, RawContainer};
use crate::ty;

/// Writes impls that compile and never run.
pub(crate) fn expand(raw: &RawContainer) -> TokenStream {
    if raw.derive == Derive::TopEnum {
        return expand_codes(raw);
    }
    let (p, response) = (private_of(&crate_of(raw)), response_of(raw));
    let (ident, name) = (&raw.ident, raw.ident.unraw().to_string());
    let lifetime = lent_lifetime(&raw.generics);
    let (impl_generics, type_generics, where_clause) = raw.generics.split_for_impl();
    let written = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    // What every wire type is; a struct with a parameter that is not would be the next error.
    let parameters = raw.generics.type_params().map(|parameter| &parameter.ident);
    let where_clause =
        quote!(where #(#written,)* #(#parameters: ::core::marker::Send + ::core::marker::Sync,)*);
    let top_api = (raw.derive == Derive::TopApi).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #p::TopApi for #ident #type_generics #where_clause {
                type Response = #response;
                const API: &'static #p::Api = &#p::Api::declared::<Self>("", &[]);
            }
        }
    });
    let outcome = has_outcome(raw).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #p::BusinessOutcome for #ident #type_generics #where_clause {}
        }
    });
    let debug = has_debug(raw).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #ident #type_generics #where_clause {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::unreachable!()
                }
            }
        }
    });
    // Without fields, what makes a request of a struct is the same for all.
    quote! {
        #[automatically_derived]
        impl #impl_generics #p::TopObject for #ident #type_generics #where_clause {
            type Fields = ();
            const DESCRIPTOR: &'static #p::Descriptor = &#p::Descriptor::declared_request(#name, "", &[]);
            fn lend<#lifetime>(&#lifetime self, _: &mut #p::Borrower<#lifetime, '_>) {}
            fn from_reader(_: &mut #p::Reader<'_>) -> Self {
                ::core::unreachable!()
            }
        }
        #top_api
        #outcome
        #debug
    }
}

/// Of an enum it is not known what its codes are; whatever they could be, they are.
fn expand_codes(raw: &RawContainer) -> TokenStream {
    let p = private_of(&crate_of(raw));
    let (vis, ident) = (&raw.vis, &raw.ident);
    let (impl_generics, type_generics, where_clause) = raw.generics.split_for_impl();
    let parameters = raw.generics.type_params().map(|parameter| &parameter.ident);
    let written = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    let wire_clause =
        quote!(where #(#written,)* #(#parameters: ::core::marker::Send + ::core::marker::Sync,)*);
    let payloads = raw.variants().iter().flat_map(|variant| variant.fields.iter().map(|field| &field.ty));
    let owned = payloads.filter(|ty| ty::last_word(ty).is_some_and(|word| word == "String" || word == "i64"));
    let owned = owned.take(1).map(|ty| quote!(#ty));
    let from = owned.chain([quote!(&::core::primitive::str)]).map(|code| {
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::convert::From<#code> for #ident #type_generics #where_clause {
                fn from(_: #code) -> Self {
                    ::core::unreachable!()
                }
            }
        }
    });
    let methods =
        [("as_str", quote!(&::core::primitive::str)), ("as_number", quote!(::core::primitive::i64))];
    let methods = methods.into_iter().map(|(name, code)| {
        let name = format_ident!("{name}");
        quote! {
            /// Returns the code on the wire.
            #vis fn #name(&self) -> #code {
                ::core::unreachable!()
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics #p::Wire for #ident #type_generics #wire_clause {
            const TYPE: #p::Type = #p::Type::String;
            fn value(&self) -> #p::Value<'_> {
                #p::Value::Absent
            }
            fn read(_: &mut #p::Reader<'_>) -> Self {
                ::core::unreachable!()
            }
        }
        #(#from)*
        #[automatically_derived]
        #[allow(dead_code, unreachable_pub)]
        impl #impl_generics #ident #type_generics #where_clause {
            #(#methods)*
        }
    }
}
