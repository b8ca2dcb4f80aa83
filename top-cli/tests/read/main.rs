//! What the readers make of documents, in every form that authors have them in.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod hostile;

mod json;

mod page;

mod render;

mod shared;

use std::fmt::Write;

use top_cli::document::{Document, Parameter};
use top_cli::read::{self, ReadError};

/// Reads an input of which every document can be read.
fn documents(input: &str) -> Vec<Document> {
    read::documents(input.as_bytes()).into_iter().map(|outcome| outcome.expect(input)).collect()
}

/// Reads an input of exactly one document.
fn document(input: &str) -> Document {
    let mut documents = documents(input);
    assert_eq!(documents.len(), 1, "{input}");
    documents.remove(0)
}

/// Reads an input that holds exactly one document, which cannot be read.
fn error(input: &str) -> ReadError {
    let mut outcomes = read::documents(input.as_bytes());
    assert_eq!(outcomes.len(), 1, "{input}");
    outcomes.remove(0).expect_err(input)
}

/// Writes parameters one a line, members indented below their struct, as far as they say anything.
fn outline(parameters: &[Parameter]) -> String {
    let mut lines = String::new();
    outline_at(0, parameters, &mut lines);
    lines
}

fn outline_at(level: usize, parameters: &[Parameter], lines: &mut String) {
    for parameter in parameters {
        let limit =
            |name, limit: Option<i128>| limit.map_or(String::new(), |limit| format!(" {name}={limit}"));
        let text =
            |mark, text: &str| if text.is_empty() { String::new() } else { format!(" {mark}{text:?}") };
        lines.push_str(&"  ".repeat(level));
        write!(lines, "{} {}", parameter.name, parameter.type_name).unwrap();
        lines.push_str(if parameter.is_required { " !" } else { "" });
        lines.push_str(&text("=", &parameter.example));
        lines.push_str(&text("default ", &parameter.default));
        lines.push_str(&limit("length", parameter.max_length.map(Into::into)));
        lines.push_str(&limit("list", parameter.max_list_size.map(Into::into)));
        lines.push_str(&limit("min", parameter.min_value.map(Into::into)));
        lines.push_str(&limit("max", parameter.max_value.map(Into::into)));
        lines.push_str(&text("", &parameter.description));
        lines.push('\n');
        outline_at(level + 1, &parameter.members, lines);
    }
}
