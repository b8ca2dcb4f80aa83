//! Doc comments: text of the documents as Markdown that shows it as it is.
//!
//! What a document says can hold anything: HTML, brackets, code fences, the end of a comment. Nothing of it reaches rustdoc
//! as anything but text; links stay links.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_width::UnicodeWidthStr;

use super::MAX_WIDTH;
use super::literal::is_invisible;

/// Doc comments of one item, gathered paragraph by paragraph.
pub(super) struct Docs {
    start: &'static str,
    lines: Vec<String>,
}

impl Docs {
    /// Begins doc comments whose lines begin with `start`.
    pub(super) fn new(start: &'static str) -> Self {
        Self { start, lines: Vec::new() }
    }

    /// Adds a paragraph of Markdown in one line, however wide.
    pub(super) fn line(&mut self, markdown: &str) {
        self.separate();
        self.lines.push(markdown.to_owned());
    }

    /// Adds a paragraph of Markdown.
    pub(super) fn paragraph(&mut self, markdown: &str) {
        self.separate();
        let width = MAX_WIDTH - self.start.len();
        self.lines.extend(wrap(markdown, width).into_iter().map(|line| escape_start(&line)));
    }

    /// Adds text of a document, each line a paragraph.
    pub(super) fn text(&mut self, text: &str) {
        for line in plain_lines(text) {
            self.paragraph(&escape(&line));
        }
    }

    /// Adds a line if there is nothing yet: an item without docs is a warning in many crates.
    pub(super) fn or_line(&mut self, markdown: &str) {
        if self.lines.is_empty() {
            self.line(markdown);
        }
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, markdown: &str) {
        self.line(&format!("# {markdown}"));
    }

    /// Adds a table; a cell is one line of Markdown.
    pub(super) fn table<const N: usize>(
        &mut self,
        head: &[&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) {
        self.line(&format!("| {} |", head.join(" | ")));
        self.lines.push(format!("|{}", "---|".repeat(N)));
        self.lines.extend(rows.map(|row| format!("| {} |", row.join(" | "))));
    }

    /// Adds lines as they are.
    pub(super) fn block(&mut self, lines: &[String]) {
        self.separate();
        self.lines.extend_from_slice(lines);
    }

    fn separate(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// Prints the comments.
    pub(super) fn print(self, source: &mut String) {
        for line in self.lines {
            source.push_str(format!("{}{line}", self.start).trim_end());
            source.push('\n');
        }
    }
}

/// Returns text of a document as one line of Markdown.
pub(super) fn inline(text: &str) -> String {
    escape(&plain_lines(text).join(" "))
}

/// Returns text without anything that could end a line comment or hide in it.
pub(super) fn one_line(text: &str) -> String {
    let visible = text.chars().map(|it| if it.is_whitespace() || is_invisible(it) { ' ' } else { it });
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

static BREAKS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol|table)\s*>").ok());

static LINKS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?is)<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]+)[^<>]*>(.*?)</a\s*>"#).ok());

static TAGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)</?(?:a|b|big|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|html|i|img|label|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    )
    .ok()
});

/// Returns the lines that a browser would show of a text with HTML in it, without what cannot be seen.
fn plain_lines(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    if text.contains('<') {
        if let Some(links) = LINKS.as_ref() {
            let link = |captures: &Captures<'_>| {
                let (target, shown) = (&captures[1], captures[2].trim());
                let target =
                    if target.starts_with("//") { format!("https:{target}") } else { target.to_owned() };
                if target.starts_with("http") && target != shown {
                    format!("{shown} ( {target} )")
                } else {
                    shown.to_owned()
                }
            };
            text = links.replace_all(&text, link).into_owned();
        }
        if let Some(breaks) = BREAKS.as_ref() {
            text = breaks.replace_all(&text, "\n").into_owned();
        }
        if let Some(tags) = TAGS.as_ref() {
            text = tags.replace_all(&text, "").into_owned();
        }
    }
    if text.contains('&') {
        for (entity, character) in
            [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        {
            text = text.replace(entity, character);
        }
    }
    let is_break = |character: char| {
        matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    text.split(is_break).map(one_line).filter(|line| !line.is_empty()).collect()
}

static URLS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"https?://[A-Za-z0-9\-._~:/?#@!$&*+,;=%]+").ok());

/// Writes one line of text so that Markdown shows it as it is. URLs become links.
fn escape(line: &str) -> String {
    let mut markdown = String::with_capacity(line.len() + line.len() / 8);
    let mut rest = line;
    while let Some(found) = URLS.as_ref().and_then(|urls| urls.find(rest)) {
        let url = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '&']);
        let end = found.start() + url.len();
        escape_text(rest.get(..found.start()).unwrap_or_default(), &mut markdown);
        // `http://` alone is no link.
        if url.ends_with('/') && url.matches('/').count() == 2 {
            escape_text(url, &mut markdown);
        } else {
            markdown.push('<');
            markdown.push_str(url);
            markdown.push('>');
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    escape_text(rest, &mut markdown);
    markdown
}

fn escape_text(text: &str, markdown: &mut String) {
    let mut before = markdown.chars().next_back().unwrap_or(' ');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let is_inside_word = before.is_alphanumeric() && after.is_alphanumeric();
        let is_special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' => true,
            // Inside a word it is a letter.
            '_' => !is_inside_word,
            '~' => before == '~' || after == '~',
            '&' => after == '#' || after.is_ascii_alphabetic(),
            _ => false,
        };
        if is_special {
            markdown.push('\\');
        }
        markdown.push(character);
        before = character;
    }
}

/// Escapes what Markdown takes for a heading, a list or a line when a line begins with it.
fn escape_start(line: &str) -> String {
    let first = line.chars().next().unwrap_or(' ');
    if matches!(first, '#' | '+' | '-' | '=' | '~') {
        return format!("\\{line}");
    }
    let digits = line.len() - line.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    match line.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => line.to_owned(),
    }
}

/// Breaks a line where a line break changes little: at blanks, and behind punctuation.
pub(super) fn wrap(line: &str, max_width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut width = 0;
    for piece in pieces(line) {
        let piece_width = piece.trim_end().width();
        if !current.is_empty() && width + piece_width > max_width {
            lines.push(current.trim_end().to_owned());
            current.clear();
            width = 0;
        }
        current.push_str(piece);
        width += piece.width();
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// Cuts a line into pieces that stay together: behind blanks and Chinese punctuation, and in lists of words with commas.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut is_in_link) = (0, false);
    let mut characters = line.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, after)| after);
        let is_end = match character {
            '<' => {
                is_in_link = after == 'h';
                false
            }
            '>' => {
                is_in_link = false;
                false
            }
            ' ' | '，' | '。' | '；' | '、' | '！' | '？' | '：' | '）' => true,
            ',' | ';' => after.is_alphabetic() && !is_in_link,
            _ => false,
        };
        if is_end {
            let end = index + character.len_utf8();
            pieces.push(line.get(start..end).unwrap_or_default());
            start = end;
        }
    }
    pieces.push(line.get(start..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> Vec<String> {
        let mut docs = Docs::new("/// ");
        docs.text(text);
        docs.lines
    }

    #[test]
    fn text_is_shown_as_it_is() {
        let shown = [
            ("订单状态 0:未付款 1:已付款", "订单状态 0:未付款 1:已付款"),
            ("a*b*c_d _e_", r"a\*b\*c_d \_e\_"),
            ("[x] `code` List<String>", r"\[x\] \`code\` List\<String\>"),
            ("*/ } fn main() {", r"\*/ } fn main() {"),
            ("# heading", r"\# heading"),
            ("- item", r"\- item"),
            ("1. first", r"1\. first"),
            ("```rust", r"\`\`\`rust"),
            ("&lt;div&gt; &amp;copy;", r"\<div\> \&copy;"),
            ("    indented", "indented"),
            ("~~gone~~", r"\~\~gone\~\~"),
        ];
        for (text, lines) in shown {
            assert_eq!(markdown(text), [lines], "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(markdown("a\0b\u{202e}c\u{200b} \u{feff}"), ["a b c"]);
        assert!(markdown(" \0 \n ").is_empty());
    }

    #[test]
    fn html_is_what_a_browser_shows_of_it() {
        assert_eq!(markdown("一<br/>二<p>三</p>四"), ["一", "", "二三", "", "四"]);
        assert_eq!(
            markdown(r#"见<a href="//open.taobao.com/doc.htm?id=1" target="_blank">这里</a>"#),
            ["见这里 ( <https://open.taobao.com/doc.htm?id=1> )"]
        );
        assert_eq!(markdown("<script>x</script>"), [r"\<script\>x\</script\>"]);
    }

    #[test]
    fn a_url_is_a_link_without_the_punctuation_behind_it() {
        assert_eq!(markdown("见https://a.com/b_c?d=1。"), ["见<https://a.com/b_c?d=1>。"]);
        assert_eq!(markdown("http://"), ["http://"]);
        assert_eq!(markdown("见 http://a.com."), ["见 <http://a.com>."]);
    }

    #[test]
    fn a_long_line_is_broken_at_blanks_and_chinese_punctuation_only() {
        let text = "零一二三四五六七八九，".repeat(6);
        let lines = markdown(&text);
        assert_eq!(lines.concat(), text);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.ends_with('，') && line.width() <= 96));
        let words = "WAIT_BUYER_PAY,".repeat(12);
        assert_eq!(markdown(&words).concat(), words);
        assert!(markdown(&words).len() > 1);
        let url = format!("https://a.b/{}", "c,".repeat(60));
        assert_eq!(markdown(&url).len(), 1);
        let word = "x".repeat(200);
        assert_eq!(markdown(&word), [word]);
    }

    #[test]
    fn a_line_that_begins_with_a_mark_by_being_broken_is_no_list() {
        for (width, begin) in [(90, r"2\. two"), (92, "one 2. two"), (95, r"\- one 2. two")] {
            let text = format!("{} - one 2. two", "x".repeat(width));
            assert_eq!(markdown(&text).get(1).map(String::as_str), Some(begin));
        }
    }
}
