//! Reads documentation in the forms in which authors have it: a page copied from a browser, documentation JSON as the
//! platform's site sends it or reduced, JSON Lines.

pub mod json;
pub mod page;

mod nesting;

use std::fmt;

use crate::document::{Authorization, Document};

/// Why a document cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    line: usize,
    column: usize,
    message: String,
}

impl ReadError {
    /// Makes an error of what is wrong at `line` and `column`, both counted from 1, the column in characters.
    pub fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { line, column, message: message.into() }
    }

    /// Returns the line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// Returns what is wrong, and what to do about it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ReadError {}

/// Reads every document of `input`, whatever form it has. One that cannot be read is an error in its place; the others are
/// read nevertheless. There is always at least one of either.
pub fn documents(input: &[u8]) -> Vec<Result<Document, ReadError>> {
    let text = match std::str::from_utf8(input) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return vec![Err(not_utf8(input, error.valid_up_to()))],
    };
    match text.trim_start().as_bytes().first() {
        None => vec![Err(ReadError::new(1, 1, "there is nothing here: copy the whole page of the API"))],
        Some(b'{' | b'[') => json::documents(text),
        Some(_) => page::documents(text),
    }
}

fn not_utf8(input: &[u8], at: usize) -> ReadError {
    let before = String::from_utf8_lossy(input.get(..at).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ReadError::new(line, column, "this is no UTF-8 text: save it as UTF-8")
}

/// Returns what a label of a document says of authorization, if it speaks of that.
fn authorization(label: &str) -> Option<Authorization> {
    // Browsers put labels together that stand side by side: `￥免费必须用户授权`.
    let label = label.trim().trim_end_matches([',', '，', '。']);
    let own = match label.rfind("免费").or_else(|| label.rfind("收费")) {
        Some(price) => label.get(price + "免费".len()..).unwrap_or_default(),
        None => label,
    };
    let own = own.trim_start_matches("API").trim_start_matches([',', '，', '、', '|', '/', ' ']);
    let own = own.strip_suffix("授权")?;
    let own = own.strip_suffix("用户").unwrap_or(own);
    match own {
        "不需" | "不需要" | "无需" | "无须" | "免" => Some(Authorization::None),
        "可选" => Some(Authorization::Optional),
        "必须" | "需" | "需要" => Some(Authorization::Required),
        _ => None,
    }
}

/// Returns a type without white space before its brackets, where documents differ: `String []` is `String[]`.
fn type_name(written: &str) -> String {
    match written.trim().split_once('[') {
        Some((name, brackets)) => {
            let brackets: String = brackets.chars().filter(|character| !character.is_whitespace()).collect();
            format!("{}[{brackets}", name.trim_end())
        }
        None => written.trim().to_owned(),
    }
}
