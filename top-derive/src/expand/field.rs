//! Writes one row of a struct's table.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};

use super::locate;
use crate::model::{Bound, Field, Form, Object, Rule, Rules};

/// How many types a tuple of `top-core` takes.
const TUPLE: usize = 12;

/// The descriptions of the fields of a struct.
pub(super) struct FieldTable {
    /// The wire names and the documentation texts in turn.
    pub(super) texts: TokenStream,
    /// What else is said of fields, each with the index of its field.
    pub(super) details: TokenStream,
    /// The types, as one tuple or a chain of them.
    pub(super) types: TokenStream,
}

/// Writes the descriptions of the fields. The compiler takes half the time for texts in one array and types in one tuple
/// that it takes for an expression of each field's own.
///
/// A type that is not known by its name has an expression of its own all the same, so that what is wrong with it is said
/// once, and in the words of its trait.
pub(super) fn expand_fields(object: &Object, p: &TokenStream) -> FieldTable {
    let fields = &object.fields;
    let (mut texts, mut details) = (TokenStream::new(), TokenStream::new());
    for (index, field) in fields.iter().enumerate() {
        let [name, docs] = if field.is_known { [&*field.wire_name, &*field.docs] } else { [""; 2] };
        texts.append(Literal::string(name));
        texts.append(Literal::string(docs));
        expand_details(index, field, object, p, &mut details);
    }
    FieldTable { texts, details, types: expand_types(fields, p) }
}

fn expand_types(fields: &[Field], p: &TokenStream) -> TokenStream {
    let chain = fields.chunks(TUPLE).rev().fold(None, |rest, fields| {
        let mut types = TokenStream::new();
        for field in fields {
            if field.is_known {
                field.ty.to_tokens(&mut types);
            } else {
                types.append(Group::new(Delimiter::Parenthesis, TokenStream::new()));
            }
            types.append(Punct::new(',', Spacing::Alone));
        }
        let tuple = TokenStream::from(TokenTree::Group(Group::new(Delimiter::Parenthesis, types)));
        Some(match rest {
            None => tuple,
            Some(rest) => quote!(#p::Chain<#tuple, #rest>),
        })
    });
    match chain {
        // It knows how long it is.
        Some(types) if fields.len() <= TUPLE => types,
        chain => {
            let (types, count) =
                (chain.unwrap_or_else(|| quote!(())), Literal::usize_unsuffixed(fields.len()));
            quote!(#p::Typed<#types, #count>)
        }
    }
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
    let rust_name = rust_name(field).map(|name| quote_spanned!(span=> .with_rust_name(#name)));
    let example = field.example.as_ref().map(|example| quote_spanned!(span=> .with_example(#example)));
    let secret = field.is_secret.then(|| quote_spanned!(span=> .secret()));
    let form = field.form.as_ref().map(|form| match form {
        Form::JsonText(_) => quote_spanned!(span=> .as_json_text()),
        Form::JsonList(_) => quote_spanned!(span=> .as_json_list()),
        Form::CommaList(_) => quote_spanned!(span=> .as_comma_list()),
    });
    let items = expand_rules(&field.items, p).map(|rules| quote_spanned!(span=> .with_item_rules(#rules)));
    let rules = expand_rules(&field.rules, p).map(|rules| quote_spanned!(span=> .with_rules(#rules)));
    quote_spanned! {span=>
        <#ty as #p_there::Wire>::TYPE.#constructor(#wire_name, #docs)#rust_name #example #secret #form #items #rules
    }
}

/// Writes what is said of a field beyond its name, type and documentation. The macro has checked all of it.
fn expand_details(index: usize, field: &Field, object: &Object, p: &TokenStream, out: &mut TokenStream) {
    // As of nearly all.
    if field.is_known && says_nothing(field) {
        return;
    }
    let index = Literal::usize_unsuffixed(index);
    if !field.is_known {
        let field = expand_field(field, object.api.is_some(), p);
        out.extend(quote!((#index, #p::Detail::Field(#field)),));
        return;
    }
    let rust_name = rust_name(field).map(|name| quote!(RustName(#name)));
    let example = field.example.as_ref().map(|example| quote!(Example(#example)));
    let secret = field.is_secret.then(|| quote!(Secret));
    let form = field.form.as_ref().and_then(|form| match form {
        Form::JsonText(_) => Some(quote!(JsonText)),
        Form::JsonList(_) => Some(quote!(JsonList)),
        Form::CommaList(_) => None,
    });
    let items = expand_rules(&field.items, p).map(|rules| quote!(ItemRules(#rules)));
    let rules = expand_rules(&field.rules, p).map(|rules| quote!(Rules(#rules)));
    let details = [rust_name, example, secret, form, items, rules].into_iter().flatten();
    for detail in details {
        out.extend(quote!((#index, #p::Detail::#detail),));
    }
}

/// Returns whether nothing is said of a field beyond its name, type and documentation.
fn says_nothing(field: &Field) -> bool {
    let Field { rust_name, wire_name, example, rules, items, form, is_secret, .. } = field;
    let is_plain = example.is_none() && rules.all.is_empty() && items.all.is_empty() && form.is_none();
    is_plain && !is_secret && rust_name == wire_name
}

/// Returns the Rust name if it is not the wire name.
fn rust_name(field: &Field) -> Option<&str> {
    (field.rust_name != field.wire_name).then_some(&field.rust_name)
}

fn expand_rules(rules: &Rules, p: &TokenStream) -> Option<TokenStream> {
    let all = rules.all.iter().map(|rule| expand_rule(rule, p));
    (!rules.all.is_empty()).then(|| quote!(&[#(#all),*]))
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
