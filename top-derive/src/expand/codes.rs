//! Writes the impls of an enum of codes.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::{expand_docs, expand_table, impl_trait, local, private_of, words};
use crate::model::{Code, Codes};

/// Writes the impls.
pub(crate) fn expand_codes(codes: &Codes) -> TokenStream {
    let p = private_of(&codes.head.krate);
    let mut tokens = impl_codes(codes);
    tokens.extend(impl_from(codes, &p));
    tokens.extend(impl_wire(codes, &p));
    tokens
}

/// Writes the code as it stands in the source: text, or a number.
fn literal(codes: &Codes, code: &str) -> Literal {
    match code.parse() {
        Ok(number) if codes.is_number => Literal::i64_unsuffixed(number),
        _ => Literal::string(code),
    }
}

/// Writes how a value becomes its code.
fn impl_codes(codes: &Codes) -> TokenStream {
    let (vis, ident, other) = (&codes.head.vis, &codes.head.ident, &codes.other);
    let code = local("code");
    let arms = codes.documented.iter().map(|Code { ident, text, .. }| {
        let code = literal(codes, text);
        quote!(Self::#ident => #code,)
    });
    let arms = quote!(#(#arms)*);
    let allow = codes.head.allow_deprecated.then(|| quote!(#[allow(deprecated)]));
    let method = if codes.is_number {
        quote! {
            /// Returns the code on the wire.
            #[inline]
            #vis const fn as_number(&self) -> ::core::primitive::i64 {
                match self {
                    #arms
                    Self::#other(#code) => *#code,
                }
            }
        }
    } else {
        quote! {
            /// Returns the code on the wire.
            #[inline]
            #vis const fn as_str(&self) -> &::core::primitive::str {
                match self {
                    #arms
                    Self::#other(#code) => #code.as_str(),
                }
            }
        }
    };
    quote! {
        #[automatically_derived]
        #[allow(dead_code, unreachable_pub)]
        #allow
        impl #ident {
            #method
        }
    }
}

/// Writes how a code becomes a value: one that is not documented is kept as it is.
fn impl_from(codes: &Codes, p: &TokenStream) -> TokenStream {
    let (payload, other) = (&codes.payload, &codes.other);
    let code = local("code");
    let arms = codes.documented.iter().map(|Code { ident, text, .. }| {
        let code = literal(codes, text);
        quote!(#code => Self::#ident,)
    });
    let from = quote!(::core::convert::From);
    if codes.is_number {
        let items = quote! {
            #[inline]
            fn from(#code: #payload) -> Self {
                match #code {
                    #(#arms)*
                    _ => Self::#other(#code),
                }
            }
        };
        return impl_trait(&codes.head, p, &quote!(#from<#payload>), &items);
    }
    let text = quote!(::core::primitive::str);
    let borrowed = quote! {
        #[inline]
        fn from(#code: &#text) -> Self {
            match #code {
                #(#arms)*
                _ => Self::#other(#from::from(#code)),
            }
        }
    };
    let owned = quote! {
        #[inline]
        fn from(#code: #payload) -> Self {
            match <Self as #from<&#text>>::from(&#code) {
                Self::#other(_) => Self::#other(#code),
                documented => documented,
            }
        }
    };
    let mut tokens = impl_trait(&codes.head, p, &quote!(#from<&#text>), &borrowed);
    tokens.extend(impl_trait(&codes.head, p, &quote!(#from<#payload>), &owned));
    tokens
}

fn impl_wire(codes: &Codes, p: &TokenStream) -> TokenStream {
    let (name, payload) = (codes.head.ident.unraw().to_string(), &codes.payload);
    let reader = local("reader");
    let rows = codes.documented.iter().map(|Code { text, docs, .. }| {
        let docs = expand_docs(docs, Span::call_site());
        quote!(#p::Code::new(#text)#docs)
    });
    let docs = expand_docs(&codes.head.docs, Span::call_site());
    let (constructor, value, read) = if codes.is_number {
        (
            quote!(number),
            quote!(Number(self.as_number())),
            quote!(number(::core::primitive::i64::MIN, ::core::primitive::i64::MAX)),
        )
    } else {
        (quote!(text), quote!(String(self.as_str())), quote!(string()))
    };
    let items = quote! {
        const TYPE: #p::Type = #p::Type::Enum(&#p::Enum::#constructor(#name, &[#(#rows),*])#docs);
        #[inline]
        fn value(&self) -> #p::Value<'_> {
            #p::Value::#value
        }
        #[inline]
        fn read(#reader: &mut #p::Reader<'_>) -> Self {
            <Self as ::core::convert::From<#payload>>::from(#reader.#read)
        }
    };
    let table = expand_table(&words::codes_table(codes));
    let wire = impl_trait(&codes.head, p, &quote!(#p::Wire), &items);
    quote!(#table #wire)
}
