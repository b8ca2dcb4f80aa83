//! Reads a struct as it is written. Every mistake is collected, and none stops the reading.

use syn::{Attribute, Data, DeriveInput, Expr, ExprLit, Field, Fields, Lit, Meta};

use crate::attr::list::{Item, parse_items};
use crate::attr::value::parse_value;
use crate::attr::{self, Entry, Place};
use crate::errors::Errors;
use crate::model::{Derive, RawContainer, RawField, RawKey};

/// Reads the input of a derive.
pub(crate) fn parse(input: DeriveInput, derive: Derive, errors: &mut Errors) -> RawContainer {
    let place = match derive {
        Derive::TopApi => Place::Api,
        Derive::TopObject => Place::Struct,
    };
    let keys = parse_keys(&input.attrs, place, errors);
    let named = parse_named(input.data, errors);
    let is_struct = named.is_some();
    let named = named.unwrap_or_default();
    let allow_deprecated = input.attrs.iter().any(is_about_deprecated)
        || named.iter().any(|field| field.attrs.iter().any(is_about_deprecated));
    let fields = named.into_iter().filter_map(|field| parse_field(field, errors)).collect();
    let docs = parse_docs(&input.attrs);
    RawContainer {
        derive,
        ident: input.ident,
        generics: input.generics,
        docs,
        keys,
        fields,
        is_struct,
        allow_deprecated,
    }
}

/// Returns the fields of a struct that names them; everything else has no names for the wire.
fn parse_named(data: Data, errors: &mut Errors) -> Option<Vec<Field>> {
    match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => return Some(fields.named.into_iter().collect()),
            Fields::Unnamed(fields) if !fields.unnamed.is_empty() => errors.push(
                fields,
                "the fields of a tuple struct have no names for the wire: give each a name, as in \
                 `struct Item { item_id: i64 }`",
            ),
            Fields::Unnamed(_) | Fields::Unit => return Some(Vec::new()),
        },
        Data::Enum(data) => errors.push(
            data.enum_token,
            "an enum is no object on the wire: declare documented codes as a `String` with \
             `#[top(one_of(\"A\", \"B\"))]`",
        ),
        Data::Union(data) => errors.push(data.union_token, "a union has no wire type: declare a struct"),
    }
    None
}

fn parse_field(field: Field, errors: &mut Errors) -> Option<RawField> {
    let keys = parse_keys(&field.attrs, Place::Field, errors);
    Some(RawField { ident: field.ident?, ty: field.ty, docs: parse_docs(&field.attrs), keys })
}

fn parse_keys(attrs: &[Attribute], place: Place, errors: &mut Errors) -> Vec<RawKey> {
    let mut keys: Vec<RawKey> = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("top")) {
        for item in parse_attr(&attr.meta, errors) {
            let Some(key) = parse_key(item, place, errors) else { continue };
            let first = keys.iter().find(|first| first.entry.key == key.entry.key);
            match first {
                None => keys.push(key),
                // What a misspelt key means is a guess, and no guess is a mistake.
                Some(first) if first.misspelt || key.misspelt => {}
                Some(first) => errors.push(
                    &key.item.word,
                    format_args!(
                        "`{}` is given twice, first as `{}`: remove one",
                        first.entry.name, first.item
                    ),
                ),
            }
        }
    }
    keys
}

fn parse_attr(meta: &Meta, errors: &mut Errors) -> Vec<Item> {
    match meta {
        Meta::List(list) => return parse_items(list.tokens.clone(), errors),
        Meta::Path(path) => {
            errors.push(path, "`#[top]` says nothing alone: write `#[top(key = value)]`, or remove it");
        }
        Meta::NameValue(pair) => {
            errors.push(pair, "`#[top]` takes a list in parentheses: write `#[top(key = value)]`");
        }
    }
    Vec::new()
}

fn parse_key(item: Item, place: Place, errors: &mut Errors) -> Option<RawKey> {
    let word = item.word.to_string();
    match attr::find(&word) {
        Some(entry) if entry.belongs(place) => {
            let value = parse_value(entry, &item, errors);
            Some(RawKey { entry, item, value, misspelt: false })
        }
        Some(entry) => {
            errors.push(&item.word, misplaced(entry, place));
            None
        }
        None => {
            let meant = attr::suggest(&word, place);
            errors.push(&item.word, unknown(&word, meant, place));
            let entry = meant.filter(|entry| entry.belongs(place))?;
            // The value is judged when the key is right.
            let mut ignored = Errors::default();
            let value = parse_value(entry, &item, &mut ignored);
            ignored.finish().ok();
            Some(RawKey { entry, item, value, misspelt: true })
        }
    }
}

fn misplaced(entry: &Entry, found: Place) -> String {
    let name = entry.name;
    match (entry.place, found) {
        (Place::Field, _) => format!("`{name}` is about one field: move it from the struct to that field"),
        (Place::Api, Place::Api | Place::Struct) => {
            format!(
                "`{name}` is about a request: derive `TopApi` instead of `TopObject`, as it does the same and \
                 more"
            )
        }
        (Place::Api | Place::Struct, _) => {
            format!(
                "`{name}` is about the whole struct: move it from the field to the struct, below \
                 `#[derive(...)]`"
            )
        }
    }
}

fn unknown(word: &str, meant: Option<&Entry>, found: Place) -> String {
    let meant = match meant {
        Some(entry) if entry.belongs(found) => format!("; did you mean `{}`?", entry.name),
        Some(entry) => {
            return format!(
                "unknown key `{word}`; did you mean `{}`? {}",
                entry.name,
                misplaced(entry, found)
            );
        }
        None => String::new(),
    };
    let place = match found {
        Place::Api => "a struct that derives `TopApi`",
        Place::Struct => "a struct that derives `TopObject`",
        Place::Field => "a field",
    };
    format!("unknown key `{word}`{meant} ({place} takes {})", attr::keys_of(found))
}

/// Reads the doc comments, without the blank after `///` and blank lines around the whole.
fn parse_docs(attrs: &[Attribute]) -> String {
    let texts = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) => literal_text(&pair.value),
        _ => None,
    });
    let text = texts.collect::<Vec<_>>().join("\n");
    let lines: Vec<_> = text.split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim_start_matches('\n').trim_end().to_owned()
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
