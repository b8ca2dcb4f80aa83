//! What is given to a key, read as what the key takes.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{Lit, LitFloat, LitInt, LitStr, Path, Type};

use super::list::{Given, Item, flatten, is_punct};
use super::{Entry, Takes};
use crate::errors::{Diagnostic, Errors, Mistake};
use crate::model::{RawBound, RawValue};

/// Reads what `item` gives to the key `entry`.
pub(crate) fn parse_value(entry: &Entry, item: &Item, errors: &mut Errors) -> RawValue {
    let name = entry.name;
    match (entry.takes, &item.given) {
        (_, Given::Broken) => RawValue::Broken,
        // What is inside the parentheses of `Rules` is a list of keys again, which the caller reads.
        (Takes::Nothing, Given::Nothing) | (Takes::Rules, Given::List(_)) => RawValue::Nothing,
        (Takes::Nothing, _) => {
            let message = format_args!("`{name}` takes no value: write `{name}` alone");
            errors.push(Diagnostic::ValueOfFlag, item.value_tokens(), message);
            RawValue::Nothing
        }
        (Takes::Choices, Given::List(list)) => parse_choices(list),
        (takes, Given::Equals(value)) if !value.is_empty() => {
            let parsed = match takes {
                Takes::Text => parse_text(entry, value),
                Takes::Count => parse_count(entry, value),
                Takes::Bound => parse_bound(entry, value),
                Takes::Example => parse_example(entry, value),
                Takes::Code => parse_code(entry, value),
                Takes::Type => return parse_type(entry, value, errors),
                Takes::Path => return parse_path(entry, value, errors),
                Takes::Choices | Takes::Rules | Takes::Nothing => {
                    let form = if takes == Takes::Rules {
                        entry.example.to_owned()
                    } else {
                        format!("{name}({value})")
                    };
                    Err((Diagnostic::ListExpected, format!("`{name}` takes a list: write `{form}`")))
                }
            };
            parsed.unwrap_or_else(|mistake| {
                errors.push_mistake(value, mistake);
                RawValue::Broken
            })
        }
        (_, Given::Nothing | Given::Equals(_)) => {
            let message = format_args!("`{name}` needs a value, such as `{}`", entry.example);
            errors.push(Diagnostic::ValueMissing, &item.word, message);
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
    let message = format_args!("the value of `{}` follows `=`: write `{form}`", entry.name);
    errors.push(Diagnostic::ValueInParentheses, list, message);
    value
}

fn literal(value: &TokenStream) -> Option<Lit> {
    syn::parse2(value.clone()).ok()
}

fn parse_text(entry: &Entry, value: &TokenStream) -> Result<RawValue, Mistake> {
    let name = entry.name;
    let message = match literal(value) {
        Some(Lit::Str(text)) if text.suffix().is_empty() => return Ok(RawValue::Text(text)),
        Some(Lit::Int(_) | Lit::Float(_) | Lit::Bool(_)) => {
            format!("`{name}` takes text: write `{name} = \"{value}\"`, in quotes")
        }
        Some(_) => format!("`{name}` takes plain text, such as `{}`", entry.example),
        None => format!(
            "`{name}` takes text in quotes, such as `{}`: the derive sees tokens, not the value of a constant or of \
             a macro",
            entry.example
        ),
    };
    Err((Diagnostic::TextExpected, message))
}

fn parse_count(entry: &Entry, value: &TokenStream) -> Result<RawValue, Mistake> {
    let (name, example) = (entry.name, entry.example);
    let message = match literal(value) {
        Some(Lit::Int(number)) => {
            let digits = integer(entry, &number)?;
            if digits.starts_with('-') {
                let message = format!(
                    "`{name}` is a count, which is never negative: write the documented limit, such as \
                     `{example}`"
                );
                return Err((Diagnostic::CountNegative, message));
            }
            let too_large = format!("`{name}` is at most {}: remove it if there is no limit", u32::MAX);
            return digits.parse().map(RawValue::Count).map_err(|_| (Diagnostic::CountTooLarge, too_large));
        }
        Some(Lit::Str(text)) if text.value().parse::<u32>().is_ok() => {
            format!("`{name}` takes a number: write `{name} = {}`, without quotes", text.value())
        }
        Some(_) => format!("`{name}` takes a whole number, such as `{example}`"),
        None => format!(
            "`{name}` takes a number in digits, such as `{example}`: the derive sees tokens, not the value of a \
             constant or of a computation"
        ),
    };
    Err((Diagnostic::CountExpected, message))
}

fn parse_bound(entry: &Entry, value: &TokenStream) -> Result<RawValue, Mistake> {
    let bound = match literal(value) {
        Some(Lit::Int(number)) => RawBound::Integer(integer(entry, &number)?),
        Some(Lit::Float(number)) => RawBound::Fraction(fraction(entry, &number)?),
        Some(Lit::Str(text)) => RawBound::Text(text.value()),
        _ => {
            let message = format!(
                "`{name}` takes a number such as `{name} = 1`, for a `Decimal` also `{name} = 0.01`, for a `DateTime` \
                 `{name} = \"2020-01-01 00:00:00\"`: the derive sees tokens, not the value of a constant or of a \
                 computation",
                name = entry.name
            );
            return Err((Diagnostic::BoundExpected, message));
        }
    };
    Ok(RawValue::Bound(bound))
}

/// Reads an example: what the documents show, as text, whatever the type.
fn parse_example(entry: &Entry, value: &TokenStream) -> Result<RawValue, Mistake> {
    let text = match literal(value) {
        Some(Lit::Str(text)) if text.suffix().is_empty() => text.value(),
        Some(Lit::Bool(value)) => value.value.to_string(),
        // As typed: `0.10` and `007` keep their zeros.
        Some(Lit::Int(number)) if number.suffix().is_empty() => unspaced(value),
        Some(Lit::Float(number)) if number.suffix().is_empty() => unspaced(value),
        _ => {
            let message = format!(
                "`{name}` takes text in quotes, a number or a boolean, such as `{}`",
                entry.example,
                name = entry.name
            );
            return Err((Diagnostic::ExampleExpected, message));
        }
    };
    Ok(RawValue::Example(text))
}

fn unspaced(value: &TokenStream) -> String {
    value.to_string().replace([' ', '_'], "")
}

/// Reads a documented code: text, or a whole number.
fn parse_code(entry: &Entry, value: &TokenStream) -> Result<RawValue, Mistake> {
    match literal(value) {
        Some(Lit::Str(text)) if text.suffix().is_empty() => Ok(RawValue::Text(text)),
        Some(Lit::Int(number)) => integer(entry, &number).map(RawValue::Integer),
        _ => {
            let message = format!(
                "`{name}` takes a code, such as `{}` or `{name} = 3`",
                entry.example,
                name = entry.name
            );
            Err((Diagnostic::CodeExpected, message))
        }
    }
}

fn integer(entry: &Entry, number: &LitInt) -> Result<String, Mistake> {
    let digits = number.base10_digits().to_owned();
    if number.suffix().is_empty() { Ok(digits) } else { Err(without_suffix(entry, &digits, number.suffix())) }
}

fn fraction(entry: &Entry, number: &LitFloat) -> Result<String, Mistake> {
    let digits = number.base10_digits().trim_end_matches('.');
    if !number.suffix().is_empty() {
        return Err(without_suffix(entry, digits, number.suffix()));
    }
    if digits.contains(['e', 'E']) {
        let message = format!("write the digits of `{}` in full, without an exponent", entry.name);
        return Err((Diagnostic::NumberWithExponent, message));
    }
    Ok(digits.to_owned())
}

fn without_suffix(entry: &Entry, digits: &str, suffix: &str) -> Mistake {
    (Diagnostic::NumberWithSuffix, format!("write `{} = {digits}`, without `{suffix}`", entry.name))
}

fn parse_choices(list: &Group) -> RawValue {
    let (mut choices, mut odd) = (Vec::new(), Vec::new());
    let tokens = flatten(list.stream());
    for choice in tokens.split(|token| is_punct(token, ',')).filter(|choice| !choice.is_empty()) {
        let choice: TokenStream = choice.iter().cloned().collect();
        match literal(&choice) {
            Some(Lit::Str(text)) => choices.push(text),
            _ => odd.push(choice),
        }
    }
    if odd.is_empty() { RawValue::Choices(choices) } else { RawValue::OddChoices(odd) }
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
        return unquote(entry, value, LitStr::parse::<Type>, errors)
            .map_or(RawValue::Broken, |ty| RawValue::Type(Box::new(ty)));
    };
    RawValue::Type(Box::new(ty))
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
    let name = entry.name;
    let (diagnostic, what) = match entry.takes {
        Takes::Type => (Diagnostic::TypeExpected, "type"),
        _ => (Diagnostic::PathExpected, "path"),
    };
    if let Some(Lit::Str(text)) = literal(value)
        && let Ok(meant) = parse(&text)
    {
        errors.push(
            diagnostic,
            value,
            format_args!("`{name}` takes a {what}: write `{name} = {}`, without quotes", text.value()),
        );
        return Some(meant);
    }
    errors.push(diagnostic, value, format_args!("`{name}` takes a {what}, such as `{}`", entry.example));
    None
}
