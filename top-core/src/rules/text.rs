//! Rules of text and files: `max_len`, `min_len`, `max_bytes`, `one_of`.

use crate::error::Actual;

/// Counts UTF-16 code units, what `String.length()` counts in the official Java SDK.
fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

pub(super) fn max_len(text: &str, limit: u32) -> Option<Actual> {
    let len = utf16_len(text);
    (len > limit as usize).then_some(Actual::Utf16Units(len))
}

pub(super) fn min_len(text: &str, limit: u32) -> Option<Actual> {
    let len = utf16_len(text);
    (len < limit as usize).then_some(Actual::Utf16Units(len))
}

pub(super) fn max_bytes(text: &str, limit: u32) -> Option<Actual> {
    (text.len() > limit as usize).then_some(Actual::Bytes(text.len()))
}

pub(super) fn max_file_bytes(bytes: &[u8], limit: u32) -> Option<Actual> {
    (bytes.len() > limit as usize).then_some(Actual::Bytes(bytes.len()))
}

pub(super) fn one_of(text: &str, choices: &[&str]) -> Option<Actual> {
    (!choices.contains(&text)).then_some(Actual::Withheld)
}
