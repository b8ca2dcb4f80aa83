//! The example of a module: a request of the documented example values, and its call.

use super::literal;
use crate::module::{Field, FieldType, Module, Struct};
use std::fmt::Write;

/// The widest line of an example.
const MAX_WIDTH: usize = 90;

/// The most fields that an example sets.
const MAX_FIELDS: usize = 40;

/// Returns the lines of the example as a block of Markdown; [`None`] unless the document has examples for all that is
/// required.
pub(super) fn of(module: &Module, path: Option<&str>) -> Option<Vec<String>> {
    let request = module.request()?;
    let mut budget = MAX_FIELDS;
    let value = Example { module, budget: &mut budget }.structure(request, 0)?;
    if budget == MAX_FIELDS && !request.fields.is_empty() {
        // Nothing is required and nothing has an example: it would show nothing.
        return None;
    }
    let module_path = path.map_or_else(|| module.name.clone(), |path| format!("{path}::{}", module.name));
    let mut lines = vec![match path {
        Some(_) => "```".to_owned(),
        // Where the module will be is not known: nobody can run it yet.
        None => "```ignore".to_owned(),
    }];
    if path.is_some() {
        lines.push(format!("# top_core::sandbox_example!({module_path}::{}, client, {{", request.name));
    }
    lines.push(format!("use {module_path}::*;"));
    lines.push(String::new());
    lines.extend(format!("let request = {value};").lines().map(str::to_owned));
    let session = match module.authorization {
        Some(crate::document::Authorization::Required) => {
            "call(&request).session(\"the session of the user\")"
        }
        _ => "execute(&request)",
    };
    lines.push(format!("let reply = client.{session}.await?;"));
    lines.push("println!(\"{reply:?}\");".to_owned());
    if path.is_some() {
        lines.push("# });".to_owned());
    }
    lines.push("```".to_owned());
    Some(lines)
}

/// Writes values of the types of a module.
struct Example<'m> {
    module: &'m Module,
    budget: &'m mut usize,
}

impl Example<'_> {
    /// Writes a struct by its builder: `new` with what is required, setters if nothing is.
    fn structure(&mut self, it: &Struct, depth: usize) -> Option<String> {
        let indent = "    ".repeat(depth);
        let mut arguments = Vec::new();
        for field in it.fields.iter().filter(|field| !field.is_optional) {
            arguments.push(self.value(field, depth + 1)?);
        }
        let start = format!("{}::new", it.name);
        let together = arguments.join(", ");
        let fits = indent.len() + start.len() + together.len() < MAX_WIDTH && !together.contains('\n');
        if fits || (arguments.len() == 1 && together.starts_with(|it: char| it.is_ascii_uppercase())) {
            // A lone struct stands directly inside the parentheses.
            let together = if fits { together } else { together.replace("\n    ", "\n") };
            let setters = if arguments.is_empty() { self.setters(it, depth) } else { String::new() };
            return Some(format!("{start}({together}){setters}"));
        }
        let lines: Vec<_> = arguments.iter().map(|argument| format!("{indent}    {argument},\n")).collect();
        Some(format!("{start}(\n{}{indent})", lines.concat()))
    }

    /// Sets the first optional fields that have an example, so that a request without anything required asks for something.
    fn setters(&mut self, it: &Struct, depth: usize) -> String {
        let indent = "    ".repeat(depth + 1);
        let mut setters = String::new();
        for field in
            it.fields.iter().filter(|field| field.is_optional && !field.example.trim().is_empty()).take(2)
        {
            if let Some(value) = self.value(field, depth + 1) {
                let name = if field.name == "new" {
                    "with_new".to_owned()
                } else {
                    literal::identifier(&field.name)
                };
                let _ = write!(setters, "\n{indent}.{name}({value})");
            }
        }
        setters
    }

    fn value(&mut self, field: &Field, depth: usize) -> Option<String> {
        *self.budget = self.budget.checked_sub(1)?;
        let example = field.example.trim();
        match &field.ty {
            FieldType::Struct(name) => {
                let it = self.module.structs.iter().find(|it| it.name == *name)?;
                self.structure(it, depth)
            }
            FieldType::List(element) => match &**element {
                FieldType::Struct(name) => {
                    let it = self.module.structs.iter().find(|it| it.name == *name)?;
                    Some(format!("[{}]", self.structure(it, depth)?))
                }
                element => {
                    let elements = elements(example)?;
                    let elements: Option<Vec<_>> =
                        elements.iter().map(|it| scalar(it, element, true)).collect();
                    elements.map(|elements| format!("[{}]", elements.join(", ")))
                }
            },
            FieldType::BoxedStruct(_) | FieldType::Map => None,
            ty => scalar(example, ty, !field.is_optional && matches!(ty, FieldType::Json)),
        }
        .filter(|_| keeps_rules(field))
    }
}

/// Returns the elements of an example of a list: JSON, or text with commas.
fn elements(example: &str) -> Option<Vec<String>> {
    if example.is_empty() {
        return None;
    }
    match serde_json::from_str::<Vec<serde_json::Value>>(example) {
        Ok(values) if !values.is_empty() => values
            .into_iter()
            .map(|value| match value {
                serde_json::Value::String(text) => Some(text),
                value if value.is_number() || value.is_boolean() => Some(value.to_string()),
                _ => None,
            })
            .collect(),
        Ok(_) => None,
        Err(_) if example.starts_with(['[', '{']) => None,
        Err(_) => Some(example.split(',').map(|it| it.trim().to_owned()).collect()),
    }
}

/// Writes a value; `is_owned` where a builder converts nothing.
fn scalar(example: &str, ty: &FieldType, is_owned: bool) -> Option<String> {
    let parsed = || Some(format!("{}.parse()?", literal::text(example)));
    match ty {
        FieldType::String if example.is_empty() => None,
        FieldType::String if is_owned => Some(format!("{}.to_owned()", literal::text(example))),
        FieldType::String => Some(literal::text(example)),
        FieldType::Number => example.parse::<i64>().ok().map(|number| number.to_string()),
        FieldType::Boolean => matches!(example, "true" | "false").then(|| example.to_owned()),
        FieldType::Date => example.parse::<top_core::DateTime>().ok().and_then(|_| parsed()),
        FieldType::Decimal => example.parse::<top_core::Decimal>().ok().and_then(|_| parsed()),
        FieldType::Json => example.parse::<top_core::Json>().ok().and_then(|_| parsed()),
        FieldType::File => Some("top_core::File::new(\"example.jpg\", \"the bytes\")".to_owned()),
        _ => None,
    }
}

/// Returns whether the documented example keeps the documented rules, which it does not everywhere.
fn keeps_rules(field: &Field) -> bool {
    use crate::module::Rule;
    let example = field.example.trim();
    field.rules.iter().all(|rule| match *rule {
        Rule::MaxLen(limit) => example.encode_utf16().count() as u64 <= limit,
        Rule::MaxBytes(limit) => field.ty == FieldType::File || example.len() as u64 <= limit,
        Rule::Digits(limit) => example.bytes().filter(u8::is_ascii_digit).count() as u64 <= limit,
        Rule::Min(bound) => example.parse::<i64>().is_ok_and(|number| number >= bound),
        Rule::Max(bound) => example.parse::<i64>().is_ok_and(|number| number <= bound),
        Rule::MaxItems(limit) => elements(example).is_none_or(|elements| elements.len() as u64 <= limit),
    })
}
