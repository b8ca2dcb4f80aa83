//! Guides from samples in XML, JSON and code. They are generated, and many are no valid XML, JSON or code: what cannot be
//! read of one shows nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::guide::{Guide, key};

/// How deep a sample is followed.
const MAX_LEVELS: usize = 64;

impl Guide {
    /// Returns what a sample answer in XML shows.
    pub(in crate::read) fn from_xml(xml: &str) -> Self {
        let mut guide = Self::default();
        let root = guide.add();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut rest = xml;
        while let Some((text, after)) = rest.split_once('<') {
            let Some((tag, after)) = after.split_once('>') else { break };
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                if let Some(depth) = open.iter().rposition(|(opened, _)| *opened == name.trim()) {
                    if depth + 1 == open.len() {
                        guide.note(name.trim(), &unescaped(text.trim()));
                    }
                    open.truncate(depth);
                }
            } else if !tag.starts_with(['?', '!']) {
                let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
                let parent = open.last().map_or(root, |(_, node)| *node);
                let node = guide.member(parent, name);
                if tag.ends_with('/') {
                    guide.note(name, "");
                } else if open.len() < MAX_LEVELS {
                    open.push((name, node));
                }
            }
        }
        guide.enter_root();
        guide
    }

    /// Returns what a sample answer in JSON shows.
    pub(in crate::read) fn from_json(json: &str) -> Self {
        let mut guide = Self::default();
        let root = guide.add();
        if let Ok(value) = serde_json::from_str::<Value>(json) {
            // The parser bounds the depth.
            guide.follow(root, "", &value);
            guide.enter_root();
        }
        guide
    }

    fn follow(&mut self, node: usize, name: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                self.note(name, "");
                for (name, value) in members {
                    let member = self.member(node, name);
                    self.follow(member, name, value);
                }
            }
            Value::Array(elements) => elements.iter().for_each(|element| self.follow(node, name, element)),
            Value::String(text) => self.note(name, text),
            other => self.note(name, &other.to_string()),
        }
    }

    /// Returns what the code of a sample request shows, which sets members of variables one statement a line:
    /// `obj1.setUserId(3L);` in Java, `obj1.UserId = 3L;`, `$obj1->user_id="3";`.
    pub(in crate::read) fn from_code(code: &str) -> Self {
        let mut guide = Self::default();
        let mut variables: BTreeMap<&str, usize> = BTreeMap::new();
        let root = guide.add();
        variables.insert("req", root);
        for line in code.lines() {
            let Some(Statement { variable, member, argument }) = Statement::read(line) else { continue };
            let object = *variables.entry(variable).or_insert_with(|| guide.add());
            if is_variable(argument) {
                let value = *variables.entry(argument).or_insert_with(|| guide.add());
                guide.link(object, key(member), value);
                guide.note(member, "");
            } else {
                guide.member(object, member);
                guide.note(member, &literal(argument));
            }
        }
        guide.set_root(root);
        guide
    }
}

struct Statement<'c> {
    variable: &'c str,
    member: &'c str,
    argument: &'c str,
}

impl<'c> Statement<'c> {
    fn read(line: &'c str) -> Option<Self> {
        let line = line.trim().trim_end_matches(';').trim_start_matches('$');
        let (variable, call) = line
            .split_once("->")
            .filter(|(variable, _)| is_word(variable))
            .or_else(|| line.split_once('.'))?;
        if !is_word(variable) {
            return None;
        }
        let end = call.find(['(', '='])?;
        let (member, argument) = call.split_at_checked(end)?;
        let member = member.trim();
        let argument =
            argument.strip_prefix('=').or_else(|| argument.strip_prefix('(')?.strip_suffix(')'))?.trim();
        let argument =
            argument.strip_prefix("json_encode(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(argument);
        let member =
            member.strip_prefix("set").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(member);
        is_word(member).then(|| Self { variable, member, argument: argument.trim_start_matches('$') })
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// Returns whether an argument is another variable: `obj1`, `list2`.
fn is_variable(argument: &str) -> bool {
    is_word(argument)
        && argument.starts_with(|first: char| first.is_ascii_lowercase())
        && !matches!(argument, "true" | "false" | "null")
}

/// Returns the value of a literal, or of the one that a call converts: `StringUtils.parseDateTime("…")`.
fn literal(argument: &str) -> Cow<'_, str> {
    if let (Some(start), Some(end)) = (argument.find('"'), argument.rfind('"')) {
        let quoted = argument.get(start + 1..end).unwrap_or_default();
        return if quoted.contains('\\') {
            Cow::Owned(quoted.replace("\\\"", "\"").replace("\\\\", "\\"))
        } else {
            Cow::Borrowed(quoted)
        };
    }
    let number = argument.trim_end_matches(['L', 'l', 'f', 'F', 'd', 'D']);
    Cow::Borrowed(if number.parse::<f64>().is_ok() { number } else { argument })
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}
