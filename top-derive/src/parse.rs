//! Reads a struct or an enum as it is written. Every mistake is collected, and none stops the reading.

mod keys;

use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Expr, ExprLit, Field, Fields, Lit, Meta, Variant};

use self::keys::parse_keys;
use crate::attr::Place;
use crate::errors::{Diagnostic, Errors};
use crate::model::{Derive, RawContainer, RawData, RawField, RawVariant};

/// Reads the input of a derive.
pub(crate) fn parse(input: DeriveInput, derive: Derive, errors: &mut Errors) -> RawContainer {
    let keys = parse_keys(&input.attrs, derive.place(), errors);
    let mut allow_deprecated = input.attrs.iter().any(is_about_deprecated);
    let mut look = |attrs: &[Attribute]| allow_deprecated |= attrs.iter().any(is_about_deprecated);
    let data = match derive {
        Derive::TopEnum => match parse_variants(input.data, errors) {
            Some(variants) => {
                for variant in &variants {
                    look(&variant.attrs);
                }
                RawData::Enum(variants.into_iter().map(|variant| parse_variant(variant, errors)).collect())
            }
            None => RawData::Broken,
        },
        Derive::TopApi | Derive::TopObject => match parse_named(input.data, errors) {
            Some(fields) => {
                for field in &fields {
                    look(&field.attrs);
                }
                RawData::Struct(fields.into_iter().filter_map(|field| parse_field(field, errors)).collect())
            }
            None => RawData::Broken,
        },
    };
    let docs = parse_docs(&input.attrs);
    RawContainer {
        derive,
        vis: input.vis,
        ident: input.ident,
        generics: input.generics,
        docs,
        keys,
        data,
        allow_deprecated,
    }
}

/// Returns the fields of a struct that names them; everything else has no names for the wire.
fn parse_named(data: Data, errors: &mut Errors) -> Option<Vec<Field>> {
    match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => return Some(fields.named.into_iter().collect()),
            Fields::Unnamed(fields) if !fields.unnamed.is_empty() => errors.push(
                Diagnostic::StructWithoutNames,
                fields,
                "the fields of a tuple struct have no names for the wire: give each a name, as in \
                 `struct Item { item_id: i64 }`",
            ),
            Fields::Unnamed(_) | Fields::Unit => return Some(Vec::new()),
        },
        Data::Enum(data) => errors.push(
            Diagnostic::StructExpected,
            data.enum_token,
            "an enum is no object on the wire: derive `TopEnum` for documented codes",
        ),
        Data::Union(data) => errors.push(
            Diagnostic::StructExpected,
            data.union_token,
            "a union has no wire type: declare a struct",
        ),
    }
    None
}

/// Returns the variants of an enum.
fn parse_variants(data: Data, errors: &mut Errors) -> Option<Vec<Variant>> {
    match data {
        Data::Enum(data) => return Some(data.variants.into_iter().collect()),
        Data::Struct(data) => errors.push(
            Diagnostic::EnumExpected,
            data.struct_token,
            "a struct is no set of codes: derive `TopObject`, or `TopApi` for a request",
        ),
        Data::Union(data) => errors.push(
            Diagnostic::EnumExpected,
            data.union_token,
            "a union has no wire type: declare an enum",
        ),
    }
    None
}

fn parse_field(field: Field, errors: &mut Errors) -> Option<RawField> {
    let keys = parse_keys(&field.attrs, Place::Field, errors);
    let deprecated = field.attrs.iter().find(|attr| attr.path().is_ident("deprecated")).cloned();
    Some(RawField { ident: field.ident?, ty: field.ty, docs: parse_docs(&field.attrs), keys, deprecated })
}

fn parse_variant(variant: Variant, errors: &mut Errors) -> RawVariant {
    let keys = parse_keys(&variant.attrs, Place::Variant, errors);
    let docs = parse_docs(&variant.attrs);
    let discriminant = variant.discriminant.map(|(_, value)| value.into_token_stream());
    RawVariant { ident: variant.ident, fields: variant.fields, docs, keys, discriminant }
}

/// Reads the doc comments, without the blank after `///` and blank lines around the whole.
fn parse_docs(attrs: &[Attribute]) -> String {
    let texts = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) => literal_text(&pair.value),
        _ => None,
    });
    let mut docs = String::new();
    for text in texts {
        if text.as_bytes().contains(&b'\n') {
            docs.push_str(&lines_of(&text).join("\n"));
        } else {
            docs.push_str(text.strip_prefix(' ').unwrap_or(&text));
        }
        docs.push('\n');
    }
    docs.trim_start_matches('\n').trim_end().to_owned()
}

/// Returns the lines of one doc comment, a block without what `rustdoc` takes for decoration: the stars and the blanks
/// that every line begins with.
fn lines_of(text: &str) -> Vec<String> {
    let mut lines: Vec<_> = text.split('\n').collect();
    let is_starred = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('*');
    if lines.len() > 1 && lines[1..].iter().all(is_starred) {
        for line in &mut lines[1..] {
            *line = line.trim_start().strip_prefix('*').unwrap_or_default();
        }
    }
    let blanks = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let indent = if lines.len() > 1 {
        lines[1..].iter().filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or(0)
    } else {
        1
    };
    let dedent = |(index, line): (usize, &str)| {
        let width = if index == 0 { 1 } else { indent };
        line[blanks(&line).min(width)..].to_owned()
    };
    lines.into_iter().enumerate().map(dedent).collect()
}

fn literal_text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::Group(group) => literal_text(&group.expr),
        _ => None,
    }
}

/// Returns whether the item is deprecated or was allowed to name what is; the expansion names the same.
fn is_about_deprecated(attr: &Attribute) -> bool {
    match &attr.meta {
        Meta::List(list) if attr.path().is_ident("allow") || attr.path().is_ident("expect") => {
            list.tokens.to_string().contains("deprecated")
        }
        meta => meta.path().is_ident("deprecated"),
    }
}
