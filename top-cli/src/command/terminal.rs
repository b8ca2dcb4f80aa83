//! What commands write to standard output: all at once, aligned, with nothing in it that a terminal would obey.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// How names stand out.
pub(super) const NAME: Style = Style::new().bold();

/// How headings stand out.
pub(super) const HEADING: Style = AnsiColor::Green.on_default().bold();

/// How what is less important steps back.
pub(super) const FAINT: Style = Style::new().dimmed();

/// Writes text to standard output at once. Colours are left out where nobody sees them, and whoever closed standard output
/// does not want the rest.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

/// Returns text from outside with its control characters escaped: a terminal would obey them.
pub(super) fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => harmless.push_str("\\n"),
            '\t' => harmless.push_str("\\t"),
            '\r' => harmless.push_str("\\r"),
            // Characters that change the direction of the text around them can make it read as something else.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(harmless, "{}", character.escape_unicode());
            }
            character if character.is_control() => {
                let _ = write!(harmless, "{}", character.escape_unicode());
            }
            character => harmless.push(character),
        }
    }
    harmless
}

/// Returns text of several lines with its other control characters escaped.
pub(super) fn harmless_lines(text: &str) -> String {
    text.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}

/// Returns text on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns documentation, which is Markdown, as the text that it shows, on one line: without the backslashes that keep
/// characters from meaning something, and the brackets of links.
pub(super) fn shown(docs: &str) -> String {
    let mut text = String::with_capacity(docs.len());
    let mut characters = docs.chars().peekable();
    let mut is_in_link = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => {
                text.extend(characters.next());
            }
            '<' if characters.clone().take(4).eq("http".chars()) => is_in_link = true,
            '>' if is_in_link => is_in_link = false,
            character => text.push(character),
        }
    }
    line(&text)
}

/// Rows of cells that are aligned in columns by how wide they are shown: a Chinese character is twice as wide as a letter.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<(String, Style)>>,
}

impl Table {
    /// Adds a row; the last cell of each may be of any width.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = (&'c str, Style)>) {
        self.rows.push(cells.into_iter().map(|(cell, style)| (cell.to_owned(), style)).collect());
    }

    /// Writes the rows, each behind `indent` blanks. Columns in which nothing stands are left out.
    pub(super) fn write(&self, indent: usize, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells =
                self.rows.iter().filter(|row| row.len() > column + 1).map(|row| row[column].0.width());
            cells.max().unwrap_or_default()
        };
        let widths: Vec<_> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut written = " ".repeat(indent);
            let mut blanks = 0;
            for ((cell, style), width) in row.iter().zip(&widths) {
                if !cell.is_empty() {
                    written.push_str(&" ".repeat(blanks));
                    blanks = 0;
                    let _ = write!(written, "{style}{cell}{style:#}");
                }
                if *width > 0 {
                    blanks += width.saturating_sub(cell.width()) + 2;
                }
            }
            out.push_str(&written);
            out.push('\n');
        }
    }
}

/// Returns JSON with a member or an element a line, its numbers as they are written.
pub(super) fn pretty_json(json: &str) -> String {
    let (mut pretty, mut depth, mut in_string) = (String::new(), 0_usize, false);
    let mut characters = json.chars().peekable();
    let new_line = |pretty: &mut String, depth: usize| {
        pretty.push('\n');
        pretty.push_str(&"  ".repeat(depth));
    };
    while let Some(character) = characters.next() {
        if in_string {
            match character {
                '\\' => {
                    pretty.push(character);
                    pretty.extend(characters.next());
                }
                character if character.is_control() => {
                    let _ = write!(pretty, "\\u{:04x}", u32::from(character));
                }
                character => {
                    pretty.push(character);
                    in_string = character != '"';
                }
            }
            continue;
        }
        match character {
            '{' | '[' => {
                pretty.push(character);
                while characters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    pretty.push(end);
                } else {
                    depth += 1;
                    new_line(&mut pretty, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut pretty, depth);
                pretty.push(character);
            }
            ',' => {
                pretty.push(character);
                new_line(&mut pretty, depth);
            }
            ':' => pretty.push_str(": "),
            character if character.is_ascii_whitespace() => {}
            character => {
                pretty.push(character);
                in_string = character == '"';
            }
        }
    }
    pretty
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_shown_without_what_keeps_its_characters_from_meaning_something() {
        assert_eq!(
            shown("a\\*b\\_c\n\nsee <https://a.b/c>, 1\\. x\\y <T>"),
            "a*b_c see https://a.b/c, 1. x\\y <T>"
        );
    }

    #[test]
    fn columns_are_aligned_by_the_width_of_what_is_shown() {
        let mut table = Table::default();
        table.row([("名", Style::new()), ("", Style::new()), ("one", Style::new())]);
        table.row([("name", Style::new()), ("", Style::new()), ("two", Style::new())]);
        let mut out = String::new();

        table.write(2, &mut out);

        assert_eq!(out, "  名    one\n  name  two\n");
    }

    #[test]
    fn json_keeps_its_strings_and_numbers() {
        let pretty = pretty_json(r#"{"a":[1.50, {}],"b" : "x,\"{:}","c":[ ]}"#);

        assert_eq!(pretty, "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": \"x,\\\"{:}\",\n  \"c\": []\n}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(harmless("a\u{1b}[2J\n\u{202e}淘"), "a\\u{1b}[2J\\n\\u{202e}淘");
        assert_eq!(pretty_json("\"\u{9b}\""), "\"\\u009b\"");
    }
}
