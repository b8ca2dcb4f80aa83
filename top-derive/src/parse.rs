//! Reads a struct or an enum as it is written. Every mistake is collected, and none stops the reading.

mod keys;

use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Expr, ExprLit, Field, Fields, Lit, Meta, Variant};

use self::keys::parse_keys;
use crate::attr::Place;
use crate::errors::{Diagnostic, Errors};
use crate::model::{Derive, RawContainer, RawData, RawField, RawKey, RawVariant};

/// What the attributes of a struct, a field, an enum or a variant say.
struct Attributes {
    keys: Vec<RawKey>,
    docs: String,
    deprecated: Option<Attribute>,
    /// Whether it is deprecated or was allowed to name what is; the expansion names the same.
    is_about_deprecated: bool,
}

/// Reads the input of a derive.
pub(crate) fn parse(input: DeriveInput, derive: Derive, errors: &mut Errors) -> RawContainer {
    let Attributes { keys, docs, is_about_deprecated, .. } =
        parse_attributes(&input.attrs, derive.place(), errors);
    let mut allow_deprecated = is_about_deprecated;
    let data = match derive {
        Derive::TopEnum => match parse_variants(input.data, errors) {
            Some(variants) => {
                let variants = variants.into_iter().map(|variant| {
                    let attributes = parse_attributes(&variant.attrs, Place::Variant, errors);
                    allow_deprecated |= attributes.is_about_deprecated;
                    parse_variant(variant, attributes)
                });
                RawData::Enum(variants.collect())
            }
            None => RawData::Broken,
        },
        Derive::TopApi | Derive::TopObject => match parse_named(input.data, errors) {
            Some(fields) => {
                let fields = fields.into_iter().filter_map(|field| {
                    let attributes = parse_attributes(&field.attrs, Place::Field, errors);
                    allow_deprecated |= attributes.is_about_deprecated;
                    parse_field(field, attributes)
                });
                RawData::Struct(fields.collect())
            }
            None => RawData::Broken,
        },
    };
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

/// Reads attributes, whose names are asked for once.
fn parse_attributes(attrs: &[Attribute], place: Place, errors: &mut Errors) -> Attributes {
    let (mut keys, mut docs) = (Vec::new(), String::new());
    let (mut deprecated, mut is_about_deprecated) = (None, false);
    for attr in attrs {
        let Some(name) = attr.path().get_ident() else { continue };
        match name.to_string().as_str() {
            "top" => parse_keys(&attr.meta, place, &mut keys, errors),
            "doc" => parse_docs(&attr.meta, &mut docs),
            "deprecated" => {
                is_about_deprecated = true;
                deprecated.get_or_insert_with(|| attr.clone());
            }
            "allow" | "expect" => {
                if let Meta::List(list) = &attr.meta {
                    is_about_deprecated |= list.tokens.to_string().contains("deprecated");
                }
            }
            _ => {}
        }
    }
    let docs = docs.trim_start_matches('\n').trim_end().to_owned();
    Attributes { keys, docs, deprecated, is_about_deprecated }
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

fn parse_field(field: Field, attributes: Attributes) -> Option<RawField> {
    let Attributes { keys, docs, deprecated, .. } = attributes;
    let ident = field.ident?;
    let rust_name = ident.to_string();
    let rust_name = rust_name.strip_prefix("r#").map(str::to_owned).unwrap_or(rust_name);
    Some(RawField { ident, rust_name, ty: field.ty, docs, keys, deprecated })
}

fn parse_variant(variant: Variant, attributes: Attributes) -> RawVariant {
    let Attributes { keys, docs, .. } = attributes;
    let discriminant = variant.discriminant.map(|(_, value)| value.into_token_stream());
    RawVariant { ident: variant.ident, fields: variant.fields, docs, keys, discriminant }
}

/// Reads a doc comment, without the blank after `///`.
fn parse_docs(meta: &Meta, docs: &mut String) {
    let Meta::NameValue(pair) = meta else { return };
    let Some(text) = literal_text(&pair.value) else { return };
    if text.as_bytes().contains(&b'\n') {
        docs.push_str(&lines_of(&text).join("\n"));
    } else {
        docs.push_str(text.strip_prefix(' ').unwrap_or(&text));
    }
    docs.push('\n');
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
