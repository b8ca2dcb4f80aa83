//! Documentation of an API as Markdown.

use std::fmt::Write;

use super::{limits, type_name};
use crate::descriptor::{Api, Descriptor};
use crate::redact::object_inside;

pub(super) fn write(api: &Api) -> String {
    let (request, response) = (api.request(), api.response());
    let mut page = format!("# `{}`\n", api.method());
    if !request.docs().is_empty() {
        let _ = write!(page, "\n{}\n", request.docs());
    }
    let _ = write!(page, "\nSession (授权): {}.\n", api.session().as_str());
    page += "\n## Request (请求参数)\n\n";
    page += "| name (名称) | type (类型) | required (是否必须) | example (示例值) | limits (更多限制) | meaning (描述) |\n";
    page += "|---|---|---|---|---|---|\n";
    write_rows(request, "", true, &mut Vec::new(), &mut page);
    page += "\n## Response (响应参数)\n\n";
    page += "| name (名称) | type (类型) | example (示例值) | meaning (描述) |\n|---|---|---|---|\n";
    write_rows(response, "", false, &mut Vec::new(), &mut page);
    page
}

fn write_rows(
    descriptor: &'static Descriptor,
    prefix: &str,
    is_request: bool,
    above: &mut Vec<*const Descriptor>,
    page: &mut String,
) {
    above.push(std::ptr::from_ref(descriptor));
    for field in descriptor.fields() {
        let path = format!("{prefix}{}", field.wire_name());
        let (ty, docs, example) = (type_name(field.ty()), cell(field.docs()), code(field.example()));
        let _ = if is_request {
            let required = if field.is_required() { "yes (必须)" } else { "no (可选)" };
            writeln!(page, "| `{path}` | {ty} | {required} | {example} | {} | {docs} |", cell(&limits(field)))
        } else {
            writeln!(page, "| `{path}` | {ty} | {example} | {docs} |")
        };
        // A struct that contains itself is described once.
        if let Some(inside) = object_inside(field.ty())
            && !above.contains(&std::ptr::from_ref(inside))
        {
            let step = if ty.ends_with("[]") { "[]." } else { "." };
            write_rows(inside, &format!("{path}{step}"), is_request, above, page);
        }
    }
    above.pop();
}

/// Returns text that stays within its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{}`", cell(text)) }
}
