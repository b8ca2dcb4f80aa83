//! `cargo top show`: what a declaration says.

use std::fmt::Write as _;
use std::process::ExitCode;

use anstyle::Style;
use top_core::describe::Registry;
use top_core::descriptor::{Api, Descriptor, SessionMode, Type};

use super::terminal::{FAINT, HEADING, NAME, Table, line, pretty_json, print, shown};
use super::{Failure, apis};

/// Shows what an API is declared to be: its parameters, their types and limits, its response
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// The method name of the API
    #[arg(value_name = "METHOD")]
    method: String,

    /// Write the JSON Schema of its parameters instead
    #[arg(long, conflicts_with = "markdown")]
    schema: bool,

    /// Write its documentation as Markdown instead
    #[arg(long)]
    markdown: bool,
}

impl Show {
    pub(super) fn run(&self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        let api = apis::find(registries, &self.method)?;
        if self.schema {
            print(&format!("{}\n", pretty_json(&api.to_json_schema())))?;
        } else if self.markdown {
            print(&api.to_markdown())?;
        } else {
            print(&page(api))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn page(api: &Api) -> String {
    let mut out = format!("{NAME}{}{NAME:#}\n", api.method());
    for docs in api.request().docs().lines() {
        let _ = writeln!(out, "  {}", shown(docs));
    }
    let session = match api.session() {
        SessionMode::Required => "called on behalf of a user: it needs a session (需要授权)",
        SessionMode::None => "no session is ever sent (不需要授权)",
        _ => "a session is sent if there is one (可选授权)",
    };
    let _ = writeln!(out, "  {session}");
    if api.is_idempotent() {
        out.push_str("  a call may be repeated (幂等)\n");
    }
    section("Request (请求参数)", api.request(), &mut out);
    section("Response (响应参数)", api.response(), &mut out);
    out
}

fn section(title: &str, descriptor: &'static Descriptor, out: &mut String) {
    let _ = writeln!(out, "\n{HEADING}{title}{HEADING:#}");
    if descriptor.fields().is_empty() {
        out.push_str("  nothing\n");
        return;
    }
    let mut table = Table::default();
    let is_request = descriptor.is_request();
    add_rows(descriptor, is_request, &mut Vec::new(), &mut table);
    table.write(2, out);
}

fn add_rows(
    descriptor: &'static Descriptor,
    is_request: bool,
    above: &mut Vec<&'static Descriptor>,
    table: &mut Table,
) {
    let indent = "  ".repeat(above.len());
    above.push(descriptor);
    for field in descriptor.fields() {
        let name = format!("{indent}{}", field.wire_name());
        let (ty, limits, docs) = (field.ty().document_name(), field.limits(), shown(field.docs()));
        // In a response nothing is promised, whatever is declared.
        let required = match (is_request, field.is_required()) {
            (false, _) => "",
            (true, true) => "required",
            (true, false) => "optional",
        };
        let example = match field.example() {
            "" => String::new(),
            example => format!("e.g. {}", line(example)),
        };
        let plain = Style::new();
        table.row([
            (name.as_str(), NAME),
            (ty.as_str(), plain),
            (required, plain),
            (limits.as_str(), plain),
            (example.as_str(), FAINT),
            (docs.as_str(), plain),
        ]);
        // A struct that contains itself is shown once.
        if let Some(inside) = object_inside(field.ty())
            && !above.iter().any(|above| above.name() == inside.name())
        {
            add_rows(inside, is_request, above, table);
        }
    }
    above.pop();
}

fn object_inside(ty: Type) -> Option<&'static Descriptor> {
    match ty.required() {
        Type::Object(descriptor) => Some(descriptor()),
        Type::List(inside) | Type::Map(inside) => object_inside(*inside),
        _ => None,
    }
}
