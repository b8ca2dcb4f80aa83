//! Writes `new` and the setters.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Type};

use super::words::summary;
use crate::model::{Field, Object};
use crate::ty;

/// Writes the inherent impl of a struct with a builder.
pub(super) fn expand(object: &Object) -> TokenStream {
    let head = &object.head;
    let (vis, ident) = (&head.vis, &head.ident);
    let (impl_generics, type_generics, where_clause) = head.generics.split_for_impl();
    let required: Vec<_> = object.fields.iter().filter(|field| field.is_required).collect();
    let optional: Vec<_> = object.fields.iter().filter(|field| !field.is_required).collect();
    let docs = new_docs(&required);
    let parameters = required.iter().map(|field| {
        let (name, ty) = (&field.ident, parameter_type(&field.ty));
        quote!(#name: #ty)
    });
    let given = required.iter().map(|field| {
        let (name, value) = (&field.ident, converted(&field.ident, &field.ty));
        quote!(#name: #value)
    });
    let absent = optional.iter().map(|field| &field.ident);
    let skipped = &object.skipped;
    let setters = optional.iter().map(|field| expand_setter(field, object));
    let deprecated = head.allow_deprecated.then(|| quote!(#[allow(deprecated)]));
    let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let alone = required.is_empty().then(|| quote!(#[allow(clippy::new_without_default)]));
    quote! {
        // Not every caller sets everything, and what is public here may not be further out.
        #[automatically_derived]
        #[allow(dead_code, unreachable_pub)]
        #deprecated
        impl #impl_generics #ident #type_generics #where_clause {
            #[doc = #docs]
            #[must_use]
            #many
            #alone
            #[inline]
            #vis fn new(#(#parameters),*) -> Self {
                Self {
                    #(#given,)*
                    #(#absent: ::core::option::Option::None,)*
                    #(#skipped: ::core::default::Default::default(),)*
                }
            }
            #(#setters)*
        }
    }
}

fn expand_setter(field: &Field, object: &Object) -> TokenStream {
    let (vis, name) = (&object.head.vis, &field.ident);
    let setter = setter_name(field, object);
    let inner = ty::optional(&field.ty).unwrap_or(&field.ty);
    let (ty, value) = (parameter_type(inner), converted(name, inner));
    let docs = described(field);
    let deprecated = &field.deprecated;
    quote! {
        #[doc = #docs]
        #deprecated
        #[must_use]
        #[inline]
        #vis fn #setter(mut self, #name: #ty) -> Self {
            self.#name = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// Returns the name of a setter: that of the field, unless it is the constructor's.
fn setter_name(field: &Field, object: &Object) -> Ident {
    if field.rust_name != "new" {
        return field.ident.clone();
    }
    let mut name = format_ident!("with_new", span = field.ident.span());
    while object.fields.iter().any(|other| other.ident == name) {
        name = format_ident!("{}_", name);
    }
    name
}

/// Returns what a caller may give for a field of the type `ty`.
fn parameter_type(ty: &Type) -> TokenStream {
    if ty::is_convertible(ty) { quote!(impl ::core::convert::Into<#ty>) } else { quote!(#ty) }
}

fn converted(name: &Ident, ty: &Type) -> TokenStream {
    if ty::is_convertible(ty) { quote!(::core::convert::Into::into(#name)) } else { quote!(#name) }
}

fn described(field: &Field) -> String {
    let blank = if field.docs.is_empty() { "" } else { "\n\n" };
    format!("{}{blank}{}", field.docs, summary(field))
}

fn new_docs(required: &[&Field]) -> String {
    if required.is_empty() {
        return "Creates it without anything: nothing is required.".to_owned();
    }
    let mut docs = "Creates it with what is required, and nothing else.\n".to_owned();
    for field in required {
        let meaning = field.docs.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        let blank = if meaning.is_empty() { "" } else { " " };
        let _ = write!(docs, "\n* `{}`: {meaning}{blank}{}", field.rust_name, summary(field));
    }
    docs
}
