//! Prints modules as Rust source: formatted as rustfmt has it, the same for the same document.

mod docs;
mod example;
mod folder;
mod literal;

use std::collections::BTreeSet;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use self::docs::Docs;
pub use self::folder::{Entry, Folder};
use crate::document::Authorization;
use crate::module::unique;
use crate::module::{Field, FieldType, Module, Role, Struct};

/// The widest line that rustfmt writes.
const MAX_WIDTH: usize = 100;

/// The widest that rustfmt leaves the inside of an attribute on one line.
const MAX_ATTRIBUTE_WIDTH: usize = 70;

/// How modules are printed, where authors differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// The path of the module that the modules are in, for example `my_crate::apis`, if it is known: then the example of a
    /// module is one that the tests of the crate run.
    pub path: Option<String>,
    /// What every struct derives besides what makes it one of `top-core`, for example `Clone`. Each costs the
    /// compiler a twentieth to a tenth more.
    pub derives: Vec<String>,
}

/// Prints one module.
pub fn print(module: &Module, style: &Style) -> String {
    let mut source = String::new();
    print_module_docs(module, style.path.as_deref(), &mut source);
    source.push('\n');
    print_imports(module, &mut source);
    for it in &module.structs {
        source.push('\n');
        print_struct(it, module, style, &mut source);
    }
    source
}

/// Gives each module a name of its own: two methods may differ by no more than a hyphen.
pub fn name_apart(modules: &mut [Module]) {
    let mut taken = BTreeSet::new();
    for module in modules {
        module.name = unique(&module.name, "_", &mut taken);
    }
}

fn print_module_docs(module: &Module, path: Option<&str>, source: &mut String) {
    for todo in &module.todos {
        print_todo(&todo.0, "", source);
    }
    let mut docs = Docs::new("//! ");
    let title = docs::inline(&module.title);
    let method = &module.method;
    let title = if title.is_empty() { title } else { format!(" ({title})") };
    docs.line(&format!("`{method}`{title}."));
    if module.description.trim() != module.title.trim() {
        docs.text(&module.description);
    }
    let category = module.category.as_deref().map(docs::inline).filter(|category| !category.is_empty());
    let category = category.map(|category| format!(" in the category {category}")).unwrap_or_default();
    docs.paragraph(&format!(
        "Documented as [`{method}`](https://open.taobao.com/api.htm?methodName={method}){category}."
    ));
    if let Some(lines) = example::of(module, path) {
        docs.block(&lines);
    }
    if !module.error_codes.is_empty() {
        docs.heading("Error codes (错误码解释)");
        let rows = module
            .error_codes
            .iter()
            .map(|it| [&it.code, &it.message, &it.solution].map(|cell| docs::inline(cell)));
        docs.table(&["code", "meaning", "solution"], rows);
    }
    docs.print(source);
}

fn print_imports(module: &Module, source: &mut String) {
    let mut names = BTreeSet::from(["TopApi"]);
    let mut has_map = false;
    for it in &module.structs {
        if it.role != Role::Request {
            names.insert("TopObject");
        }
        for field in &it.fields {
            let mut ty = &field.ty;
            while let FieldType::List(element) = ty {
                ty = element;
            }
            match ty {
                FieldType::Date => names.insert("DateTime"),
                FieldType::Decimal => names.insert("Decimal"),
                FieldType::File => names.insert("File"),
                FieldType::Json => names.insert("Json"),
                FieldType::Map => {
                    has_map = true;
                    names.insert("Json")
                }
                _ => false,
            };
        }
    }
    if has_map {
        source.push_str("use std::collections::BTreeMap;\n\n");
    }
    let names: Vec<_> = names.into_iter().collect();
    match names.as_slice() {
        [name] => {
            let _ = writeln!(source, "use top_core::{name};");
        }
        names => {
            let _ = writeln!(source, "use top_core::{{{}}};", names.join(", "));
        }
    }
}

fn print_struct(it: &Struct, module: &Module, style: &Style, source: &mut String) {
    let mut docs = Docs::new("/// ");
    match it.role {
        Role::Request if module.title.trim().is_empty() => docs.text(&it.description),
        Role::Request => docs.text(&module.title),
        Role::Response => docs.line(&it.description),
        Role::InRequest | Role::InResponse => docs.text(&it.description),
    }
    docs.or_line(match it.role {
        Role::Request => "A request.",
        _ => "A struct that the document says nothing of.",
    });
    docs.print(source);
    let mut derives: Vec<_> = style.derives.iter().map(String::as_str).collect();
    derives.push(if it.role == Role::Request { "TopApi" } else { "TopObject" });
    let _ = writeln!(source, "#[derive({})]", derives.join(", "));
    let mut arguments = Vec::new();
    if it.role == Role::Request {
        arguments.push(format!("method = {}", literal::text(&module.method)));
        arguments.extend(module.response().map(|response| format!("response = {}", response.name)));
        arguments.extend(module.authorization.map(|authorization| {
            let session = match authorization {
                Authorization::Required => "required",
                Authorization::Optional => "optional",
                Authorization::None => "none",
            };
            format!("session = \"{session}\"")
        }));
    }
    if it.role.is_sent() {
        arguments.push("builder".to_owned());
    }
    arguments.push("debug".to_owned());
    // rustfmt breaks what it can read, and a path as a value is not that.
    let has_path = it.role == Role::Request && module.response().is_some();
    print_attribute(&arguments, "", if has_path { MAX_WIDTH } else { MAX_ATTRIBUTE_WIDTH }, source);
    if it.fields.is_empty() {
        let _ = writeln!(source, "pub struct {} {{}}", it.name);
        return;
    }
    let _ = writeln!(source, "pub struct {} {{", it.name);
    for field in &it.fields {
        print_field(field, source);
    }
    source.push_str("}\n");
}

fn print_field(field: &Field, source: &mut String) {
    const INDENT: &str = "    ";
    for todo in &field.todos {
        print_todo(&todo.0, INDENT, source);
    }
    let mut docs = Docs::new("    /// ");
    docs.text(&field.description);
    docs.or_line(&format!("`{}`.", field.wire_name));
    let default = docs::inline(&field.default);
    if !default.is_empty() {
        docs.paragraph(&format!("Default (默认值): {default}"));
    }
    docs.print(source);
    let mut arguments = Vec::new();
    if field.name != field.wire_name {
        arguments.push(format!("name = {}", literal::text(&field.wire_name)));
    }
    if field.is_json_text {
        arguments.push("json".to_owned());
    }
    arguments.extend(field.rules.iter().map(|rule| rule.to_attribute()));
    if !field.example.trim().is_empty() {
        arguments.push(format!("example = {}", literal::example(&field.example, &field.ty)));
    }
    print_attribute(&arguments, INDENT, MAX_ATTRIBUTE_WIDTH, source);
    let name = literal::identifier(&field.name);
    let mut ty = type_name(&field.ty);
    if field.is_optional {
        ty = format!("Option<{ty}>");
    }
    let line = format!("{INDENT}pub {name}: {ty},\n");
    if line.width() <= MAX_WIDTH + 1 {
        source.push_str(&line);
    } else {
        let _ = writeln!(source, "{INDENT}pub {name}:\n{INDENT}{INDENT}{ty},");
    }
}

fn type_name(ty: &FieldType) -> String {
    match ty {
        FieldType::String => "String".to_owned(),
        FieldType::Number => "i64".to_owned(),
        FieldType::Boolean => "bool".to_owned(),
        FieldType::Date => "DateTime".to_owned(),
        FieldType::Decimal => "Decimal".to_owned(),
        FieldType::Json => "Json".to_owned(),
        FieldType::File => "File".to_owned(),
        FieldType::Map => "BTreeMap<String, Json>".to_owned(),
        FieldType::List(element) => format!("Vec<{}>", type_name(element)),
        FieldType::Struct(name) => name.clone(),
        FieldType::BoxedStruct(name) => format!("Box<{name}>"),
    }
}

/// Prints `#[top(...)]`, one argument a line if they are wider than `max_width` together.
fn print_attribute(arguments: &[String], indent: &str, max_width: usize, source: &mut String) {
    if arguments.is_empty() {
        return;
    }
    let together = arguments.join(", ");
    let line = format!("{indent}#[top({together})]\n");
    // One argument alone may be as wide as the line, but for a column.
    if (arguments.len() == 1 || together.width() <= max_width) && line.trim_end().width() < MAX_WIDTH {
        source.push_str(&line);
        return;
    }
    let _ = writeln!(source, "{indent}#[top(");
    source.push_str(
        &arguments.iter().map(|argument| format!("{indent}    {argument}")).collect::<Vec<_>>().join(",\n"),
    );
    let _ = writeln!(source, "\n{indent})]");
}

/// Prints what a human has to judge, where it cannot be overlooked.
fn print_todo(todo: &str, indent: &str, source: &mut String) {
    let start = format!("{indent}// ");
    for (index, line) in
        docs::wrap(&docs::one_line(&format!("TODO(top): {todo}")), MAX_WIDTH - start.len()).iter().enumerate()
    {
        let deeper = if index == 0 { "" } else { "  " };
        let _ = writeln!(source, "{start}{deeper}{line}");
    }
}
