//! Checks that every rule can be kept, can be broken, and is one of its field's type.

use proc_macro2::Span;
use syn::LitStr;

use super::bound::{check_bound, compare};
use crate::attr::Key;
use crate::errors::Errors;
use crate::model::{RawField, RawKey, RawValue, Rule};
use crate::ty::{Shape, shape_of};

/// A rule that stands on the right type, with where it is written.
type Written<'a> = (&'a RawKey, Rule);

/// Returns the rules of a field, and where the first of them is written.
pub(super) fn check_rules(field: &RawField, errors: &mut Errors) -> (Vec<Rule>, Span) {
    let shape = shape_of(&field.ty);
    let mut rules = Vec::new();
    for key in field.keys.iter().filter(|key| !key.misspelt) {
        let Some(family) = family_of(key.entry.key) else { continue };
        if check_applies(key, family, shape, errors) {
            rules.extend(check_rule(key, shape, errors).map(|rule| (key, rule)));
        }
    }
    check_zero(&rules, errors);
    check_order(&rules, errors);
    check_choices(&rules, errors);
    let span = rules.first().map_or_else(Span::mixed_site, |(key, _)| key.item.word.span());
    (rules.into_iter().map(|(_, rule)| rule).collect(), span)
}

/// What a rule is for.
#[derive(Clone, Copy)]
enum Family {
    Text,
    Ordered,
    Digits,
    List,
}

fn family_of(key: Key) -> Option<Family> {
    match key {
        Key::MaxLen | Key::MinLen | Key::MaxBytes | Key::OneOf => Some(Family::Text),
        Key::Min | Key::Max => Some(Family::Ordered),
        Key::Digits => Some(Family::Digits),
        Key::MinItems | Key::MaxItems => Some(Family::List),
        Key::Method | Key::Response | Key::Crate | Key::Name | Key::Skip => None,
    }
}

/// A rule that is never checked must not look as if it were.
fn check_applies(key: &RawKey, family: Family, shape: Shape, errors: &mut Errors) -> bool {
    let (applies, is_for) = match family {
        Family::Text => (matches!(shape, Shape::Text), "text"),
        Family::Ordered => {
            (matches!(shape, Shape::Number(..) | Shape::Decimal | Shape::Date), "numbers, decimals and dates")
        }
        Family::Digits => (matches!(shape, Shape::Number(..) | Shape::Decimal), "numbers and decimals"),
        Family::List => (matches!(shape, Shape::List), "lists"),
    };
    if applies || shape == Shape::Unknown {
        return true;
    }
    let (what, remedy) = match (shape, key.entry.key) {
        (Shape::Text, Key::Min) => ("text", "`min_len` is the least length"),
        (Shape::Text, Key::MinItems | Key::MaxItems) => {
            ("text", "make it a `Vec<_>`, or limit its length by `max_len`")
        }
        (Shape::Text, _) => ("text", "`max_len` limits its length"),
        (Shape::Number(..) | Shape::Decimal, Key::MinLen | Key::MinItems) => {
            ("a number", "`min` is the least value")
        }
        (Shape::Number(..) | Shape::Decimal, Key::OneOf) => ("a number", "`min` and `max` limit its value"),
        (Shape::Number(..) | Shape::Decimal, _) => {
            ("a number", "`digits` limits its digits and `max` its value")
        }
        (Shape::Date, _) => ("a date", "`min` and `max` limit it"),
        (Shape::List, Key::OneOf) => ("a list", "no rule is for the elements, remove it"),
        (Shape::List, Key::Min | Key::MinLen) => ("a list", "`min_items` counts its elements"),
        (Shape::List, _) => ("a list", "`max_items` counts its elements"),
        (Shape::Ruleless(what), _) => (what, "no rule is for that, remove it"),
        (Shape::Unknown, _) => return true,
    };
    errors.push(
        &key.item.word,
        format_args!("`{}` is for {is_for}, and this field is {what}: {remedy}", key.entry.name),
    );
    false
}

fn check_rule(key: &RawKey, shape: Shape, errors: &mut Errors) -> Option<Rule> {
    match (key.entry.key, &key.value) {
        (Key::MaxLen, RawValue::Count(count)) => Some(Rule::MaxLen(*count)),
        (Key::MinLen, RawValue::Count(count)) => Some(Rule::MinLen(*count)),
        (Key::MaxBytes, RawValue::Count(count)) => Some(Rule::MaxBytes(*count)),
        (Key::Digits, RawValue::Count(count)) => Some(Rule::Digits(*count)),
        (Key::MinItems, RawValue::Count(count)) => Some(Rule::MinItems(*count)),
        (Key::MaxItems, RawValue::Count(count)) => Some(Rule::MaxItems(*count)),
        (Key::Min, RawValue::Bound(bound)) => check_bound(key, bound, shape, errors).map(Rule::Min),
        (Key::Max, RawValue::Bound(bound)) => check_bound(key, bound, shape, errors).map(Rule::Max),
        (Key::OneOf, RawValue::Choices(choices)) => {
            Some(Rule::OneOf(choices.iter().map(LitStr::value).collect()))
        }
        _ => None,
    }
}

/// Nothing would ever pass, and the gateway need not be asked for that.
fn check_zero(rules: &[Written<'_>], errors: &mut Errors) {
    for (key, rule) in rules {
        let rest = match rule {
            Rule::MaxLen(0) | Rule::MaxBytes(0) => "no text but the empty one keeps it",
            Rule::MaxItems(0) => "no list but the empty one keeps it",
            Rule::Digits(0) => "every number has a digit",
            _ => continue,
        };
        errors.push(
            key.item.value_tokens(),
            format_args!("`{}`: {rest}; write the documented limit", key.item),
        );
    }
}

/// Two rules that exclude each other are two digits swapped, or two keys.
fn check_order(rules: &[Written<'_>], errors: &mut Errors) {
    for (at_lower, (lower_key, lower)) in rules.iter().enumerate() {
        for (at_upper, (upper_key, upper)) in rules.iter().enumerate() {
            let excluded = match (lower, upper) {
                // An upper limit of zero is reported as such.
                (Rule::MinLen(lower), Rule::MaxLen(upper) | Rule::MaxBytes(upper))
                | (Rule::MinItems(lower), Rule::MaxItems(upper)) => lower > upper && *upper > 0,
                (Rule::Min(lower), Rule::Max(upper)) => compare(lower, upper).is_gt(),
                _ => false,
            };
            if excluded {
                let later = if at_lower > at_upper { lower_key } else { upper_key };
                errors.push(
                    later.item.value_tokens(),
                    format_args!(
                        "no value keeps both `{}` and `{}`: lower the one or raise the other",
                        lower_key.item, upper_key.item
                    ),
                );
            }
        }
    }
}

/// A choice that another rule forbids cannot be chosen; one that is there twice stands where another was meant.
fn check_choices(rules: &[Written<'_>], errors: &mut Errors) {
    for (key, _) in rules {
        let RawValue::Choices(choices) = &key.value else { continue };
        if choices.is_empty() {
            errors.push(
                key.item.value_tokens(),
                "`one_of` without choices lets nothing pass: write the documented values, or remove it",
            );
        }
        for (index, choice) in choices.iter().enumerate() {
            let text = choice.value();
            if choices[..index].iter().any(|earlier| earlier.value() == text) {
                errors.push(choice, format_args!("the choice {text:?} is given twice: remove one"));
            } else if let Some((excluding, _)) = rules.iter().find(|(_, rule)| excludes(rule, &text)) {
                errors.push(
                    choice,
                    format_args!(
                        "`{}` excludes the choice {text:?}: remove the one or change the other",
                        excluding.item
                    ),
                );
            }
        }
    }
}

fn excludes(rule: &Rule, text: &str) -> bool {
    // In the units of `top-core`: those of UTF-16, as the official SDK counts.
    let len = text.encode_utf16().count();
    match rule {
        Rule::MaxLen(limit) => len > *limit as usize,
        Rule::MinLen(limit) => len < *limit as usize,
        Rule::MaxBytes(limit) => text.len() > *limit as usize,
        _ => false,
    }
}
