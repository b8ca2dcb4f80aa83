//! Where in the whole input an error is.

use std::fmt::Write;

use crate::read::ReadError;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The byte, counted from 0.
    pub(super) offset: usize,
    /// The line, counted from 1.
    line: usize,
    /// The column in characters, counted from 1.
    column: usize,
}

impl Default for Place {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl Place {
    /// Returns the place of the byte at `offset`, which is not before this one.
    pub(super) fn advanced(self, text: &str, offset: usize) -> Self {
        let mut place = self;
        for character in text.get(self.offset..offset).unwrap_or_default().chars() {
            if character == '\n' {
                place.line += 1;
                place.column = 1;
            } else {
                place.column += 1;
            }
        }
        Self { offset, ..place }
    }

    /// Makes an error of what is wrong here.
    pub(super) fn error(self, message: impl Into<String>) -> ReadError {
        ReadError::new(self.line, self.column, message)
    }
}

/// Returns where an error of the document that begins at `start` is, and what it says.
pub(super) fn of_error(text: &str, start: Place, error: &serde_json::Error) -> (Place, String) {
    let document = text.get(start.offset..).unwrap_or_default();
    let consumed = consumed(document, error.line(), error.column());
    // The place is that of the last byte that was read, or of the character that it is in.
    let mut last = consumed.saturating_sub(1).min(document.len());
    while !document.is_char_boundary(last) {
        last -= 1;
    }
    let place = start.advanced(text, start.offset + last);
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    if !error.is_data() {
        let said = said.replace("recursion limit exceeded", "it is nested too deeply");
        return (place, format!("this is no JSON, {said}: correct it here, or copy the document again"));
    }
    // An absent member is noticed at the brace that ends its struct, after the last member that is there.
    let path = if said.starts_with("missing field") {
        let mut levels = levels(document.as_bytes().get(..last).unwrap_or_default());
        levels.pop();
        written(&levels)
    } else {
        written(&levels(document.as_bytes().get(..consumed).unwrap_or_default()))
    };
    let separator = if path.is_empty() { "" } else { ": " };
    (place, format!("{path}{separator}{said}: correct it here, or copy the document again"))
}

/// Returns how many bytes of a document come before `line` and `column` end, as `serde_json` counts them.
fn consumed(document: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        let Some(newline) = document.get(start..).and_then(|rest| rest.find('\n')) else { break };
        start += newline + 1;
    }
    (start + column).min(document.len())
}

/// Returns the objects and arrays that the first bytes of a document lead into.
fn levels(read: &[u8]) -> Vec<Level<'_>> {
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = read.get(at) {
        match byte {
            b'{' => levels.push(Level::Object(b"")),
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' => _ = levels.pop(),
            b',' => {
                if let Some(Level::Array(index)) = levels.last_mut() {
                    *index += 1;
                }
            }
            b'"' => {
                let end = end_of_string(read, at + 1);
                let is_key =
                    read.get(end + 1..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"));
                if let (true, Some(Level::Object(key))) = (is_key, levels.last_mut()) {
                    *key = read.get(at + 1..end).unwrap_or_default();
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    levels
}

/// An object or array that is read, and which of its values.
enum Level<'a> {
    Array(usize),
    Object(&'a [u8]),
}

/// Returns where the string ends whose first character is at `start`.
fn end_of_string(read: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = read.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// Writes a path, for example `requestParams[3].name`.
fn written(levels: &[Level<'_>]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Array(index) => _ = write!(path, "[{index}]"),
            Level::Object(b"") => {}
            Level::Object(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(key));
            }
        }
    }
    path
}
