//! The samples of a page.

use super::lines::{Line, after_bullet};
use crate::document::Samples;

/// Reads the sample answers under a heading, whichever of their forms the browser showed.
pub(super) fn answers(lines: &[Line<'_>], samples: &mut Samples) {
    let mut block: Option<Block> = None;
    for line in lines {
        let text = line.text.as_ref();
        let is_label =
            text.starts_with("```") || after_bullet(text).is_some_and(|text| text.ends_with("示例"));
        if is_label || matches!(text, "XML示例" | "JSON示例") {
            continue;
        }
        let form = Form::of(text).filter(|form| match &block {
            // What is indented continues a sample, as does what looks like it.
            Some(block) => block.form != *form && line.is_not_indented(),
            None => true,
        });
        if let Some(form) = form {
            put(block.take(), samples);
            block = Some(Block { form, text: String::new() });
        }
        if let Some(block) = &mut block {
            block.text.push_str(line.raw.trim_end());
            block.text.push('\n');
        }
    }
    put(block, samples);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Xml,
    Json,
}

impl Form {
    fn of(text: &str) -> Option<Self> {
        match text.as_bytes().first() {
            Some(b'<') => Some(Self::Xml),
            Some(b'{' | b'[') => Some(Self::Json),
            _ => None,
        }
    }
}

struct Block {
    form: Form,
    text: String,
}

fn put(block: Option<Block>, samples: &mut Samples) {
    let Some(Block { form, text }) = block else { return };
    let place = match form {
        Form::Xml => &mut samples.xml,
        Form::Json => &mut samples.json,
    };
    place.get_or_insert_with(|| text.trim().to_owned());
}

/// Returns the code of a sample request.
pub(super) fn code(lines: &[Line<'_>]) -> String {
    let mut code = String::new();
    for line in lines.iter().filter(|line| after_bullet(&line.text).is_none()) {
        code.push_str(&line.text);
        code.push('\n');
    }
    code
}
