//! The head of a page: the method, what it does, the labels.

use super::lines::{Line, after_bullet};
use super::sections::is_breadcrumb;
use crate::document::{Authorization, Document};
use crate::read::authorization;

/// The line that a page begins with: the method and, in parentheses, its Chinese name.
#[derive(Debug)]
pub(super) struct Title<'a> {
    method: &'a str,
    title: &'a str,
}

impl<'a> Title<'a> {
    /// Reads a line; `None` if it holds something else.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        // A title is short; the limit keeps lines of megabytes from being looked through again and again.
        if text.len() > 1024 {
            return None;
        }
        let text = text.trim_matches(['#', '*', ' ']);
        // The end of the page before may be on the same line.
        let text = text.strip_prefix("返回").unwrap_or(text);
        let text = text.strip_prefix("顶部").unwrap_or(text);
        let end = text.find(|character: char| {
            !(character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_'))
        });
        let (method, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
        let is_method = method.contains('.')
            && method.split('.').all(|segment| !segment.is_empty())
            && method.starts_with(|first: char| first.is_ascii_alphabetic());
        let rest = rest.trim();
        let title = if rest.is_empty() {
            ""
        } else {
            rest.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?.trim()
        };
        is_method.then_some(Self { method, title })
    }

    /// Returns whether the line cannot be anything but a title.
    pub(super) fn has_name(&self) -> bool {
        !self.title.is_empty()
    }

    /// Returns whether the line names a method as they usually are, with two dots at least.
    pub(super) fn is_usual(&self) -> bool {
        self.has_name() || self.method.matches('.').count() >= 2
    }
}

/// Reads the head of a page, whose first line is the title.
pub(super) fn read(lines: &[Line<'_>], document: &mut Document) {
    let mut lines = lines.iter().map(|line| line.text.as_ref());
    if let Some(title) = lines.next().and_then(Title::read) {
        title.method.clone_into(&mut document.method);
        title.title.clone_into(&mut document.title);
    }
    let mut description: Vec<&str> = Vec::new();
    for text in lines.map(|text| after_bullet(text).unwrap_or(text)) {
        if is_labels(text) {
            document.authorization = document.authorization.or_else(|| authorization_of(text));
        } else if !text.is_empty() && !text.starts_with("```") {
            description.push(text);
        }
    }
    if document.title.is_empty()
        && let Some(title) = description.first().and_then(|first| first.strip_prefix(['(', '（']))
        && let Some(title) = title.strip_suffix([')', '）'])
    {
        title.trim().clone_into(&mut document.title);
        description.remove(0);
    }
    document.description = description.join("\n");
}

/// Returns the category that the way to a page ends in.
pub(super) fn category(text: &str) -> Option<String> {
    let category = text.rsplit(['>', '›', '»']).next()?.trim();
    (is_breadcrumb(text) && !category.is_empty() && category != "API类目").then(|| category.to_owned())
}

/// Returns whether a line holds nothing but labels, such as `￥免费 不需用户授权`.
fn is_labels(text: &str) -> bool {
    const LABELS: [&str; 8] = ["免费", "收费", "基础", "增值", "聚石塔", "API工具", "收藏", "订阅"];
    text.len() <= 256
        && !text.is_empty()
        && text.split_whitespace().all(|word| {
            word.chars().count() <= 24
                && (authorization(word).is_some()
                    || word.starts_with(['￥', '¥'])
                    || LABELS.iter().any(|label| word.starts_with(label) && word.chars().count() <= 8))
        })
}

fn authorization_of(text: &str) -> Option<Authorization> {
    text.split_whitespace().find_map(authorization)
}
