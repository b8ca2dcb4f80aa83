//! Checks that every rule can be kept, can be broken, and is one of its field's type.

use proc_macro2::Span;
use syn::{LitStr, Type};

use super::bound::{check_bound, compare, whole_digits};
use crate::attr::{self, Key, Place};
use crate::errors::{Diagnostic, Errors};
use crate::model::{RawField, RawKey, RawValue, Rule, Rules};
use crate::ty::{self, Shape, shape_of};

/// A rule that stands on the right type, with where it is written.
type Written<'a> = (&'a RawKey, Rule);

/// Returns the rules of something of the type `ty`, called `subject`.
pub(super) fn check_rules(keys: &[RawKey], ty: &Type, subject: &str, errors: &mut Errors) -> Rules {
    if keys.is_empty() {
        return Rules::none();
    }
    check_rules_of_shape(keys, shape_of(ty), subject, errors)
}

fn check_rules_of_shape(keys: &[RawKey], shape: Shape, subject: &str, errors: &mut Errors) -> Rules {
    let mut rules = Vec::new();
    for key in keys.iter().filter(|key| !key.misspelt) {
        let Some(family) = family_of(key.entry.key) else { continue };
        if check_applies(key, family, shape, subject, errors) {
            check_texts(key, errors);
            rules.extend(check_rule(key, shape, errors).map(|rule| (key, rule)));
        }
    }
    check_zero(&rules, errors);
    check_order(&rules, errors);
    check_choices(&rules, errors);
    let span = rules.first().map_or_else(Span::mixed_site, |(key, _)| key.item.word.span());
    Rules { all: rules.into_iter().map(|(_, rule)| rule).collect(), span }
}

/// Returns the rules of the elements of a list.
pub(super) fn check_items(field: &RawField, errors: &mut Errors) -> Rules {
    let items = super::find(&field.keys, Key::Items).filter(|key| !key.misspelt);
    let Some(key) = items else { return Rules::none() };
    let shape = shape_of(&field.ty);
    if !matches!(shape, Shape::List | Shape::Unknown) {
        let message = format_args!(
            "`items` is for the elements of a list, and this field is {}: make it a `Vec<_>`, or move the rules out of \
             the parentheses",
            shape.words()
        );
        errors.push(Diagnostic::ItemsOfNoList, &key.item.word, message);
        return Rules::none();
    }
    let RawValue::Rules(rules) = &key.value else { return Rules::none() };
    if rules.is_empty() {
        let keys = attr::keys_of(Place::Items);
        let message = format_args!("`items` says nothing without a rule: it takes {keys}");
        // What is inside the parentheses and no rule is reported already.
        if key.item.is_empty_list() {
            errors.push(Diagnostic::ItemsWithoutRules, key.item.value_tokens(), message);
        }
        return Rules::none();
    }
    let element = ty::element_of(&field.ty).map_or(Shape::Unknown, shape_of);
    check_rules_of_shape(rules, element, "each element", errors)
}

/// What a rule is for.
#[derive(Clone, Copy)]
enum Family {
    Text,
    Bytes,
    Ordered,
    Digits,
    Scale,
    List,
}

fn family_of(key: Key) -> Option<Family> {
    match key {
        Key::MaxLen | Key::MinLen | Key::OneOf => Some(Family::Text),
        Key::MaxBytes => Some(Family::Bytes),
        Key::Min | Key::Max => Some(Family::Ordered),
        Key::Digits => Some(Family::Digits),
        Key::Scale => Some(Family::Scale),
        Key::MinItems | Key::MaxItems => Some(Family::List),
        _ => None,
    }
}

/// A rule that is never checked must not look as if it were.
fn check_applies(key: &RawKey, family: Family, shape: Shape, subject: &str, errors: &mut Errors) -> bool {
    let (applies, is_for) = match family {
        Family::Text => (matches!(shape, Shape::Text), "text"),
        Family::Bytes => (matches!(shape, Shape::Text | Shape::File), "text and files"),
        Family::Ordered => {
            (matches!(shape, Shape::Number(..) | Shape::Decimal | Shape::Date), "numbers, decimals and dates")
        }
        Family::Digits => (matches!(shape, Shape::Number(..) | Shape::Decimal), "numbers and decimals"),
        Family::Scale => (matches!(shape, Shape::Decimal), "decimals"),
        Family::List => (matches!(shape, Shape::List), "lists"),
    };
    if applies || shape == Shape::Unknown {
        return true;
    }
    let remedy = match (shape, key.entry.key) {
        (Shape::Number(..), Key::Scale) => "it has no point, remove it, or make it a `Decimal`",
        (Shape::Text, Key::Scale) => "make it a `Decimal`, or limit its length by `max_len`",
        (Shape::Text, Key::Min) => "`min_len` is the least length",
        (Shape::Text, Key::MinItems | Key::MaxItems) => {
            "make it a `Vec<_>`, or limit its length by `max_len`"
        }
        (Shape::Text, _) => "`max_len` limits its length",
        (Shape::Number(..) | Shape::Decimal, Key::MinLen | Key::MinItems) => "`min` is the least value",
        (Shape::Number(..) | Shape::Decimal, Key::OneOf) => {
            "`min` and `max` limit its value, and codes are an enum that derives `TopEnum`"
        }
        (Shape::Number(..) | Shape::Decimal, _) => "`digits` limits its digits and `max` its value",
        (Shape::Date, _) => "`min` and `max` limit it",
        (Shape::File, _) => "`max_bytes` limits its size",
        (Shape::List, Key::MinItems | Key::MaxItems) => "remove it",
        (Shape::List, Key::Min | Key::MinLen) => {
            "`min_items` counts its elements, and `items(...)` has rules for each"
        }
        (Shape::List, Key::Max | Key::MaxLen) => {
            "`max_items` counts its elements, and `items(...)` has rules for each"
        }
        (Shape::List, _) => "`items(...)` has rules for each element",
        (Shape::Boolean | Shape::Json | Shape::Map, _) => "no rule is for that, remove it",
        (Shape::Unknown, _) => return true,
    };
    errors.push(
        Diagnostic::RuleNotForType,
        &key.item.word,
        format_args!("`{}` is for {is_for}, and {subject} is {}: {remedy}", key.entry.name, shape.words()),
    );
    false
}

/// A number among the choices of a number is reported with the field; here it is text without its quotes.
fn check_texts(key: &RawKey, errors: &mut Errors) {
    let RawValue::OddChoices(odd) = &key.value else { return };
    for choice in odd {
        errors.push(
            Diagnostic::ChoiceExpected,
            choice,
            format_args!(
                "`{}` takes texts with commas between: write `{}`",
                key.entry.name, key.entry.example
            ),
        );
    }
}

fn check_rule(key: &RawKey, shape: Shape, errors: &mut Errors) -> Option<Rule> {
    match (key.entry.key, &key.value) {
        (Key::MaxLen, RawValue::Count(count)) => Some(Rule::MaxLen(*count)),
        (Key::MinLen, RawValue::Count(count)) => Some(Rule::MinLen(*count)),
        (Key::MaxBytes, RawValue::Count(count)) => Some(Rule::MaxBytes(*count)),
        (Key::Digits, RawValue::Count(count)) => Some(Rule::Digits(*count)),
        (Key::Scale, RawValue::Count(count)) => Some(Rule::Scale(*count)),
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
            Diagnostic::RuleNeverKept,
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
                // The bound itself has more digits than allowed, and what lies beyond it has no fewer.
                (Rule::Min(bound), Rule::Digits(limit)) => {
                    matches!(whole_digits(bound), (digits, false) if digits > *limit as usize && *limit > 0)
                }
                (Rule::Max(bound), Rule::Digits(limit)) => {
                    matches!(whole_digits(bound), (digits, true) if digits > *limit as usize && *limit > 0)
                }
                _ => false,
            };
            if excluded {
                let later = if at_lower > at_upper { lower_key } else { upper_key };
                errors.push(
                    Diagnostic::RulesExclude,
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
                Diagnostic::RuleNeverKept,
                key.item.value_tokens(),
                "`one_of` without choices lets nothing pass: write the documented values, or remove it",
            );
        }
        for (index, choice) in choices.iter().enumerate() {
            let text = choice.value();
            if choices[..index].iter().any(|earlier| earlier.value() == text) {
                let message = format_args!("the choice {text:?} is given twice: remove one");
                errors.push(Diagnostic::ChoiceTwice, choice, message);
            } else if let Some((excluding, _)) = rules.iter().find(|(_, rule)| excludes(rule, &text)) {
                errors.push(
                    Diagnostic::ChoiceExcluded,
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
