//! Writes the impls of a proved struct.
//!
//! The expansion is one table and thin calls, because its size is what a crate with a thousand structs pays for. It
//! names nothing but `::core` and what `top-core` lists in its `private.rs`.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::model::{Api, Bound, Field, Object, Rule};

/// Writes the impls.
pub(crate) fn expand(object: &Object) -> TokenStream {
    let p = private_of(&object.krate);
    let mut tokens = impl_object(object, &p);
    tokens.extend(impl_wire(object, &p));
    tokens.extend(impl_top_object(object, &p));
    tokens.extend(object.api.as_ref().map(|api| impl_top_api(object, api, &p)));
    tokens
}

/// Returns the path of what an expansion may name, located where the author wrote the path of the crate.
pub(crate) fn private_of(krate: &TokenStream) -> TokenStream {
    let written = krate.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
    let span = Span::call_site().located_at(written);
    quote_spanned!(span=> #krate::__)
}

fn impl_object(object: &Object, p: &TokenStream) -> TokenStream {
    let values = object.fields.iter().enumerate().map(|(index, Field { ident, ty, .. })| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => <#ty as #p::Wire>::value(&self.#ident),)
    });
    let field = if object.fields.is_empty() {
        quote! {
            fn field(&self, _: usize) -> #p::Value<'_> {
                #p::Value::Absent
            }
        }
    } else {
        quote! {
            fn field(&self, index: usize) -> #p::Value<'_> {
                match index {
                    #(#values)*
                    _ => #p::Value::Absent,
                }
            }
        }
    };
    impl_trait(
        object,
        p,
        "Object",
        &quote! {
            fn descriptor(&self) -> &'static #p::Descriptor {
                <Self as #p::TopObject>::DESCRIPTOR
            }
            #field
        },
    )
}

fn impl_wire(object: &Object, p: &TokenStream) -> TokenStream {
    let (slot, members) = (local("slot"), local("members"));
    let reads = object
        .fields
        .iter()
        .map(|Field { ident, ty, .. }| quote!(#ident: <#ty as #p::Wire>::read(#members.slot())));
    let skipped = &object.skipped;
    let binding = if object.fields.is_empty() { quote!(_) } else { quote!(mut #members) };
    impl_trait(
        object,
        p,
        "Wire",
        &quote! {
            const TYPE: #p::Type = #p::Type::Object(#p::descriptor_of::<Self>);
            fn value(&self) -> #p::Value<'_> {
                #p::Value::Object(self)
            }
            fn read(#slot: #p::Slot<'_>) -> Self {
                let #binding = #slot.members(<Self as #p::TopObject>::DESCRIPTOR);
                Self {
                    #(#reads,)*
                    #(#skipped: ::core::default::Default::default(),)*
                }
            }
        },
    )
}

fn impl_top_object(object: &Object, p: &TokenStream) -> TokenStream {
    let name = object.ident.unraw().to_string();
    let constructor = if object.api.is_some() { quote!(request) } else { quote!(object) };
    let fields = object.fields.iter().map(|field| expand_field(field, p));
    let docs = expand_docs(&object.docs);
    impl_trait(
        object,
        p,
        "TopObject",
        &quote! {
            const DESCRIPTOR: &'static #p::Descriptor = &#p::Descriptor::#constructor(#name, &[#(#fields),*])#docs;
        },
    )
}

fn expand_field(field: &Field, p: &TokenStream) -> TokenStream {
    let Field { ty, wire_name, .. } = field;
    let rust_name = field.ident.unraw().to_string();
    let rust_name = (rust_name != *wire_name).then(|| quote!(.with_rust_name(#rust_name)));
    let docs = expand_docs(&field.docs);
    let described = quote!(#p::Field::new(#wire_name, <#ty as #p::Wire>::TYPE)#rust_name #docs);
    if field.rules.is_empty() {
        return described;
    }
    let rules = field.rules.iter().map(|rule| expand_rule(rule, p));
    // `top-core` refuses a rule that is not for the field's type, which a macro cannot know of an alias. Parenthesised
    // and located so, the error is where the rule is, and the code is still the macro's to the author's lints.
    let span = Span::mixed_site().located_at(field.rules_span);
    quote_spanned!(span=> (#described).with_rules(&[#(#rules),*]))
}

fn expand_docs(docs: &str) -> Option<TokenStream> {
    (!docs.is_empty()).then(|| quote!(.with_docs(#docs)))
}

fn expand_rule(rule: &Rule, p: &TokenStream) -> TokenStream {
    let (name, value) = match rule {
        Rule::MaxLen(limit) => ("MaxLen", expand_count(*limit)),
        Rule::MinLen(limit) => ("MinLen", expand_count(*limit)),
        Rule::MaxBytes(limit) => ("MaxBytes", expand_count(*limit)),
        Rule::Min(bound) => ("Min", expand_bound(bound, p)),
        Rule::Max(bound) => ("Max", expand_bound(bound, p)),
        Rule::Digits(limit) => ("Digits", expand_count(*limit)),
        Rule::MinItems(limit) => ("MinItems", expand_count(*limit)),
        Rule::MaxItems(limit) => ("MaxItems", expand_count(*limit)),
        Rule::OneOf(choices) => ("OneOf", quote!(&[#(#choices),*])),
    };
    let name = Ident::new(name, Span::call_site());
    quote!(#p::Rule::#name(#value))
}

fn expand_count(count: u32) -> TokenStream {
    Literal::u32_unsuffixed(count).into_token_stream()
}

fn expand_bound(bound: &Bound, p: &TokenStream) -> TokenStream {
    match bound {
        Bound::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#p::Bound::Number(#number))
        }
        Bound::Decimal(text) => quote!(#p::Bound::Decimal(#text)),
        Bound::Date(parts) => {
            let parts = parts.iter().map(|part| Literal::u16_unsuffixed(*part));
            quote!(#p::Bound::Date(#p::DateTime::from_valid_parts(#(#parts),*)))
        }
    }
}

fn impl_top_api(object: &Object, api: &Api, p: &TokenStream) -> TokenStream {
    let Api { method, response, sorted } = api;
    let sorted = sorted.iter().map(|index| Literal::usize_unsuffixed(*index));
    impl_trait(
        object,
        p,
        "TopApi",
        &quote! {
            type Response = #response;
            const METHOD: &'static str = #method;
            const API: &'static #p::Api = &#p::Api::new::<Self>(&[#(#sorted),*]);
        },
    )
}

fn impl_trait(object: &Object, p: &TokenStream, name: &str, items: &TokenStream) -> TokenStream {
    let Object { ident, wire_parameters, .. } = object;
    let name = Ident::new(name, Span::call_site());
    let (impl_generics, type_generics, where_clause) = object.generics.split_for_impl();
    let written = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    let is_bounded = where_clause.is_some() || !wire_parameters.is_empty();
    let where_clause = is_bounded.then(|| quote!(where #(#written,)* #(#wire_parameters: #p::Wire,)*));
    let allow = object.allow_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #[automatically_derived]
        #allow
        impl #impl_generics #p::#name for #ident #type_generics #where_clause {
            #items
        }
    }
}

fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
