//! Says in words what a struct declares, as `top-core` says it of a descriptor.

use std::fmt::Write;

use crate::model::{Api, Bound, Field, Form, Object, Outcome, OutcomePath, Rule, Session};
use crate::ty;

/// Returns the table of a request's parameters.
pub(super) fn request_table(object: &Object, api: &Api) -> String {
    let session = match api.session {
        Session::Optional => "optional",
        Session::Required => "required",
        Session::None => "none",
    };
    let idempotent = if api.is_idempotent { "; may be called again" } else { "" };
    format!("Calls `{}` (session: {session}{idempotent}).{}", api.method, table(object))
}

/// Returns the table of a struct's members.
pub(super) fn object_table(object: &Object) -> String {
    format!("On the wire:{}", table(object))
}

fn table(object: &Object) -> String {
    let mut table = "\n\n| wire name | type | required | limits |\n|---|---|---|---|".to_owned();
    for field in &object.fields {
        let required = if is_required(field) { "yes" } else { "no" };
        let (ty, limits) = (ty::documented_name(&field.ty), limits(field).replace('|', "\\|"));
        let name = field.wire_name.replace('|', "\\|");
        let _ = write!(table, "\n| `{name}` | {ty} | {required} | {limits} |");
    }
    if object.fields.is_empty() { " nothing.".to_owned() } else { table }
}

/// Returns by what a response tells success, and where it tells more.
pub(super) fn outcome(outcome: &Outcome) -> String {
    let path = |path: &OutcomePath| code(&path.steps.join("."));
    let ok = match outcome.ok.as_deref() {
        None => "true".to_owned(),
        Some("") => "absent or blank".to_owned(),
        Some(ok) => code(ok),
    };
    let mut words = format!("Succeeds if {} is {ok}.", path(&outcome.success));
    let more = [("code", &outcome.code), ("message", &outcome.message)];
    let more = more
        .into_iter()
        .filter_map(|(what, member)| Some(format!("its {what} in {}", path(member.as_ref()?))));
    let more: Vec<_> = more.collect();
    if !more.is_empty() {
        let _ = write!(words, " A failure has {}.", more.join(", "));
    }
    words
}

/// Returns what is to be known of a field that its documentation need not say.
pub(super) fn summary(field: &Field) -> String {
    let required = if is_required(field) { "required" } else { "optional" };
    let limits = limits(field);
    let semicolon = if limits.is_empty() { "" } else { "; " };
    format!("Wire name `{}`, {required}{semicolon}{limits}.", field.wire_name)
}

pub(super) fn is_required(field: &Field) -> bool {
    ty::optional(&field.ty).is_none()
}

fn limits(field: &Field) -> String {
    let own = field.rules.all.iter().map(words);
    let items = field.items.all.iter().map(|rule| format!("each {}", words(rule)));
    let form = field.form.as_ref().and_then(|form| match form {
        Form::JsonText(_) => Some("as JSON text".to_owned()),
        Form::JsonList(_) => Some("as a JSON array".to_owned()),
        Form::CommaList(_) => None,
    });
    let custom = field.custom.as_ref().map(|_| "checked further".to_owned());
    let secret = field.is_secret.then(|| "secret".to_owned());
    own.chain(items).chain(form).chain(custom).chain(secret).collect::<Vec<_>>().join("; ")
}

fn words(rule: &Rule) -> String {
    match rule {
        Rule::MaxLen(limit) => format!("at most {limit} UTF-16 code units long"),
        Rule::MinLen(limit) => format!("at least {limit} UTF-16 code units long"),
        Rule::MaxBytes(limit) => format!("at most {limit} bytes long"),
        Rule::Min(bound) => format!("not less than {}", bound_words(bound)),
        Rule::Max(bound) => format!("not more than {}", bound_words(bound)),
        Rule::Digits(limit) => format!("at most {limit} digits in all"),
        Rule::Scale(limit) => format!("at most {limit} digits after the point"),
        Rule::MinItems(limit) => format!("at least {limit} elements"),
        Rule::MaxItems(limit) => format!("at most {limit} elements"),
        Rule::OneOf(choices) => {
            let choices: Vec<_> = choices.iter().map(|choice| code(choice)).collect();
            format!("one of {}", choices.join(", "))
        }
    }
}

fn bound_words(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Decimal(text) => text.clone(),
        Bound::Date([year, month, day, hour, minute, second]) => {
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
    }
}

/// Returns text that Markdown shows as it is, on one line.
fn code(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    format!("{fence}{}{fence}", text.split_whitespace().collect::<Vec<_>>().join(" "))
}
