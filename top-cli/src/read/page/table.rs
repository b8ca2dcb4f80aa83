//! The rows of a table of parameters, in each of the forms that browsers give them.

use super::header::{Column, Header};
use super::lines::{Line, after_bullet, after_mark};
use super::row::{self, Words, is_name, is_type, required};
use super::sections::{Kind, is_header};
use crate::document::Parameter;
use crate::read::nesting::{Guide, Item, Level};

/// What stands for a separator that is a part of a cell; no page has it.
const ESCAPED: &str = "\u{1a}";

/// What a line of a table holds.
struct Entry {
    form: Form,
    text: String,
    /// The lines that continue a row, each after a line break.
    more: String,
    is_bullet: bool,
    is_marked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A row, its cells separated by tabs.
    Tabs,
    /// A row of a Markdown table.
    Pipes,
    /// A row, its cells separated by blanks.
    Words,
    /// One cell.
    Cell,
}

/// Reads the rows of a table, whose heading comes before `lines`, in their order.
pub(super) fn items(kind: Kind, lines: &[Line<'_>], guide: &Guide, doubts: &mut Vec<String>) -> Vec<Item> {
    let (header, taken) = Header::read(kind, lines);
    let lines = lines.get(taken..).unwrap_or_default();
    let mut table = Table { header, guide, bullet: bullet(lines), has_bullets: true };
    let entries = table.entries(lines, doubts);
    table.has_bullets = !entries.iter().any(|entry| entry.is_marked && !entry.is_bullet);
    let mut items = Vec::new();
    let mut rest = entries.as_slice();
    while let Some(entry) = rest.first() {
        let cells = rest.iter().take_while(|entry| entry.form == Form::Cell).count();
        if let (run @ [_, ..], after) = rest.split_at(cells) {
            table.members(run, &mut items);
            rest = after;
        } else {
            items.push(table.row(entry));
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    items
}

struct Table<'g> {
    header: Header,
    guide: &'g Guide,
    /// The bullet of members, if one of them shows it: others are part of descriptions.
    bullet: Option<char>,
    /// Whether members are told from rows by their bullets.
    has_bullets: bool,
}

impl Table<'_> {
    fn entries(&self, lines: &[Line<'_>], doubts: &mut Vec<String>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        // Where every other line is blank, the blank ones are no cells.
        let blank = lines.iter().filter(|line| line.text.is_empty()).count();
        let has_empty_cells = self.header.is_one_cell_a_line && blank * 5 < lines.len() * 2;
        let end = lines.iter().rposition(|line| !line.text.is_empty()).map_or(0, |last| last + 1);
        for line in lines.get(..end).unwrap_or_default() {
            let text = line.text.as_ref();
            if text.is_empty() {
                if has_empty_cells {
                    entries.push(Entry::cell("", false, false));
                }
            } else if is_header(text) && text.contains("类型") || is_rule(text) {
                // The header again, or the line below that of a Markdown table.
            } else if let Some(entry) = self.entry(text, entries.last()) {
                match entries.last_mut() {
                    Some(last) if last.is_open_bullet() && entry.is_marked && !entry.is_bullet => {
                        *last = Entry { is_bullet: true, ..entry };
                    }
                    _ => entries.push(entry),
                }
            } else if let Some(last) = entries.last_mut() {
                last.continue_with(text);
            } else if !matches!(text, "无" | "暂无" | "暂无数据" | "无参数" | "-") {
                let start: String = text.chars().take(40).collect();
                doubts.push(format!(
                    "`{start}` stands before the first parameter of its table: it is left out"
                ));
            }
        }
        entries
    }

    /// Reads a line; `None` if it continues the one before.
    fn entry(&self, text: &str, last: Option<&Entry>) -> Option<Entry> {
        if text.starts_with('|') {
            let inner = text.strip_prefix('|')?;
            let first = inner.trim_start();
            let first = after_bullet(first).unwrap_or(first);
            let member = after_mark(first);
            return Some(Entry {
                form: Form::Pipes,
                is_marked: member.is_some(),
                ..Entry::cell(member.unwrap_or(inner), false, false)
            });
        }
        let is_other = self.bullet.is_some_and(|bullet| !text.starts_with(bullet));
        let (is_bullet, content) = match after_bullet(text).filter(|_| !is_other) {
            Some(content) => (true, content),
            // A hyphen alone is a bullet among bullets, elsewhere a value.
            None if matches!(text, "-" | "*") && last.is_some_and(|last| last.is_bullet) => (true, ""),
            None => (false, text),
        };
        let member = after_mark(content);
        let (is_marked, content) = (member.is_some(), member.unwrap_or(content));
        let is_nested = is_bullet || is_marked;
        let may_be_row =
            is_marked || !is_bullet || self.header.has_required() || !last.is_some_and(Entry::is_cell);
        let form = if !may_be_row {
            None
        } else if content.contains('\t') && self.is_row_of_tabs(content) {
            Some(Form::Tabs)
        } else {
            let words = Words::split(content, self.header.has_required());
            words.filter(|words| is_nested || self.is_row(words, last)).map(|_| Form::Words)
        };
        let is_cell = is_nested || self.header.is_one_cell_a_line || last.is_some_and(Entry::is_plain_cell);
        let form = form.or(is_cell.then_some(Form::Cell))?;
        Some(Entry { form, ..Entry::cell(content, is_bullet, is_marked) })
    }

    /// Returns whether words that read as a row are one, rather than prose that goes on.
    fn is_row(&self, words: &Words<'_>, last: Option<&Entry>) -> bool {
        if self.header.has_required() || last.is_none() {
            return true;
        }
        let is_shown = self.guide.is_empty() || self.guide.knows(words.name);
        !self.header.is_one_cell_a_line && (is_shown || !words.may_be_prose())
    }

    fn is_row_of_tabs(&self, text: &str) -> bool {
        let mut cells = text.split('\t').map(str::trim);
        let mut next = || cells.next().unwrap_or_default();
        let (name, type_name, answer) = (next(), next(), next());
        is_name(name) && (is_type(type_name) || self.header.has_required() && required(answer).is_some())
    }

    fn row(&self, entry: &Entry) -> Item {
        let parameter = match entry.form {
            Form::Words | Form::Cell => Words::split(&entry.text, self.header.has_required())
                .map(|words| words.parameter(&entry.more, self.guide))
                .unwrap_or_default(),
            Form::Tabs => self.split_row(entry, '\t'),
            Form::Pipes => self.split_row(entry, '|'),
        };
        let level = self.level(entry, true);
        Item { parameter, level }
    }

    /// Returns where the page puts a parameter of which `first` is the first entry.
    fn level(&self, first: &Entry, may_be_top: bool) -> Level {
        if first.is_marked {
            Level::Marked
        } else if first.is_bullet || !may_be_top {
            Level::Unmarked
        } else if self.has_bullets {
            Level::Top
        } else {
            Level::Either
        }
    }

    fn is_member(&self, level: Level, name: &str) -> bool {
        match level {
            Level::Top => false,
            Level::Either => self.guide.is_below_top_only(name),
            Level::Marked | Level::Unmarked => true,
        }
    }

    fn split_row(&self, entry: &Entry, separator: char) -> Parameter {
        let text = entry.text.strip_suffix('|').filter(|_| separator == '|').unwrap_or(&entry.text);
        // A separator behind a backslash is none.
        let text = text.replace("\\|", ESCAPED);
        let columns = self.columns_for(entry.is_marked || entry.is_bullet, text.split(separator).count());
        // The description comes last, and may hold the separator too.
        let cells = text.splitn(columns.len(), separator);
        let mut cells: Vec<String> = cells.map(|cell| cell.trim().replace(ESCAPED, "|")).collect();
        let last = cells.pop().unwrap_or_default();
        cells.push(format!("{last}{}", entry.more).replace("\\|", "|"));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        row::by_position(&cells, columns)
    }

    fn columns_for(&self, is_member: bool, cells: usize) -> &[Column] {
        let Header { columns, member_columns, .. } = &self.header;
        if is_member && cells <= member_columns.len() { member_columns } else { columns }
    }

    /// Reads rows that came one cell a line.
    fn members(&self, cells: &[Entry], items: &mut Vec<Item>) {
        let marks = next_marks(cells);
        let mut start = 0;
        while let Some(first) = cells.get(start) {
            let end = self.end_of_member(cells, start, marks.get(start).copied().unwrap_or(cells.len()));
            let member = cells.get(start..end).unwrap_or_default();
            start = end;
            if first.text.is_empty() {
                continue;
            }
            let level = self.level(first, self.header.is_one_cell_a_line);
            let filled = member.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
            let texts: Vec<&str> = member.iter().take(filled).map(|cell| cell.text.trim()).collect();
            let columns = self.columns_for(self.is_member(level, &first.text), texts.len());
            let empty = member.len() - filled;
            // Empty cells at the end count as cells only if they are needed to tell which others are there.
            let texts =
                if empty > 0 && member.len() == columns.len() { pad(texts, columns.len()) } else { texts };
            items.push(Item { parameter: row::from_cells(&texts, columns, self.guide), level });
        }
    }

    /// Returns where the member ends that begins at `start`; the next mark after it is at `mark`.
    fn end_of_member(&self, cells: &[Entry], start: usize, mark: usize) -> usize {
        let is_member = cells.get(start).is_some_and(|first| {
            self.is_member(self.level(first, self.header.is_one_cell_a_line), &first.text)
        });
        let columns = if is_member { &self.header.member_columns } else { &self.header.columns };
        let usual = columns.len().max(2);
        let is_start = |&at: &usize| self.is_start(cells, at);
        if self.header.has_required() {
            return (start + 2..mark).find(is_start).unwrap_or(mark);
        }
        if mark - start <= usual {
            return mark;
        }
        let by_count = [usual, usual + 1, (usual - 1).max(2), (usual - 2).max(2)];
        let end = by_count.iter().map(|count| start + count).filter(|&end| end < mark).find(is_start);
        end.unwrap_or_else(|| (start + usual..mark).find(is_start).unwrap_or(mark))
    }

    /// Returns whether a member without a mark begins at `at`.
    fn is_start(&self, cells: &[Entry], at: usize) -> bool {
        let text =
            |at: usize| cells.get(at).filter(|cell| !cell.is_marked).map_or("", |cell| cell.text.as_str());
        let has_type = is_name(text(at)) && is_type(text(at + 1));
        if !self.header.has_required() {
            return has_type;
        }
        let is_word = |text: &str| !text.is_empty() && text.is_ascii();
        is_name(text(at))
            && (is_word(text(at + 1)) || text(at + 1).is_empty())
            && required(text(at + 2)).is_some()
    }
}

impl Entry {
    fn cell(text: &str, is_bullet: bool, is_marked: bool) -> Self {
        Self { form: Form::Cell, text: text.trim().to_owned(), more: String::new(), is_bullet, is_marked }
    }

    /// Returns whether this is a bullet whose text may be on the next line.
    fn is_open_bullet(&self) -> bool {
        self.is_bullet && self.text.is_empty() && self.form == Form::Cell
    }

    fn is_cell(&self) -> bool {
        self.form == Form::Cell
    }

    /// Returns whether this belongs to members that came without bullets.
    fn is_plain_cell(&self) -> bool {
        self.is_cell() && !self.is_bullet
    }

    fn continue_with(&mut self, text: &str) {
        let target = if self.form == Form::Cell { &mut self.text } else { &mut self.more };
        if self.form != Form::Cell || !target.is_empty() {
            target.push('\n');
        }
        target.push_str(text);
    }
}

fn bullet(lines: &[Line<'_>]) -> Option<char> {
    let mut marked =
        lines.iter().filter(|line| after_bullet(&line.text).is_some_and(|text| after_mark(text).is_some()));
    marked.next()?.text.chars().next()
}

/// Returns whether a line is the one below the header of a Markdown table.
pub(super) fn is_rule(text: &str) -> bool {
    text.starts_with('|') && text.chars().all(|character| matches!(character, '|' | '-' | ':' | ' '))
}

/// Returns for every cell where the next marked one after it is.
fn next_marks(cells: &[Entry]) -> Vec<usize> {
    let mut next = cells.len();
    let mut marks = vec![next; cells.len()];
    for (index, cell) in cells.iter().enumerate().rev() {
        if let Some(mark) = marks.get_mut(index) {
            *mark = next;
        }
        if cell.is_marked {
            next = index;
        }
    }
    marks
}

fn pad(mut texts: Vec<&str>, length: usize) -> Vec<&str> {
    texts.resize(length, "");
    texts
}
