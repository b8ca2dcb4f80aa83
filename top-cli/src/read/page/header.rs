//! The columns of a table of parameters.

use super::lines::Line;
use super::sections::{Kind, is_header};

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Type,
    Required,
    Example,
    Default,
    Limits,
    Description,
    /// Something that this crate makes no use of.
    Other,
}

/// The header of a table.
#[derive(Debug)]
pub(super) struct Header {
    /// The columns of a parameter at the top.
    pub(super) columns: Vec<Column>,
    /// The columns of a member, whose limits lead its description.
    pub(super) member_columns: Vec<Column>,
    /// Whether the browser put every cell on a line of its own.
    pub(super) is_one_cell_a_line: bool,
}

impl Header {
    /// Reads the header that `lines` begin with, and returns how many of them it takes.
    pub(super) fn read(kind: Kind, lines: &[Line<'_>]) -> (Self, usize) {
        let blank = lines.iter().take_while(|line| line.text.is_empty()).count();
        let lines = lines.get(blank..).unwrap_or_default();
        let first = lines.first().map_or("", |line| &line.text);
        if !is_header(first) {
            return (Self::new(usual(kind), false), blank);
        }
        let words = first.split(['\t', '|', ' ']).filter(|word| !word.is_empty());
        let columns: Vec<_> = words.map(|word| column(word).unwrap_or(Column::Other)).collect();
        if columns.len() > 1 {
            return (Self::new(columns, false), blank + 1);
        }
        let mut columns = Vec::new();
        let mut taken = 0;
        for (index, line) in lines.iter().enumerate() {
            match column(&line.text) {
                // A name that reads as a column is one only once.
                Some(column) if !columns.contains(&column) => {
                    columns.push(column);
                    taken = index + 1;
                }
                _ if line.text.is_empty() => {}
                _ => break,
            }
        }
        // A header that is cut off says less than that there is one.
        let columns = if columns.contains(&Column::Type) { columns } else { usual(kind) };
        (Self::new(columns, true), blank + taken)
    }

    fn new(columns: Vec<Column>, is_one_cell_a_line: bool) -> Self {
        let member_columns = columns.iter().copied().filter(|&column| column != Column::Limits).collect();
        Self { columns, member_columns, is_one_cell_a_line }
    }

    /// Returns whether parameters say whether they are required.
    pub(super) fn has_required(&self) -> bool {
        self.columns.contains(&Column::Required)
    }
}

fn usual(kind: Kind) -> Vec<Column> {
    use Column::{Description, Example, Limits, Name, Required, Type};
    match kind {
        Kind::Response => vec![Name, Type, Example, Description],
        _ => vec![Name, Type, Required, Example, Limits, Description],
    }
}

fn column(word: &str) -> Option<Column> {
    Some(match word.trim_matches('*') {
        "名称" | "参数名" | "参数名称" | "字段名" => Column::Name,
        "类型" | "参数类型" | "字段类型" => Column::Type,
        "是否必须" | "必须" | "是否必填" | "必填" | "是否必选" | "必选" => Column::Required,
        "示例值" | "示例" | "参数示例" => Column::Example,
        "默认值" => Column::Default,
        "更多限制" | "限制" => Column::Limits,
        "描述" | "说明" | "备注" | "参数描述" | "字段描述" => Column::Description,
        _ => return None,
    })
}
