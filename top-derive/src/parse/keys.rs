//! Reads the keys of `#[top(...)]`, each in its place.

use proc_macro2::TokenStream;
use syn::Meta;

use crate::attr::list::{Given, Item, parse_items};
use crate::attr::value::parse_value;
use crate::attr::{self, Entry, Key, Place, Takes};
use crate::errors::{Diagnostic, Errors};
use crate::model::{RawKey, RawValue};

/// Reads the keys of one `#[top(...)]`, after those of others on the same struct, field, enum or variant.
pub(super) fn parse_keys(meta: &Meta, place: Place, keys: &mut Vec<RawKey>, errors: &mut Errors) {
    if let Some(tokens) = parse_attr(meta, errors) {
        parse_list(tokens, place, keys, errors);
    }
}

fn parse_attr(meta: &Meta, errors: &mut Errors) -> Option<TokenStream> {
    match meta {
        Meta::List(list) => return Some(list.tokens.clone()),
        Meta::Path(path) => {
            let message = "`#[top]` says nothing alone: write `#[top(key = value)]`, or remove it";
            errors.push(Diagnostic::AttributeAlone, path, message);
        }
        Meta::NameValue(pair) => {
            let message = "`#[top]` takes a list in parentheses: write `#[top(key = value)]`";
            errors.push(Diagnostic::AttributeWithValue, pair, message);
        }
    }
    None
}

fn parse_list(tokens: TokenStream, place: Place, keys: &mut Vec<RawKey>, errors: &mut Errors) {
    for item in parse_items(tokens, errors) {
        let Some(key) = parse_key(item, place, errors) else { continue };
        let first = keys.iter().find(|first| first.entry.key == key.entry.key);
        match first {
            None => keys.push(key),
            // What a misspelt key means is a guess, and no guess is a mistake.
            Some(first) if first.misspelt || key.misspelt => {}
            Some(first) => errors.push(
                Diagnostic::KeyTwice,
                &key.item.word,
                format_args!("`{}` is given twice, first as `{}`: remove one", first.entry.name, first.item),
            ),
        }
    }
}

fn parse_key(item: Item, place: Place, errors: &mut Errors) -> Option<RawKey> {
    let word = item.word.to_string();
    match attr::find(&word, place) {
        Some(entry) if entry.belongs(place) => {
            let value = parse_given(entry, &item, errors);
            Some(RawKey { entry, item, value, misspelt: false })
        }
        Some(entry) => {
            errors.push(Diagnostic::KeyMisplaced, &item.word, misplaced(entry, place));
            None
        }
        None => {
            if let Some(remedy) = attr::instead_of(&word, place) {
                let message = format_args!("unknown key `{word}`: {remedy}");
                errors.push(Diagnostic::KeyForeign, &item.word, message);
                return None;
            }
            let meant = attr::suggest(&word, place);
            errors.push(Diagnostic::KeyUnknown, &item.word, unknown(&word, meant, place));
            let entry = meant.filter(|entry| entry.belongs(place))?;
            // The value is judged when the key is right.
            let mut ignored = Errors::default();
            let value = parse_given(entry, &item, &mut ignored);
            ignored.finish().ok();
            Some(RawKey { entry, item, value, misspelt: true })
        }
    }
}

fn parse_given(entry: &Entry, item: &Item, errors: &mut Errors) -> RawValue {
    let (Takes::Rules, Given::List(list)) = (entry.takes, &item.given) else {
        return parse_value(entry, item, errors);
    };
    let mut rules = Vec::new();
    parse_list(list.stream(), Place::Items, &mut rules, errors);
    RawValue::Rules(rules)
}

fn misplaced(entry: &Entry, found: Place) -> String {
    let name = entry.name;
    let is_for = |place| attr::belongs(name, place);
    match found {
        Place::Items if entry.key == Key::Items => {
            "`items` is given inside `items`: lists inside of lists have no rules for their elements, remove it"
                .to_owned()
        }
        Place::Items if is_for(Place::Field) => {
            format!("`{name}` is no rule: move it out of the parentheses of `items`")
        }
        Place::Items => format!("`{name}` is no rule: `items(...)` takes {}", attr::keys_of(found)),
        Place::Api | Place::Object if is_for(Place::Field) => {
            format!("`{name}` is about one field: move it from the struct to that field")
        }
        Place::Enum if is_for(Place::Variant) => {
            format!("`{name}` is about one code: move it from the enum to that variant")
        }
        Place::Field if is_for(Place::Api) || is_for(Place::Object) => format!(
            "`{name}` is about the whole struct: move it from the field to the struct, below \
             `#[derive(...)]`"
        ),
        Place::Variant if is_for(Place::Enum) => format!(
            "`{name}` is about the whole enum: move it from the variant to the enum, below \
             `#[derive(...)]`"
        ),
        Place::Object if is_for(Place::Api) => format!(
            "`{name}` is about a request: derive `TopApi` instead of `TopObject`, as it does the same and \
             more"
        ),
        Place::Api if is_for(Place::Object) => {
            format!("`{name}` is about the answer: move it to the struct of the response")
        }
        Place::Api | Place::Object | Place::Field => {
            format!("`{name}` is about a variant of an enum that derives `TopEnum`: remove it")
        }
        Place::Enum | Place::Variant => {
            format!("`{name}` is about a struct: {} takes {}", carrier(found), attr::keys_of(found))
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
    format!("unknown key `{word}`{meant} ({} takes {})", carrier(found), attr::keys_of(found))
}

fn carrier(place: Place) -> &'static str {
    match place {
        Place::Api => "a struct that derives `TopApi`",
        Place::Object => "a struct that derives `TopObject`",
        Place::Enum => "an enum that derives `TopEnum`",
        Place::Field => "a field",
        Place::Items => "`items(...)`",
        Place::Variant => "a variant",
    }
}
