//! What is given to a key, read as what the key takes.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{Lit, LitFloat, LitInt, LitStr, Path, Type};

use super::list::{Given, Item, flatten, is_punct};
use super::{Entry, Takes};
use crate::errors::Errors;
use crate::model::{RawBound, RawValue};

/// Reads what `item` gives to the key `entry`.
pub(crate) fn parse_value(entry: &Entry, item: &Item, errors: &mut Errors) -> RawValue {
    let name = entry.name;
    match (entry.takes, &item.given) {
        (_, Given::Broken) => RawValue::Broken,
        (Takes::Nothing, Given::Nothing) => RawValue::Nothing,
        (Takes::Nothing, _) => {
            errors.push(item.value_tokens(), format_args!("`{name}` takes no value: write `{name}` alone"));
            RawValue::Nothing
        }
        (Takes::Choices, Given::List(list)) => parse_choices(entry, list, errors),
        (takes, Given::Equals(value)) if !value.is_empty() => {
            let parsed = match takes {
                Takes::Text => parse_text(entry, value),
                Takes::Count => parse_count(entry, value),
                Takes::Bound => parse_bound(entry, value),
                Takes::Type => return parse_type(entry, value, errors),
                Takes::Path => return parse_path(entry, value, errors),
                Takes::Choices | Takes::Nothing => {
                    Err(format!("`{name}` takes a list: write `{name}({value})`"))
                }
            };
            parsed.unwrap_or_else(|message| {
                errors.push(value, message);
                RawValue::Broken
            })
        }
        (_, Given::Nothing | Given::Equals(_)) => {
            errors.push(&item.word, format_args!("`{name}` needs a value, such as `{}`", entry.example));
            RawValue::Broken
        }
        (_, Given::List(list)) => parse_parenthesised(entry, item, list, errors),
    }
}

/// Reads what should have followed `=`, and reports that it does not.
fn parse_parenthesised(entry: &Entry, item: &Item, list: &Group, errors: &mut Errors) -> RawValue {
    let written = Item { word: item.word.clone(), given: Given::Equals(list.stream()) };
    let mut ignored = Errors::default();
    let value = parse_value(entry, &written, &mut ignored);
    let form = if ignored.finish().is_ok() { written.to_string() } else { entry.example.to_owned() };
    errors.push(list, format_args!("the value of `{}` follows `=`: write `{form}`", entry.name));
    value
}

fn literal(value: &TokenStream) -> Option<Lit> {
    syn::parse2(value.clone()).ok()
}

fn parse_text(entry: &Entry, value: &TokenStream) -> Result<RawValue, String> {
    let name = entry.name;
    match literal(value) {
        Some(Lit::Str(text)) if text.suffix().is_empty() => Ok(RawValue::Text(text)),
        Some(Lit::Int(_) | Lit::Float(_) | Lit::Bool(_)) => {
            Err(format!("`{name}` takes text: write `{name} = \"{value}\"`, in quotes"))
        }
        Some(_) => Err(format!("`{name}` takes plain text, such as `{}`", entry.example)),
        None => Err(format!(
            "`{name}` takes text in quotes, such as `{}`: the derive sees tokens, not the value of a constant or of \
             a macro",
            entry.example
        )),
    }
}

fn parse_count(entry: &Entry, value: &TokenStream) -> Result<RawValue, String> {
    let (name, example) = (entry.name, entry.example);
    match literal(value) {
        Some(Lit::Int(number)) => {
            let digits = integer(entry, &number)?;
            if digits.starts_with('-') {
                return Err(format!(
                    "`{name}` is a count, which is never negative: write the documented limit, such as \
                     `{example}`"
                ));
            }
            let count = digits.parse().map(RawValue::Count);
            count.map_err(|_| format!("`{name}` is at most {}: remove it if there is no limit", u32::MAX))
        }
        Some(Lit::Str(text)) if text.value().parse::<u32>().is_ok() => {
            Err(format!("`{name}` takes a number: write `{name} = {}`, without quotes", text.value()))
        }
        Some(_) => Err(format!("`{name}` takes a whole number, such as `{example}`")),
        None => Err(format!(
            "`{name}` takes a number in digits, such as `{example}`: the derive sees tokens, not the value of a \
             constant or of a computation"
        )),
    }
}

fn parse_bound(entry: &Entry, value: &TokenStream) -> Result<RawValue, String> {
    let bound = match literal(value) {
        Some(Lit::Int(number)) => RawBound::Integer(integer(entry, &number)?),
        Some(Lit::Float(number)) => RawBound::Fraction(fraction(entry, &number)?),
        Some(Lit::Str(text)) => RawBound::Text(text.value()),
        _ => {
            return Err(format!(
                "`{name}` takes a number such as `{name} = 1`, for a `Decimal` also `{name} = 0.01`, for a `DateTime` \
                 `{name} = \"2020-01-01 00:00:00\"`: the derive sees tokens, not the value of a constant or of a \
                 computation",
                name = entry.name
            ));
        }
    };
    Ok(RawValue::Bound(bound))
}

fn integer(entry: &Entry, number: &LitInt) -> Result<String, String> {
    let digits = number.base10_digits().to_owned();
    if number.suffix().is_empty() { Ok(digits) } else { Err(without_suffix(entry, &digits, number.suffix())) }
}

fn fraction(entry: &Entry, number: &LitFloat) -> Result<String, String> {
    let digits = number.base10_digits().trim_end_matches('.');
    if !number.suffix().is_empty() {
        return Err(without_suffix(entry, digits, number.suffix()));
    }
    if digits.contains(['e', 'E']) {
        return Err(format!("write the digits of `{}` in full, without an exponent", entry.name));
    }
    Ok(digits.to_owned())
}

fn without_suffix(entry: &Entry, digits: &str, suffix: &str) -> String {
    format!("write `{} = {digits}`, without `{suffix}`", entry.name)
}

fn parse_choices(entry: &Entry, list: &Group, errors: &mut Errors) -> RawValue {
    let mut choices = Vec::new();
    let tokens = flatten(list.stream());
    let mut is_broken = false;
    for choice in tokens.split(|token| is_punct(token, ',')).filter(|choice| !choice.is_empty()) {
        let choice: TokenStream = choice.iter().cloned().collect();
        let Some(Lit::Str(text)) = literal(&choice) else {
            is_broken = true;
            errors.push(
                choice,
                format_args!("`{}` takes texts with commas between: write `{}`", entry.name, entry.example),
            );
            continue;
        };
        choices.push(text);
    }
    if is_broken { RawValue::Broken } else { RawValue::Choices(choices) }
}

fn parse_type(entry: &Entry, value: &TokenStream, errors: &mut Errors) -> RawValue {
    // A number would be read as a constant argument, and a literal is never meant as a type.
    let first = value.clone().into_iter().next();
    let parsed = if matches!(first, Some(TokenTree::Literal(_))) {
        None
    } else {
        syn::parse2::<Type>(value.clone()).ok()
    };
    let Some(ty) = parsed else {
        return unquote(entry, value, LitStr::parse::<Type>, errors).map_or(RawValue::Broken, RawValue::Type);
    };
    RawValue::Type(ty)
}

fn parse_path(entry: &Entry, value: &TokenStream, errors: &mut Errors) -> RawValue {
    let parsed = Path::parse_mod_style.parse2(value.clone()).ok();
    let unquoted = |text: &LitStr| text.parse_with(Path::parse_mod_style);
    let path = parsed.or_else(|| unquote(entry, value, unquoted, errors));
    path.map_or(RawValue::Broken, RawValue::Path)
}

/// Reports that `value` is no type or path, and returns what was meant if it only stands in quotes.
fn unquote<T: ToTokens>(
    entry: &Entry,
    value: &TokenStream,
    parse: impl FnOnce(&LitStr) -> syn::Result<T>,
    errors: &mut Errors,
) -> Option<T> {
    let (name, what) = (entry.name, if entry.takes == Takes::Type { "type" } else { "path" });
    if let Some(Lit::Str(text)) = literal(value)
        && let Ok(meant) = parse(&text)
    {
        errors.push(
            value,
            format_args!("`{name}` takes a {what}: write `{name} = {}`, without quotes", text.value()),
        );
        return Some(meant);
    }
    errors.push(value, format_args!("`{name}` takes a {what}, such as `{}`", entry.example));
    None
}
