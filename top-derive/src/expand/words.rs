//! Says in words what a struct declares, as `top-core` says it of a descriptor.

use std::fmt::Write;

use syn::ext::IdentExt;

use super::markdown::{cell, code, within_cell};
use crate::model::{Api, Bound, Code, Codes, Field, Form, Object, Outcome, OutcomePath, Rule, Session};
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
    // Whether a struct is part of a request or of an answer it does not say; that a plain type is there is true of both.
    let presence = if object.api.is_some() { "required" } else { "always there" };
    let mut table = format!(
        "\n\n| wire name | type | {presence} | example | limits | description |\n|---|---|---|---|---|---|"
    );
    for field in &object.fields {
        let Field { ty, rust_name, wire_name, example, docs, .. } = field;
        table.push_str("\n| ");
        // A Rust name has nothing that Markdown reads.
        if wire_name == rust_name {
            table.extend(["`", wire_name, "`"]);
        } else {
            table.push_str(&within_cell(code(wire_name)));
        }
        let required = if field.is_required { "yes" } else { "no" };
        let example = example.as_deref().map(code).map_or_else(String::new, within_cell);
        let (limits, docs) = (within_cell(limits(field)), cell(docs));
        table.extend([
            " | ",
            &ty::documented_name(ty),
            " | ",
            required,
            " | ",
            &example,
            " | ",
            &limits,
            " | ",
            &docs,
        ]);
        table.push_str(" |");
    }
    if object.fields.is_empty() { " nothing.".to_owned() } else { table }
}

/// Returns the table of an enum's codes.
pub(super) fn codes_table(codes: &Codes) -> String {
    let mut table = "On the wire:\n\n| code | variant | meaning |\n|---|---|---|".to_owned();
    for Code { ident, text, docs } in &codes.documented {
        let _ = write!(table, "\n| {} | `{}` | {} |", within_cell(code(text)), ident.unraw(), cell(docs));
    }
    let _ = write!(table, "\n| any other | `{}` | the code as it came |", codes.other.unraw());
    table
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
    let required = if field.is_required { "required" } else { "optional" };
    let example = field.example.as_deref().map(code).filter(|example| !example.is_empty());
    let example = example.map(|example| format!("for example {example}"));
    let limits = Some(limits(field)).filter(|limits| !limits.is_empty());
    let more = limits.into_iter().chain(example).fold(String::new(), |more, words| more + "; " + &words);
    format!("Wire name {}, {required}{more}.", code(&field.wire_name))
}

fn limits(field: &Field) -> String {
    let Field { rules, items, form, custom, is_secret, .. } = field;
    if rules.all.is_empty() && items.all.is_empty() && form.is_none() && custom.is_none() && !is_secret {
        return String::new();
    }
    let own = rules.all.iter().map(words);
    let items = items.all.iter().map(|rule| format!("each {}", words(rule)));
    let form = form.as_ref().and_then(|form| match form {
        Form::JsonText(_) => Some("as JSON text".to_owned()),
        Form::JsonList(_) => Some("as a JSON array".to_owned()),
        Form::CommaList(_) => None,
    });
    let custom = custom.as_ref().map(|_| "checked further".to_owned());
    let secret = is_secret.then(|| "secret".to_owned());
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
