//! Writes stubs beside the errors, so that whatever uses the struct meets its traits and reports nothing of its own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::check::{crate_of, response_of};
use crate::expand::private_of;
use crate::model::{Derive, RawContainer};

/// Writes impls that compile and never run.
pub(crate) fn expand(raw: &RawContainer) -> TokenStream {
    let (p, response) = (private_of(&crate_of(raw)), response_of(raw));
    let (ident, name) = (&raw.ident, raw.ident.unraw().to_string());
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
                const METHOD: &'static str = "";
                const API: &'static #p::Api = &#p::Api::new::<Self>(&[]);
            }
        }
    });
    // Without fields, what makes a request of a struct is the same for all.
    quote! {
        #[automatically_derived]
        impl #impl_generics #p::Object for #ident #type_generics #where_clause {
            fn descriptor(&self) -> &'static #p::Descriptor {
                <Self as #p::TopObject>::DESCRIPTOR
            }
            fn field(&self, _: usize) -> #p::Value<'_> {
                #p::Value::Absent
            }
        }
        #[automatically_derived]
        impl #impl_generics #p::Wire for #ident #type_generics #where_clause {
            const TYPE: #p::Type = #p::Type::Object(#p::descriptor_of::<Self>);
            fn value(&self) -> #p::Value<'_> {
                #p::Value::Absent
            }
            fn read(_: #p::Slot<'_>) -> Self {
                ::core::unreachable!()
            }
        }
        #[automatically_derived]
        impl #impl_generics #p::TopObject for #ident #type_generics #where_clause {
            const DESCRIPTOR: &'static #p::Descriptor = &#p::Descriptor::request(#name, &[]);
        }
        #top_api
    }
}
