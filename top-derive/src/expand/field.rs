//! Writes one row of a struct's table.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use super::locate;
use crate::model::{Bound, Field, Form, Object, Rule};

/// How many types a tuple of `top-core` takes.
const TUPLE: usize = 12;

/// Writes the descriptions of the fields: texts in one array, types in one tuple, and by its index what else is said of
/// one. The compiler takes half the time for it that it takes for an expression of each field's own.
///
/// A type that is not known by its name has an expression of its own all the same, so that what is wrong with it is said
/// once, and in the words of its trait.
pub(super) fn expand_fields(object: &Object, p: &TokenStream) -> TokenStream {
    let fields = &object.fields;
    if fields.is_empty() {
        return quote!([]);
    }
    let count = Literal::usize_unsuffixed(fields.len());
    let texts = fields
        .iter()
        .flat_map(|field| if field.is_known { [field.wire_name.as_str(), &field.docs] } else { ["", ""] });
    let types: Vec<_> = fields.iter().map(|field| field.is_known.then_some(&field.ty)).collect();
    let types = types.chunks(TUPLE).rev().fold(TokenStream::new(), |rest, types| {
        let types = types.iter().map(|ty| ty.map_or_else(|| quote!(()), ToTokens::to_token_stream));
        let tuple = quote!((#(#types,)*));
        if rest.is_empty() { tuple } else { quote!(#p::Chain<#tuple, #rest>) }
    });
    let others = fields.iter().enumerate().map(|(index, field)| {
        let index = Literal::usize_unsuffixed(index);
        if field.is_known {
            return expand_details(field, Some(&index), Span::call_site(), p);
        }
        let field = expand_field(field, object.api.is_some(), p);
        quote!(.with(#index, #field))
    });
    quote!(#p::Fields::<#count>::new::<#types>(&[#(#texts),*])#(#others)*.list())
}

/// Writes the description of a field whose type is not known by its name.
///
/// `top-core` refuses a rule that is not for the field's type. What it refuses is reported where the chain of calls is, so
/// the chain is where the rule is.
fn expand_field(field: &Field, is_parameter: bool, p: &TokenStream) -> TokenStream {
    let Field { ty, wire_name, docs, .. } = field;
    let span = judged_at(field).map_or_else(Span::call_site, |span| Span::call_site().located_at(span));
    let p_there = locate(p, span);
    let constructor = Ident::new(if is_parameter { "parameter" } else { "field" }, span);
    let details = expand_details(field, None, span, p);
    quote_spanned!(span=> <#ty as #p_there::Wire>::TYPE.#constructor(#wire_name, #docs)#details)
}

/// Writes what is said of a field beyond its name, type and documentation, with its index if it is one of many.
fn expand_details(field: &Field, index: Option<&Literal>, span: Span, p: &TokenStream) -> TokenStream {
    let index = index.map(|index| quote!(#index,));
    let rust_name = field.ident.unraw().to_string();
    let rust_name =
        (rust_name != field.wire_name).then(|| quote_spanned!(span=> .with_rust_name(#index #rust_name)));
    let example = field.example.as_ref().map(|example| quote_spanned!(span=> .with_example(#index #example)));
    let secret = field.is_secret.then(|| quote_spanned!(span=> .secret(#index)));
    let form = field.form.as_ref().map(|form| match form {
        Form::JsonText(_) => quote_spanned!(span=> .as_json_text(#index)),
        Form::JsonList(_) => quote_spanned!(span=> .as_json_list(#index)),
        Form::CommaList(_) => quote_spanned!(span=> .as_comma_list(#index)),
    });
    let [items, rules] =
        [("with_item_rules", &field.items), ("with_rules", &field.rules)].map(|(name, rules)| {
            let (name, all) = (Ident::new(name, span), rules.all.iter().map(|rule| expand_rule(rule, p)));
            (!rules.all.is_empty()).then(|| quote_spanned!(span=> .#name(#index &[#(#all),*])))
        });
    quote!(#rust_name #example #secret #form #items #rules)
}

/// Returns where the first key is written that the compiler judges.
fn judged_at(field: &Field) -> Option<Span> {
    let form = field.form.as_ref();
    let form = form.map(|(Form::JsonText(span) | Form::JsonList(span) | Form::CommaList(span))| *span);
    let rules = [&field.rules, &field.items].into_iter().find(|rules| !rules.all.is_empty());
    rules.map(|rules| rules.span).or(form)
}

fn expand_rule(rule: &Rule, p: &TokenStream) -> TokenStream {
    let (name, value) = match rule {
        Rule::MaxLen(limit) => ("MaxLen", expand_count(*limit)),
        Rule::MinLen(limit) => ("MinLen", expand_count(*limit)),
        Rule::MaxBytes(limit) => ("MaxBytes", expand_count(*limit)),
        Rule::Min(bound) => ("Min", expand_bound(bound, p)),
        Rule::Max(bound) => ("Max", expand_bound(bound, p)),
        Rule::Digits(limit) => ("Digits", expand_count(*limit)),
        Rule::Scale(limit) => ("Scale", expand_count(*limit)),
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
