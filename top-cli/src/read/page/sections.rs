//! The parts of a page, by their headings.

use std::ops::Range;

use super::lines::Line;

/// What a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The method, the description and the labels.
    Head,
    /// The system parameters (公共参数), which are the same for every API.
    Public,
    Request,
    Response,
    RequestSample,
    ResponseSample,
    ErrorCodes,
    /// What says nothing of the API.
    Other,
}

/// A part of a page.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) kind: Kind,
    /// Where its heading is, and what follows it.
    pub(super) lines: Range<usize>,
}

/// Splits the lines of a page at its headings. A heading that comes again begins a section of its own.
pub(super) fn sections(lines: &[Line<'_>]) -> Vec<Section> {
    let mut sections = vec![Section { kind: Kind::Head, lines: 0..lines.len() }];
    let mut next = Following::new(lines);
    for (index, line) in lines.iter().enumerate().skip(1) {
        let Some(kind) = heading(&line.text) else { continue };
        let Some(current) = sections.last_mut() else { continue };
        let following = next.after(index).map_or("", |line| &line.text);
        if is_cell(kind, current.kind, &line.text, following) {
            continue;
        }
        current.lines.end = index;
        sections.push(Section { kind, lines: index..lines.len() });
    }
    sections
}

/// Returns what a line is the heading of, if it is one.
pub(super) fn heading(text: &str) -> Option<Kind> {
    // Longer lines are none; the limit keeps those of megabytes from being looked through.
    if text.len() > 64 {
        return None;
    }
    let text = text.trim_matches(|character: char| matches!(character, '#' | '*' | ':' | '：' | ' '));
    Some(match text {
        "公共参数" | "公共请求参数" | "系统参数" | "公共响应参数" | "公共返回参数" => {
            Kind::Public
        }
        "请求参数" | "业务参数" | "API请求参数" | "应用级输入参数" => Kind::Request,
        "响应参数" | "返回参数" | "返回结果" | "API响应参数" | "应用级输出参数" => {
            Kind::Response
        }
        "请求示例" | "调用示例" => Kind::RequestSample,
        "响应示例" | "返回示例" | "正确响应示例" => Kind::ResponseSample,
        "错误码" | "错误码解释" | "业务错误码" => Kind::ErrorCodes,
        "异常示例" | "错误示例" | "API工具" | "如何获得此API" | "FAQ" | "相关文档" | "返回顶部" | "返回"
        | "顶部" => Kind::Other,
        _ => return is_breadcrumb(text).then_some(Kind::Other),
    })
}

/// Returns whether a line is the way to a page through the site.
pub(super) fn is_breadcrumb(text: &str) -> bool {
    text.len() < 512 && text.contains(['>', '›', '»']) && text.contains("API类目")
}

/// Returns whether what reads as a heading is a cell of a table that has one cell a line.
fn is_cell(kind: Kind, current: Kind, text: &str, following: &str) -> bool {
    let in_table = matches!(current, Kind::Public | Kind::Request | Kind::Response);
    match kind {
        Kind::Request | Kind::Response | Kind::Public => {
            // A table may be empty, so that the heading of the next one follows.
            let next = heading(following).filter(|&next| next != kind && kind != current);
            in_table && !is_header(following) && next.is_none()
        }
        Kind::ErrorCodes => text != "错误码解释" && (in_table || following.starts_with("错误描述")),
        Kind::Other => in_table && matches!(text, "返回" | "顶部"),
        _ => false,
    }
}

/// Returns whether a line begins the header of a table of parameters.
pub(super) fn is_header(text: &str) -> bool {
    let text = text.trim_start_matches(['|', ' ']);
    ["名称", "参数名", "字段名"].iter().any(|name| text.starts_with(name))
}

/// The next line that is not blank, for lines that are asked for in their order.
struct Following<'a, 'l> {
    lines: &'a [Line<'l>],
    at: usize,
}

impl<'a, 'l> Following<'a, 'l> {
    fn new(lines: &'a [Line<'l>]) -> Self {
        Self { lines, at: 0 }
    }

    fn after(&mut self, index: usize) -> Option<&'a Line<'l>> {
        self.at = self.at.max(index + 1);
        while self.lines.get(self.at)?.text.is_empty() {
            self.at += 1;
        }
        self.lines.get(self.at)
    }
}
