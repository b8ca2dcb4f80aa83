//! Writes one row of a struct's table.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use super::locate;
use crate::model::{Bound, Field, Form, Rule, Rules};

/// Writes the description of a field.
///
/// `top-core` refuses a rule that is not for the field's type, which a macro cannot know of an alias. What it refuses is
/// reported where the chain of calls is, so the chain is where the rule is.
pub(super) fn expand_field(field: &Field, p: &TokenStream) -> TokenStream {
    let Field { ty, wire_name, docs, .. } = field;
    let span = judged_at(field).map_or_else(Span::call_site, |span| Span::call_site().located_at(span));
    let p_there = locate(p, span);
    let rust_name = field.ident.unraw().to_string();
    let rust_name = (rust_name != *wire_name).then(|| quote_spanned!(span=> .with_rust_name(#rust_name)));
    let example = field.example.as_ref().map(|example| quote_spanned!(span=> .with_example(#example)));
    let secret = field.is_secret.then(|| quote_spanned!(span=> .secret()));
    let form = field.form.as_ref().map(|form| match form {
        Form::JsonText(_) => quote_spanned!(span=> .as_json_text()),
        Form::JsonList(_) => quote_spanned!(span=> .as_json_list()),
        Form::CommaList(_) => quote_spanned!(span=> .as_comma_list()),
    });
    let items = expand_rules("with_item_rules", &field.items, p, span);
    let rules = expand_rules("with_rules", &field.rules, p, span);
    quote_spanned! {span=>
        <#ty as #p_there::Wire>::TYPE.field(#wire_name, #docs)#rust_name #example #secret #form #items #rules
    }
}

/// Returns where the first key is written that the compiler judges.
fn judged_at(field: &Field) -> Option<Span> {
    let form = field.form.as_ref();
    let form = form.map(|(Form::JsonText(span) | Form::JsonList(span) | Form::CommaList(span))| *span);
    let rules = [&field.rules, &field.items].into_iter().find(|rules| !rules.all.is_empty());
    rules.map(|rules| rules.span).or(form)
}

fn expand_rules(name: &str, rules: &Rules, p: &TokenStream, span: Span) -> Option<TokenStream> {
    let (name, all) = (Ident::new(name, span), rules.all.iter().map(|rule| expand_rule(rule, p)));
    (!rules.all.is_empty()).then(|| quote_spanned!(span=> .#name(&[#(#all),*])))
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
