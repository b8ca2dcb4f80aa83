//! Rules: what the limits of a document are for the derives.

use super::prose::{self, Limit};
use super::{FieldType, Todo};
use crate::document::Parameter;

/// A limit of a value, by the name of the derives' attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At most so many UTF-16 code units (最大长度).
    MaxLen(u64),
    /// At most so many bytes.
    MaxBytes(u64),
    /// At most so many decimal digits.
    Digits(u64),
    /// Not less (最小值).
    Min(i64),
    /// Not more (最大值).
    Max(i64),
    /// At most so many elements (最大列表长度).
    MaxItems(u64),
}

impl Rule {
    /// Returns the attribute as it is written.
    pub fn to_attribute(self) -> String {
        match self {
            Self::MaxLen(limit) => format!("max_len = {}", digits(limit)),
            Self::MaxBytes(limit) => format!("max_bytes = {}", digits(limit)),
            Self::Digits(limit) => format!("digits = {}", digits(limit)),
            Self::Min(bound) => format!("min = {}", signed_digits(bound)),
            Self::Max(bound) => format!("max = {}", signed_digits(bound)),
            Self::MaxItems(limit) => format!("max_items = {}", digits(limit)),
        }
    }
}

/// Writes a number as Rust does, with `_` between groups of three digits where it has more than four.
fn digits(number: u64) -> String {
    let plain = number.to_string();
    if plain.len() < 5 {
        return plain;
    }
    let mut grouped = String::with_capacity(plain.len() + plain.len() / 3);
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

fn signed_digits(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", digits(number.unsigned_abs()))
}

/// The largest limit that the attributes take.
const MAX_LIMIT: u64 = 4_294_967_295;

/// Returns the rules of a parameter that is sent, and adds to `todos` the limits that can be no rule.
pub(super) fn of(parameter: &Parameter, ty: &FieldType, todos: &mut Vec<Todo>) -> Vec<Rule> {
    let mut rules = Vec::new();
    match (parameter.max_length, ty) {
        (Some(limit), FieldType::String) => rules.push(Rule::MaxLen(limit)),
        (Some(limit), FieldType::Number | FieldType::Decimal) => rules.push(Rule::Digits(limit)),
        (Some(limit), FieldType::File) => rules.push(Rule::MaxBytes(limit)),
        (Some(limit), _) => todos.push(Todo(format!(
            "the document gives the length {limit} (最大长度) of something that is no text; judge whether it limits the \
             elements, `items(max_len = {limit})`; no rule was made of it"
        ))),
        (None, FieldType::String) => match prose::limit(&parameter.description) {
            Some(Limit::Characters(limit)) => rules.push(Rule::MaxLen(limit)),
            Some(Limit::Bytes(limit)) => rules.push(Rule::MaxBytes(limit)),
            None => {}
        },
        (None, _) => {}
    }
    if let FieldType::Number | FieldType::Decimal = ty {
        match (parameter.min_value, parameter.max_value) {
            (Some(min), Some(max)) if min > max => todos.push(Todo(format!(
                "the document wants a value from {min} (最小值) to {max} (最大值), which there is none; no rule was made \
                 of it"
            ))),
            (min, max) => {
                rules.extend(min.map(Rule::Min));
                rules.extend(max.map(Rule::Max));
            }
        }
    }
    if let (Some(limit), FieldType::List(_)) = (parameter.max_list_size, ty) {
        rules.push(Rule::MaxItems(limit));
    }
    drop_impossible(&mut rules, todos);
    rules
}

/// Leaves out limits that no value keeps, or that no value can pass.
fn drop_impossible(rules: &mut Vec<Rule>, todos: &mut Vec<Todo>) {
    let digits =
        rules.iter().find_map(|rule| if let Rule::Digits(limit) = rule { Some(*limit) } else { None });
    let largest = digits.map(|limit| u32::try_from(limit).ok().and_then(|limit| 10_i64.checked_pow(limit)));
    rules.retain(|rule| {
        let is_impossible = match *rule {
            Rule::MaxLen(limit) | Rule::MaxBytes(limit) | Rule::Digits(limit) | Rule::MaxItems(limit) => {
                limit == 0
            }
            Rule::Min(bound) => largest.flatten().is_some_and(|largest| bound >= largest),
            Rule::Max(bound) => largest.flatten().is_some_and(|largest| bound <= -largest),
        };
        if is_impossible {
            todos.push(Todo(format!(
                "the document has a limit that no value keeps; `{}` was left out",
                rule.to_attribute()
            )));
        }
        // More digits than an `i64` has, a length beyond what the attributes take: nothing that could be passed.
        let limits_nothing = match *rule {
            Rule::Digits(limit) => limit > 19,
            Rule::MaxLen(limit) | Rule::MaxBytes(limit) | Rule::MaxItems(limit) => limit > MAX_LIMIT,
            Rule::Min(_) | Rule::Max(_) => false,
        };
        !is_impossible && !limits_nothing
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(parameter: &Parameter, ty: &FieldType) -> (Vec<Rule>, usize) {
        let mut todos = Vec::new();
        let rules = of(parameter, ty, &mut todos);
        (rules, todos.len())
    }

    #[test]
    fn the_largest_length_is_of_characters_digits_or_bytes_by_the_type() {
        let parameter = Parameter { max_length: Some(32), ..Parameter::default() };
        assert_eq!(rules(&parameter, &FieldType::String), (vec![Rule::MaxLen(32)], 0));
        assert_eq!(rules(&parameter, &FieldType::File), (vec![Rule::MaxBytes(32)], 0));
        let parameter = Parameter { max_length: Some(9), ..Parameter::default() };
        assert_eq!(rules(&parameter, &FieldType::Number), (vec![Rule::Digits(9)], 0));
        assert_eq!(rules(&parameter, &FieldType::Date), (vec![], 1));
    }

    #[test]
    fn a_limit_that_no_value_keeps_is_left_to_a_human() {
        let none = Parameter { max_length: Some(0), ..Parameter::default() };
        assert_eq!(rules(&none, &FieldType::String), (vec![], 1));
        let crossed = Parameter { min_value: Some(5), max_value: Some(1), ..Parameter::default() };
        assert_eq!(rules(&crossed, &FieldType::Number), (vec![], 1));
        let beyond = Parameter { min_value: Some(100), max_length: Some(2), ..Parameter::default() };
        assert_eq!(rules(&beyond, &FieldType::Number), (vec![Rule::Digits(2)], 1));
    }

    #[test]
    fn numbers_are_written_in_groups() {
        assert_eq!(Rule::MaxBytes(3_145_728).to_attribute(), "max_bytes = 3_145_728");
        assert_eq!(Rule::MaxLen(1024).to_attribute(), "max_len = 1024");
        assert_eq!(Rule::Min(-10_000).to_attribute(), "min = -10_000");
    }
}
