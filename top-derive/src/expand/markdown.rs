//! Puts what authors write into the cells of a table that `rustdoc` reads.
//!
//! What Markdown makes of a text where it was written need not be what it makes of it there: a cell ends at `|`, a link
//! whose definition stands in another paragraph leads nowhere, a tag that is closed further below stays open.

/// Returns the first paragraph of documentation as one cell: links are their texts, and code stays code.
pub(super) fn cell(docs: &str) -> String {
    if !docs.as_bytes().contains(&b'\n') {
        return escape(docs.trim());
    }
    let lines = docs.lines().take_while(|line| !line.trim().is_empty()).map(str::trim);
    escape(&lines.collect::<Vec<_>>().join(" "))
}

/// Returns text as code that Markdown shows as it is, on one line.
pub(super) fn code(text: &str) -> String {
    // Names, as nearly all is that is shown as code; the macro itself is seldom built with optimisations.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return ["`", text, "`"].concat();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return text;
    }
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Returns what is Markdown already as one cell.
pub(super) fn within_cell(text: String) -> String {
    if text.contains('|') { text.replace('|', "\\|") } else { text }
}

fn escape(text: &str) -> String {
    const SPECIAL: [u8; 5] = *b"`[<\\|";
    // As nearly always; each look is one of the library, and quick where the macro is not.
    if SPECIAL.iter().all(|byte| !text.as_bytes().contains(byte)) {
        return text.to_owned();
    }
    let mut escaped = String::new();
    let mut rest = text;
    let is_special = |byte: u8| SPECIAL.contains(&byte);
    while !rest.is_empty() {
        let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
        escaped += &rest[..plain];
        rest = &rest[plain..];
        let (taken, written) = match rest.bytes().next() {
            Some(b'`') => escape_code(rest),
            Some(b'[') => escape_link(rest),
            Some(b'<') => escape_tag(rest),
            Some(b'\\') => escape_escape(rest),
            Some(_) => (1, "\\|".to_owned()),
            None => break,
        };
        escaped += &written;
        rest = &rest[taken..];
    }
    escaped
}

/// Code starts with as many backticks as it ends with; without an end they are backticks.
fn escape_code(rest: &str) -> (usize, String) {
    let fence = rest.len() - rest.trim_start_matches('`').len();
    match find_fence(&rest[fence..], fence) {
        Some(end) => {
            let taken = fence + end + fence;
            (taken, rest[..taken].replace('|', "\\|"))
        }
        None => (fence, "\\`".repeat(fence)),
    }
}

fn find_fence(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|start| at + start) {
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == fence {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// The text of a link stays; brackets that are none lose their meaning.
fn escape_link(rest: &str) -> (usize, String) {
    let bracket = (1, "\\[".to_owned());
    let Some(end) = find_close(rest, '[', ']') else { return bracket };
    let (text, behind) = (&rest[1..end], &rest[end + 1..]);
    let target = match behind.chars().next() {
        Some('(') => find_close(behind, '(', ')'),
        Some('[') => find_close(behind, '[', ']'),
        _ if text.len() > 2 && text.starts_with('`') && text.ends_with('`') => {
            return (end + 1, escape(text));
        }
        _ => None,
    };
    target.map_or(bracket, |target| (end + 1 + target + 1, escape(text)))
}

/// Returns where the bracket that `text` starts with is closed.
fn find_close(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, char) in text.char_indices() {
        if char == open {
            depth += 1;
        } else if char == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(index);
            }
        }
    }
    None
}

/// An address in angle brackets stays one; a tag is text.
fn escape_tag(rest: &str) -> (usize, String) {
    match rest.find('>') {
        Some(end) if is_address(&rest[1..end]) => (end + 1, rest[..=end].to_owned()),
        _ => (1, "\\<".to_owned()),
    }
}

/// A scheme, a colon and no blank; `Vec::new` is none.
fn is_address(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, path)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !path.starts_with(':')
            && !path.contains([' ', '<'])
    })
}

/// What is escaped already stays so; a backslash at the end would escape the end of the cell.
fn escape_escape(rest: &str) -> (usize, String) {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => (2, rest[..2].to_owned()),
        _ => (1, "\\\\".to_owned()),
    }
}
