//! One row of a table: which of its cells is the example, which the description.

use super::header::Column;
use super::limits;
use super::lines::is_chinese;
use crate::document::Parameter;
use crate::read::nesting::{Guide, is_scalar};
use crate::read::type_name;

/// Returns whether a parameter is required if `word` says so.
pub(super) fn required(word: &str) -> Option<bool> {
    match word {
        "必须" | "必填" | "必选" => Some(true),
        "可选" | "选填" | "非必须" | "非必填" => Some(false),
        _ => None,
    }
}

/// Returns whether a word reads as the name of a parameter.
pub(super) fn is_name(word: &str) -> bool {
    word.len() <= 256
        && word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && word.chars().all(|character| character.is_ascii_alphanumeric() || "_.$-".contains(character))
}

/// Returns whether a word reads as a type.
pub(super) fn is_type(word: &str) -> bool {
    let name = word.split('[').next().unwrap_or_default().trim_end();
    is_scalar(name)
        || word.len() <= 256
            && name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|character| character.is_ascii_alphanumeric() || "_.$<>".contains(character))
}

/// The words that a row begins with.
pub(super) struct Words<'t> {
    pub(super) name: &'t str,
    type_name: &'t str,
    is_required: bool,
    rest: &'t str,
}

impl<'t> Words<'t> {
    /// Splits a row whose cells are separated by blanks; `None` if it is no row.
    pub(super) fn split(text: &'t str, has_required: bool) -> Option<Self> {
        let (name, after_name) = word(text);
        if !is_name(name) {
            return None;
        }
        let (mut type_name, mut rest) = word(after_name);
        if let (true, Some(is_required)) = (has_required, required(type_name)) {
            return Some(Self { name, type_name: "", is_required, rest });
        }
        let (brackets, after_brackets) = word(rest);
        if matches!(brackets, "[]" | "[][]") && !type_name.ends_with(']') {
            let end = after_name.len() - rest.len() + rest.find('[')? + brackets.len();
            (type_name, rest) = (after_name.get(..end)?.trim_start(), after_brackets);
        }
        if !has_required {
            return is_type(type_name).then_some(Self { name, type_name, is_required: false, rest });
        }
        let (answer, after_answer) = word(rest);
        let is_required = required(answer)?;
        Some(Self { name, type_name, is_required, rest: after_answer })
    }

    /// Returns whether nothing but a name and a type is there, and then English words.
    pub(super) fn may_be_prose(&self) -> bool {
        !is_chinese(self.rest) && self.rest.trim().contains(' ')
    }

    /// Makes a parameter of the row, and of the lines that continue it.
    pub(super) fn parameter(&self, more: &str, guide: &Guide) -> Parameter {
        let mut parameter = Parameter {
            name: self.name.to_owned(),
            type_name: type_name(self.type_name),
            is_required: self.is_required,
            ..Parameter::default()
        };
        let rest = self.rest.trim();
        let (example, description) = split_example(rest, &parameter, guide);
        example.trim_end().clone_into(&mut parameter.example);
        describe(&mut parameter, &format!("{description}{more}"));
        parameter
    }
}

/// Makes a parameter of cells: all of the columns, or fewer if the browser dropped those that are empty.
pub(super) fn from_cells(cells: &[&str], columns: &[Column], guide: &Guide) -> Parameter {
    let mut cells = cells.to_vec();
    let has_required = columns.contains(&Column::Required);
    // A parameter without a type, whose empty cell is gone.
    if has_required
        && cells.len() < columns.len()
        && cells.get(1).is_some_and(|cell| required(cell).is_some())
    {
        cells.insert(1, "");
    }
    // More cells than columns: the description has several lines.
    let described = columns.len().saturating_sub(1);
    let description = cells.get(described..).unwrap_or_default().join("\n");
    if cells.len() > columns.len() {
        cells.truncate(described);
        cells.push(&description);
    }
    let fixed = if has_required { 3 } else { 2 };
    if cells.len() >= columns.len() || cells.len() <= fixed {
        return by_position(&cells, columns);
    }
    let (known, rest) = cells.split_at(fixed);
    let mut parameter = by_position(known, columns);
    fewer(rest, columns, &mut parameter, guide);
    parameter
}

/// Makes a parameter of cells of which the ones that are empty are there too.
pub(super) fn by_position(cells: &[&str], columns: &[Column]) -> Parameter {
    let mut parameter = Parameter::default();
    let mut limits_cell = "";
    let mut description = String::new();
    for (index, cell) in cells.iter().enumerate() {
        match columns.get(index) {
            Some(Column::Name) => (*cell).clone_into(&mut parameter.name),
            Some(Column::Type) => parameter.type_name = type_name(cell),
            Some(Column::Required) => {
                parameter.is_required =
                    required(cell).unwrap_or(matches!(*cell, "是" | "true" | "Y" | "yes" | "Yes"));
            }
            // The example is not there, and its cell neither.
            Some(Column::Example)
                if limits::leads(cell) && limits::take(cell, &mut Parameter::default()).trim().is_empty() =>
            {
                limits::take(cell, &mut parameter);
            }
            Some(Column::Example) => (*cell).clone_into(&mut parameter.example),
            Some(Column::Default) => (*cell).clone_into(&mut parameter.default),
            Some(Column::Limits) => limits_cell = cell,
            Some(Column::Description) => description.push_str(cell),
            Some(Column::Other) | None => {}
        }
    }
    let prose = limits::take(limits_cell, &mut parameter).trim();
    let separator = if prose.is_empty() || description.is_empty() { "" } else { "，" };
    describe(&mut parameter, &format!("{prose}{separator}{description}"));
    parameter
}

/// Finds out which cells are there, where some are not.
fn fewer(rest: &[&str], columns: &[Column], parameter: &mut Parameter, guide: &Guide) {
    let mut rest: Vec<&str> = rest.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let is_limits =
        |cell: &&str| limits::leads(cell) && limits::take(cell, &mut Parameter::default()).is_empty();
    if columns.contains(&Column::Limits)
        && let Some(index) = rest.iter().position(is_limits)
    {
        limits::take(rest.remove(index), parameter);
    }
    match rest.as_slice() {
        [] => {}
        [cell] if is_example(cell, parameter, guide) => (*cell).clone_into(&mut parameter.example),
        [cell] => describe(parameter, cell),
        [example, description @ ..] => {
            (*example).clone_into(&mut parameter.example);
            describe(parameter, &description.join("\n"));
        }
    }
}

fn describe(parameter: &mut Parameter, text: &str) {
    let rest = limits::take(text.trim(), parameter);
    rest.trim().clone_into(&mut parameter.description);
}

/// Returns whether the only text of a row is its example rather than its description.
fn is_example(text: &str, parameter: &Parameter, guide: &Guide) -> bool {
    guide.texts(&parameter.name).iter().any(|known| known == text)
        || match parameter.type_name.as_str() {
            "Number" | "Price" | "BigDecimal" | "byte" => text.parse::<f64>().is_ok(),
            "Boolean" => matches!(text, "true" | "false"),
            "Date" => is_date(text),
            _ => false,
        }
}

fn is_date(word: &str) -> bool {
    word.len() >= 8 && word.chars().take(4).all(|digit| digit.is_ascii_digit()) && word.contains(['-', '/'])
}

/// Splits what follows the fixed cells of a row into the example and the limits with the description.
fn split_example<'t>(rest: &'t str, parameter: &Parameter, guide: &Guide) -> (&'t str, &'t str) {
    let at = |end: usize| rest.split_at_checked(end).unwrap_or((rest, ""));
    let ends_word = |end: &usize| {
        rest.get(*end..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
    };
    if rest.is_empty() || limits::leads(rest) {
        return ("", rest);
    }
    // A limit stands behind the example, whatever blanks that has.
    if let Some(start) = limits::find(rest)
        && !is_chinese(rest.get(..start).unwrap_or_default())
    {
        return at(start);
    }
    let known = guide.texts(&parameter.name).iter();
    let known = known.filter(|text| rest.starts_with(text.as_str())).map(String::len).filter(ends_word).max();
    if let Some(end) = known.or_else(|| json_end(rest).filter(ends_word)) {
        return at(end);
    }
    let (first, after) = word(rest);
    let end = rest.len() - after.len();
    if after.trim().is_empty() {
        return if is_example(first, parameter, guide) { (rest, "") } else { ("", rest) };
    }
    let (second, after_second) = word(after);
    if is_date(first) && second.contains(':') && second.starts_with(|digit: char| digit.is_ascii_digit()) {
        return at(rest.len() - after_second.len());
    }
    // A struct has JSON for an example, or none; and a sample has the examples of all that have one.
    let is_unshown = !guide.is_empty() && !guide.knows(&parameter.name);
    if !is_scalar(&parameter.type_name) || is_unshown && is_chinese(first) { ("", rest) } else { at(end) }
}

/// Returns where the JSON or the quoted text ends that `text` begins with.
fn json_end(text: &str) -> Option<usize> {
    if !text.starts_with(['{', '[', '"']) {
        return None;
    }
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' | b'[' if !is_quoted => depth += 1,
            b'}' | b']' if !is_quoted => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 && !is_quoted {
            return Some(index + 1);
        }
    }
    None
}

/// Splits off the first word of a text.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.find(char::is_whitespace).and_then(|end| text.split_at_checked(end)).unwrap_or((text, ""))
}
