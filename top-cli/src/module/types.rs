//! Types: what the documented types are in Rust.

use super::{FieldType, Todo, prose};
use crate::document::Parameter;

/// A documented type: a name, and how many lists are around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Documented<'a> {
    pub(super) name: &'a str,
    pub(super) lists: usize,
}

/// Lists of lists are documented up to two levels; more of them are no document.
const MAX_LISTS: usize = 4;

/// Takes a documented type apart: `OrderDto []` is a list of `OrderDto`.
pub(super) fn take_apart(type_name: &str) -> Documented<'_> {
    let (mut name, mut lists) = (type_name.trim(), 0);
    while let Some(element) = name.strip_suffix(']').and_then(|rest| rest.trim_end().strip_suffix('['))
        && lists < MAX_LISTS
    {
        name = element.trim_end();
        lists += 1;
    }
    Documented { name, lists }
}

/// Returns whether the name is one of the platform's own types, which name no struct.
pub(super) fn is_builtin(name: &str) -> bool {
    scalar(name).is_some() || matches!(name, "byte" | "Json" | "Map" | "null" | "" | "Object")
}

fn scalar(name: &str) -> Option<FieldType> {
    Some(match name {
        "String" | "string" => FieldType::String,
        "Number" | "number" | "Long" | "long" | "Integer" | "int" => FieldType::Number,
        "Boolean" | "boolean" => FieldType::Boolean,
        "Date" | "date" => FieldType::Date,
        "Price" | "BigDecimal" | "Double" | "double" | "Float" | "float" => FieldType::Decimal,
        _ => return None,
    })
}

/// Puts `lists` lists around a type.
pub(super) fn in_lists(mut ty: FieldType, lists: usize) -> FieldType {
    for _ in 0..lists {
        ty = FieldType::List(Box::new(ty));
    }
    ty
}

/// Returns the type of a parameter that has no members, and adds to `todos` what is open about it. Only the parameters of
/// a request can be files.
pub(super) fn without_members(parameter: &Parameter, is_parameter: bool, todos: &mut Vec<Todo>) -> FieldType {
    let documented = take_apart(&parameter.type_name);
    let element = match (documented.name, documented.lists) {
        ("byte", 0) => FieldType::Number,
        ("byte", 1) if is_parameter => return FieldType::File,
        ("byte", _) => {
            todos.push(Todo(format!(
                "the document has bytes (`{}`) where a file cannot be; `Json` holds whatever it is",
                parameter.type_name
            )));
            return FieldType::Json;
        }
        ("Field List" | "FieldList", 0) => return in_lists(FieldType::String, 1),
        ("Json", _) => FieldType::Json,
        ("Map", _) => FieldType::Map,
        ("" | "null", _) => {
            todos.push(Todo("the document gives no type; `Json` holds whatever it is".to_owned()));
            FieldType::Json
        }
        (name, _) => match scalar(name) {
            Some(FieldType::Number)
                if prose::has_fraction(&parameter.description) || is_fraction(&parameter.example) =>
            {
                FieldType::Decimal
            }
            Some(scalar) => scalar,
            None => {
                todos.push(Todo(format!(
                    "the document names the type `{}` and does not describe it; `Json` holds whatever it is",
                    printable(name)
                )));
                FieldType::Json
            }
        },
    };
    in_lists(element, documented.lists)
}

/// Returns whether an example is a number with decimal places, which says more of a `Number` than its name.
fn is_fraction(example: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let example = example.trim();
    let example = example.strip_prefix(['-', '+']).unwrap_or(example);
    example.split_once('.').is_some_and(|(whole, places)| digits(whole) && digits(places))
}

/// Returns a name as it can stand in a line of text.
pub(super) fn printable(name: &str) -> String {
    name.chars().take(80).map(|it| if it.is_ascii_graphic() && it != '`' { it } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(type_name: &str, is_parameter: bool) -> (FieldType, usize) {
        let mut todos = Vec::new();
        let parameter = Parameter { type_name: type_name.to_owned(), ..Parameter::default() };
        let ty = without_members(&parameter, is_parameter, &mut todos);
        (ty, todos.len())
    }

    #[test]
    fn blanks_before_the_brackets_of_a_list_mean_nothing() {
        for spelling in ["OrderDto[]", "OrderDto []", " OrderDto [ ] "] {
            assert_eq!(take_apart(spelling), Documented { name: "OrderDto", lists: 1 });
        }
        assert_eq!(take_apart("byte[][]"), Documented { name: "byte", lists: 2 });
    }

    #[test]
    fn every_documented_type_has_one_in_rust() {
        let list = |element| FieldType::List(Box::new(element));
        let certain = [
            ("String", FieldType::String),
            ("Number", FieldType::Number),
            ("byte", FieldType::Number),
            ("Boolean", FieldType::Boolean),
            ("Date", FieldType::Date),
            ("Price", FieldType::Decimal),
            ("BigDecimal", FieldType::Decimal),
            ("Json", FieldType::Json),
            ("Map", FieldType::Map),
            ("String []", list(FieldType::String)),
            ("Field List", list(FieldType::String)),
            ("Json[]", list(FieldType::Json)),
        ];
        for (documented, rust) in certain {
            assert_eq!(ty(documented, true), (rust, 0), "{documented}");
        }
    }

    #[test]
    fn bytes_are_a_file_only_among_the_parameters_of_a_request() {
        assert_eq!(ty("byte[]", true), (FieldType::File, 0));
        assert_eq!(ty("byte[]", false), (FieldType::Json, 1));
        assert_eq!(ty("byte[][]", true), (FieldType::Json, 1));
    }

    #[test]
    fn a_type_that_is_not_described_is_any_json_and_left_to_a_human() {
        assert_eq!(ty("", false), (FieldType::Json, 1));
        assert_eq!(ty("RichClientInfo", true), (FieldType::Json, 1));
        assert_eq!(ty("null[]", false), (FieldType::List(Box::new(FieldType::Json)), 1));
    }

    #[test]
    fn a_number_that_is_said_to_have_decimal_places_is_a_decimal() {
        let parameter = Parameter {
            type_name: "Number".to_owned(),
            description: "折扣，保留2位小数".to_owned(),
            ..Parameter::default()
        };
        assert_eq!(without_members(&parameter, false, &mut Vec::new()), FieldType::Decimal);
        for (example, ty) in [
            ("6.25", FieldType::Decimal),
            ("-0.5", FieldType::Decimal),
            ("6", FieldType::Number),
            ("1.2.3", FieldType::Number),
        ] {
            let parameter = Parameter {
                type_name: "Number".to_owned(),
                example: example.to_owned(),
                ..Parameter::default()
            };
            assert_eq!(without_members(&parameter, false, &mut Vec::new()), ty, "{example}");
        }
    }
}
