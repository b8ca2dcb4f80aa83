//! The table of error codes.

use super::lines::{Line, after_bullet};
use super::table::is_rule;
use crate::document::ErrorCode;

/// Reads the rows of the table whose heading comes before `lines`.
pub(super) fn read(lines: &[Line<'_>]) -> Vec<ErrorCode> {
    let texts: Vec<&str> =
        lines.iter().map(|line| line.text.as_ref()).filter(|text| !text.is_empty()).collect();
    let is_one_cell_a_line = texts.first() == Some(&"错误码") && texts.get(1) == Some(&"错误描述");
    let mut codes: Vec<ErrorCode> = Vec::new();
    let mut cell = 0;
    for text in texts {
        if is_header_or_rule(text) {
            continue;
        }
        let text = after_bullet(text).unwrap_or(text);
        let Some(row) = row(text) else {
            let is_new = is_code(text) && (!is_one_cell_a_line || cell == 0 || cell >= 2);
            match codes.last_mut() {
                Some(last) if !is_new => {
                    cell += 1;
                    put(last, cell, text);
                }
                _ if is_new => {
                    cell = 0;
                    codes.push(ErrorCode { code: text.to_owned(), ..ErrorCode::default() });
                }
                _ => {}
            }
            continue;
        };
        cell = 2;
        codes.push(row);
    }
    codes
}

/// Puts a cell of its own line, or what continues the last one, into a row.
fn put(row: &mut ErrorCode, cell: usize, text: &str) {
    let target = if cell == 1 { &mut row.message } else { &mut row.solution };
    if !target.is_empty() {
        target.push('\n');
    }
    target.push_str(text);
}

fn is_header_or_rule(text: &str) -> bool {
    let cells = text.trim_start_matches(['|', ' ']);
    is_rule(text) || cells.starts_with("错误码") || matches!(text, "错误描述" | "解决方案")
}

/// Splits a row that is on one line.
fn row(text: &str) -> Option<ErrorCode> {
    let cells: Vec<&str> = if let Some(inner) = text.strip_prefix('|') {
        inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect()
    } else if text.contains('\t') {
        text.split('\t').map(str::trim).collect()
    } else {
        let mut cells = text.splitn(3, ' ').map(str::trim);
        let (code, message) = (cells.next()?, cells.next()?);
        return is_code(code).then(|| ErrorCode {
            code: code.to_owned(),
            message: message.to_owned(),
            solution: cells.next().unwrap_or_default().to_owned(),
        });
    };
    let cell = |index: usize| cells.get(index).copied().unwrap_or_default().to_owned();
    let solution = cells.get(2..).unwrap_or_default().join(" ");
    (!cell(0).is_empty()).then(|| ErrorCode { code: cell(0), message: cell(1), solution })
}

/// Returns whether a word reads as an error code: `isv.invalid-parameter`, `NO_STOCK`, `4001`.
fn is_code(word: &str) -> bool {
    word.len() <= 256
        && word.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '-')
        && word.chars().all(|character| character.is_ascii_alphanumeric() || "._-:".contains(character))
}
