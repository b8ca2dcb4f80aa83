//! Prints shapes as Rust.

use std::fmt::Write;

use crate::Way;
use crate::shapes::{Api, Field, Kind, Struct};

/// Prints a crate that declares every API in a module of its own and calls it once.
pub(crate) fn crate_of(way: Way, apis: &[Api]) -> String {
    let mut text = "#![allow(non_snake_case, clippy::all)]\n".to_owned();
    for (index, api) in apis.iter().enumerate() {
        let _ = writeln!(text, "pub mod m{index} {{");
        let mut module = Module { way, structs: 0, text: String::new() };
        let derives = match way {
            Way::Ours => format!(
                "Clone, top_core::TopApi)]\n#[top(method = {:?}, response = Response, debug)",
                api.method
            ),
            Way::Serde => "Debug, Clone, serde::Serialize, garde::Validate)".to_owned(),
            Way::SerdeBothWays => response_derives(way).to_owned(),
        };
        module.print("Request", &api.request, &derives, true);
        module.print("Response", &api.response, response_derives(way), false);
        text += &module.text;
        text += match way {
            Way::Ours => {
                "pub fn call(app: &top_core::App, request: &Request, headers: &http::HeaderMap, body: Vec<u8>) -> Result<top_core::Reply<Response>, top_core::Error> {\n\
                 let call = app.prepare(request, &top_core::CallOptions::new(), top_core::DateTime::MIN)?;\n\
                 call.decode(http::StatusCode::OK, headers, body)\n}\n\
                 #[cfg(feature = \"client\")]\n\
                 pub async fn send(client: &top_core::Client, request: &Request) -> Result<top_core::Reply<Response>, top_core::Error> {\n\
                 client.execute(request).await\n}\n"
            }
            Way::Serde | Way::SerdeBothWays => {
                "pub fn call(request: &Request, body: &[u8]) -> Result<(String, Response), String> {\n\
                 garde::Validate::validate(request).map_err(|report| report.to_string())?;\n\
                 let text = serde_json::to_string(request).map_err(|error| error.to_string())?;\n\
                 Ok((text, serde_json::from_slice(body).map_err(|error| error.to_string())?))\n}\n"
            }
        };
        text += "}\n";
    }
    text
}

fn response_derives(way: Way) -> &'static str {
    match way {
        Way::Ours => "Clone, top_core::TopObject)]\n#[top(debug)",
        Way::Serde => "Debug, Clone, serde::Deserialize)",
        Way::SerdeBothWays => "Debug, Clone, serde::Serialize, serde::Deserialize, garde::Validate)",
    }
}

struct Module {
    way: Way,
    structs: usize,
    text: String,
}

impl Module {
    fn print(&mut self, name: &str, shape: &Struct, derives: &str, is_request: bool) {
        let mut fields = String::new();
        for (index, field) in shape.fields.iter().enumerate() {
            self.print_field(index, field, is_request, &mut fields);
        }
        let _ = write!(self.text, "#[derive({derives}]\npub struct {name} {{\n{fields}}}\n");
    }

    fn print_field(&mut self, index: usize, field: &Field, is_request: bool, out: &mut String) {
        let ours = self.way == Way::Ours;
        let element = match &field.kind {
            Kind::String => "String".to_owned(),
            Kind::Number => "i64".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Date => if ours { "top_core::DateTime" } else { "String" }.to_owned(),
            Kind::Decimal => if ours { "top_core::Decimal" } else { "String" }.to_owned(),
            Kind::Json => if ours { "top_core::Json" } else { "serde_json::Value" }.to_owned(),
            Kind::Struct(inner) => {
                let name = format!("S{}", self.structs);
                self.structs += 1;
                let derives = match (self.way, is_request) {
                    (Way::Serde, true) => "Debug, Clone, serde::Serialize, garde::Validate)",
                    (way, _) => response_derives(way),
                };
                self.print(&name, inner, derives, is_request);
                name
            }
        };
        let ty = if field.is_list { format!("Vec<{element}>") } else { element };
        let ty = if field.is_required { ty } else { format!("Option<{ty}>") };
        let ident = identifier(&field.name, index);
        let _ = writeln!(out, "#[doc = {:?}]", field.docs);
        let renamed = ident.trim_start_matches("r#") != field.name;
        if ours {
            let name = renamed.then(|| format!("name = {:?}", field.name));
            let limit = field.max_len.map(|limit| format!("max_len = {limit}"));
            let keys: Vec<_> = name.into_iter().chain(limit).collect();
            if !keys.is_empty() {
                let _ = writeln!(out, "#[top({})]", keys.join(", "));
            }
        } else {
            if renamed {
                let _ = writeln!(out, "#[serde(rename = {:?})]", field.name);
            }
            if is_request || self.way == Way::SerdeBothWays {
                let rule = match (&field.kind, field.max_len) {
                    (Kind::Struct(_), _) => "dive".to_owned(),
                    (_, Some(limit)) => format!("length(utf16, max = {limit})"),
                    _ => "skip".to_owned(),
                };
                let _ = writeln!(out, "#[garde({rule})]");
            }
        }
        let _ = writeln!(out, "pub {ident}: {ty},");
    }
}

/// Returns an identifier for a wire name: itself if it can be one.
fn identifier(name: &str, index: usize) -> String {
    const KEYWORDS: [&str; 24] = [
        "type", "in", "match", "priv", "box", "ref", "as", "use", "move", "loop", "for", "if", "else",
        "enum", "fn", "impl", "let", "mod", "pub", "return", "static", "struct", "trait", "where",
    ];
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && !["self", "Self", "super", "crate", "_"].contains(&name);
    match is_plain {
        true if KEYWORDS.contains(&name) => format!("r#{name}"),
        true => name.to_owned(),
        false => format!("member_{index}"),
    }
}
