//! The lines of a page as they read, whichever characters the browser put between the words.

use std::borrow::Cow;

use crate::read::ReadError;

/// A line of a page.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    number: usize,
    /// The line as it is in the input, without its end.
    pub(super) raw: &'a str,
    /// The line without what cannot be seen, with plain blanks, and trimmed.
    pub(super) text: Cow<'a, str>,
}

impl Line<'_> {
    /// Makes an error of what is wrong with this line.
    pub(super) fn error(&self, message: impl Into<String>) -> ReadError {
        let indentation = self
            .raw
            .chars()
            .take_while(|&character| character.is_whitespace() || is_invisible(character))
            .count();
        let column = if self.text.is_empty() { 1 } else { indentation + 1 };
        ReadError::new(self.number, column, message)
    }

    /// Returns whether the line begins at its first column.
    pub(super) fn is_not_indented(&self) -> bool {
        self.raw.starts_with(|character: char| !character.is_whitespace())
    }
}

/// Splits a text into lines.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let raw = text.split('\n').map(|raw| raw.strip_suffix('\r').unwrap_or(raw));
    raw.enumerate().map(|(index, raw)| Line { number: index + 1, raw, text: clean(raw) }).collect()
}

fn clean(raw: &str) -> Cow<'_, str> {
    let is_plain =
        |character: char| character.is_ascii() || !(is_blank(character) || is_invisible(character));
    if raw.chars().all(is_plain) {
        return Cow::Borrowed(raw.trim());
    }
    let visible = raw.chars().filter(|&character| !is_invisible(character));
    let text: String = visible.map(|character| if is_blank(character) { ' ' } else { character }).collect();
    Cow::Owned(text.trim().to_owned())
}

/// Blanks that are no separators of words for other programs: no-break spaces and the ideographic one.
fn is_blank(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}')
}

/// Characters without width, which pages hold where a line may be broken.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Returns what follows the bullet that a line begins with.
pub(super) fn after_bullet(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    let is_bullet = matches!(characters.next()?, '•' | '·' | '●' | '○' | '◦' | '▪' | '■' | '‣' | '∙' | '・');
    let rest = characters.as_str();
    // A hyphen or an asterisk may also begin a value, such as `-1`.
    let is_list =
        text.starts_with(['-', '*', '+']) && (rest.starts_with([' ', '\t']) || after_mark(rest).is_some());
    (is_bullet || is_list).then(|| rest.trim_start())
}

/// Returns what follows the mark of a member (`└`), or several of them.
pub(super) fn after_mark(text: &str) -> Option<&str> {
    const MARKS: [char; 8] = ['└', '├', '┗', '┣', '╰', '│', '┃', '─'];
    let rest = text.trim_start_matches(|character: char| MARKS.contains(&character) || character == ' ');
    text.starts_with(MARKS).then_some(rest)
}

/// Returns whether a text has a Chinese character or Chinese punctuation.
pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff5e}'))
}
