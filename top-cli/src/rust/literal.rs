//! Names and values as Rust writes them.

use std::fmt::Write;

use crate::module::FieldType;
use crate::module::is_keyword;

/// Writes a name as an identifier.
pub(super) fn identifier(name: &str) -> String {
    if is_keyword(name) { format!("r#{name}") } else { name.to_owned() }
}

/// Writes text in quotes. What is invisible or changes how its neighbours look is escaped.
pub(super) fn text(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            character if is_invisible(character) => {
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(character));
            }
            character => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// Writes an example: numbers and truth values bare where they are values of the type.
pub(super) fn example(example: &str, ty: &FieldType) -> String {
    let example = example.trim();
    match ty {
        FieldType::Number if is_plain_number(example) => example.to_owned(),
        FieldType::Boolean if matches!(example, "true" | "false") => example.to_owned(),
        _ => text(example),
    }
}

/// Returns whether a text is a whole number as Rust prints it, and not negative.
pub(super) fn is_plain_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number >= 0 && number.to_string() == text)
}

/// Returns whether a character is seen by nobody who reads the source: a control, a mark of direction, a blank without width.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_quotes() {
        assert_eq!(text(r#"{"a":"\"}"#), r#""{\"a\":\"\\\"}""#);
        assert_eq!(text("a\u{202e}b\0c\u{feff}"), r#""a\u{202e}b\u{0}c\u{feff}""#);
        assert_eq!(text("成功"), "\"成功\"");
    }

    #[test]
    fn an_example_is_bare_only_if_it_is_a_value_of_the_type() {
        assert_eq!(example(" 3 ", &FieldType::Number), "3");
        for number in ["007", "3.5", "-1", "12345678901234567890", "3 ]"] {
            assert!(example(number, &FieldType::Number).starts_with('"'), "{number}");
        }
        assert_eq!(example("true", &FieldType::Boolean), "true");
        assert_eq!(example("3", &FieldType::String), "\"3\"");
    }
}
