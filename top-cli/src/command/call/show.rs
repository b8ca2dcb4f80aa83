//! What is shown of a call and its answer.

use std::fmt::Write as _;
use std::time::Duration;

use anstyle::Style;
use top_core::descriptor::{Api, Enum, Field, Type};
use top_core::dynamic::DynamicObject;
use top_core::value::{Object, Value};
use top_core::{PreparedCall, Reply};

use super::json::redact;
use crate::command::terminal::{FAINT, NAME, Table, harmless, pretty_json, shown};

/// What stands where a secret would.
const REDACTED: &str = "[redacted]";

/// Shows what would be sent, without its secrets.
pub(super) fn prepared(call: &PreparedCall<DynamicObject>, request: &DynamicObject, as_json: bool) -> String {
    let headers = call.headers();
    let headers = headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()));
    let parameters = call.shown_parameters();
    let files =
        request.descriptor().fields().iter().filter_map(|field| match request.get(field.wire_name()) {
            Value::File(file) => Some((field.wire_name(), file)),
            _ => None,
        });
    if as_json {
        let parameters: Vec<_> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let files: Vec<_> = files.map(|(name, file)| (name, file.name())).collect();
        let json = format!(
            r#"{{"method":"POST","url":{},"headers":{},"parameters":{},"files":{}}}"#,
            quoted(call.url()),
            object(headers),
            object(parameters),
            object(files)
        );
        return pretty_json(&json) + "\n";
    }
    let mut out = format!("POST {}\n", call.url());
    for (name, value) in headers {
        let _ = writeln!(out, "{FAINT}{name}: {value}{FAINT:#}");
    }
    out.push('\n');
    let mut table = Table::default();
    for (name, value) in &parameters {
        table.row([(&*harmless(name), NAME), (&*harmless(value), Style::new())]);
    }
    for (name, file) in files {
        let (file_name, ty, length) = (harmless(file.name()), file.content_type(), file.bytes().len());
        table.row([(name, NAME), (&*format!("file {file_name}, {ty}, {length} bytes"), Style::new())]);
    }
    table.write(0, &mut out);
    out
}

fn object<'m>(members: impl IntoIterator<Item = (&'m str, &'m str)>) -> String {
    let members = members.into_iter().map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Shows an answer as a tree, without its secrets.
pub(super) fn reply(api: &Api, reply: &Reply<DynamicObject>, took: Duration, with_docs: bool) -> String {
    let id = reply.request_id().map(|id| format!(", request id {}", harmless(id))).unwrap_or_default();
    let mut out = format!("{NAME}{}{NAME:#}", api.method());
    let (status, millis) = (reply.status().as_u16(), took.as_millis());
    let _ = writeln!(out, "  {FAINT}HTTP status {status}{id}, {millis} ms{FAINT:#}");
    let mut tree = Tree { table: Table::default(), with_docs };
    tree.members(&**reply, 0);
    let mut rows = String::new();
    tree.table.write(2, &mut rows);
    out + if rows.is_empty() { "  nothing that is declared\n" } else { &rows }
}

struct Tree {
    table: Table,
    with_docs: bool,
}

impl Tree {
    fn members(&mut self, object: &dyn Object, depth: usize) {
        for (index, field) in object.descriptor().fields().iter().enumerate() {
            let value = object.field(index);
            if matches!(value, Value::Absent) {
                continue;
            }
            let docs = if self.with_docs { shown(field.docs()) } else { String::new() };
            if field.is_secret() {
                self.row(field.wire_name(), REDACTED, &docs, depth);
            } else {
                self.value(field.wire_name(), value, (&docs, codes(field)), depth);
            }
        }
    }

    fn value(&mut self, name: &str, value: Value<'_>, about: (&str, Option<&Enum>), depth: usize) {
        let (docs, codes) = about;
        match value {
            Value::Object(object) => {
                self.row(name, "", docs, depth);
                self.members(object, depth + 1);
            }
            Value::List(list) if list.count() == 0 => self.row(name, "(none)", docs, depth),
            Value::List(list) => {
                self.row(name, "", docs, depth);
                for index in 0..list.count() {
                    self.value(&format!("[{index}]"), list.element(index), ("", codes), depth + 1);
                }
            }
            Value::Map(map) => {
                self.row(name, "", docs, depth);
                map.for_each(&mut |name, value| self.value(&harmless(name), value, ("", codes), depth + 1));
            }
            value => {
                let text = text(value);
                let meaning = codes.filter(|_| self.with_docs).and_then(|codes| {
                    codes.codes().iter().find(|code| code.code() == text).map(|code| shown(code.docs()))
                });
                let docs = match meaning {
                    Some(meaning) if docs.is_empty() => meaning,
                    Some(meaning) => format!("{docs} {text}: {meaning}"),
                    None => docs.to_owned(),
                };
                self.row(name, &harmless(&text), &docs, depth);
            }
        }
    }

    fn row(&mut self, name: &str, value: &str, docs: &str, depth: usize) {
        let name = format!("{}{name}", "  ".repeat(depth));
        self.table.row([(name.as_str(), NAME), (value, Style::new()), (docs, FAINT)]);
    }
}

/// Returns the documented codes of a field.
fn codes(field: &Field) -> Option<&'static Enum> {
    let mut ty = field.ty();
    loop {
        ty = match ty {
            Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => *inner,
            Type::Enum(codes) => return Some(codes),
            _ => return None,
        };
    }
}

/// Returns the text of a scalar.
fn text(value: Value<'_>) -> String {
    match value {
        Value::String(text) => text.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Decimal(decimal) => decimal.to_string(),
        Value::Json(json) => json.to_string(),
        Value::File(file) => format!("{} bytes", file.bytes().len()),
        _ => "null".to_owned(),
    }
}

/// Shows the whole answer as JSON, without its secrets.
pub(super) fn json(reply: &Reply<DynamicObject>) -> String {
    pretty_json(&redact(reply.to_json().as_str(), reply.descriptor())) + "\n"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use top_core::sandbox::Sandbox;
    use top_core::{App, CallOptions, DateTime, File, TopApi, TopEnum, TopObject};

    use super::*;

    #[derive(TopEnum)]
    enum Status {
        /// It is done (完成).
        #[top(name = "DONE")]
        Done,
        #[top(other)]
        Other(String),
    }

    #[derive(TopApi)]
    #[top(method = "taobao.user.add", response = UserAddResponse)]
    struct UserAddRequest {
        #[top(secret)]
        password: String,
        photo: File,
    }

    #[derive(TopObject)]
    struct UserAddResponse {
        #[top(secret)]
        token: Option<String>,
        #[top(secret)]
        keys: Option<Keys>,
        /// How it went (状态).
        status: Option<Status>,
        names: Vec<String>,
        none: Vec<i64>,
        by_name: Option<BTreeMap<String, i64>>,
    }

    #[derive(TopObject)]
    struct Keys {
        numbers: Vec<i64>,
        words: Vec<String>,
    }

    fn request() -> DynamicObject {
        let json = r#"{"password": "SENTINEL-password", "photo": "red.png"}"#;
        let mut open = |name: &str| Ok(File::new(name, &b"\x89PNG"[..]).with_content_type("image/png"));
        DynamicObject::from_json_with_files(UserAddRequest::DESCRIPTOR, json, &mut open).unwrap()
    }

    const ANSWER: &str = r#"{"token":"SENTINEL \"token\"","keys":{"numbers":[17171717],"words":["SENTINEL-word"]},
        "status":"DONE","names":["a\u001b[2J","淘"],"none":[],"by_name":{"k":1},"more":1.50,"request_id":"x"}"#;

    fn answer() -> Reply<DynamicObject> {
        let sandbox = Sandbox::start().unwrap();
        let mut answer = http::Response::new(ANSWER.into());
        *answer.status_mut() = http::StatusCode::OK;
        sandbox.answer_raw("taobao.user.add", answer);
        let client = sandbox.client_builder().build_blocking().unwrap();
        client.execute_dynamic(UserAddRequest::API, &request(), CallOptions::new()).unwrap()
    }

    #[test]
    fn a_tree_shows_no_secret_and_what_codes_mean() {
        let shown = reply(UserAddRequest::API, &answer(), Duration::from_millis(3), true);

        let shown = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(
            shown,
            "taobao.user.add  HTTP status 200, request id x, 3 ms\n  token    [redacted]\n  keys     [redacted]\n  \
             status   DONE        How it went (状态). DONE: It is done (完成).\n  names\n    [0]    a\\u{1b}[2J\n    \
             [1]    淘\n  none     (none)\n  by_name\n    k      1\n"
        );
    }

    #[test]
    fn json_shows_no_secret_and_what_is_not_declared() {
        let shown = json(&answer());

        assert!(!shown.contains("SENTINEL") && !shown.contains("17171717"), "{shown}");
        assert!(shown.contains("\"more\": 1.50") && shown.contains("\"token\": \"[redacted]\""), "{shown}");
        assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok(), "{shown}");
    }

    #[test]
    fn a_dry_run_shows_files_and_no_secret() {
        let app = App::new("12345678", "helloworld");
        let options = CallOptions::new().session("SENTINEL-session");
        let call = app.prepare_dynamic(UserAddRequest::API, &request(), &options, DateTime::MIN).unwrap();

        for as_json in [false, true] {
            let shown = prepared(&call, &request(), as_json);
            assert!(!shown.contains("SENTINEL") && shown.contains("red.png"), "{shown}");
        }
        let shown = prepared(&call, &request(), false);
        assert!(
            anstream::adapter::strip_str(&shown)
                .to_string()
                .contains("photo        file red.png, image/png, 4 bytes")
        );
    }
}
