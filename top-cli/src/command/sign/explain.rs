//! What is signed and why the signature is another one, for people.

use std::fmt::Write as _;

use anstyle::Style;
use top_core::describe::Registry;

use super::attempt::{Attempt, Way, is_blank};
use super::capture::Capture;
use super::cause;
use crate::command::call::json::holds_secret;
use crate::command::terminal::{FAINT, HEADING, NAME, Table, harmless};

/// What stands where the AppSecret would.
const APP_SECRET: &str = "[AppSecret]";

/// What stands where another secret would.
const REDACTED: &str = "[redacted]";

/// How much of a body is shown, in characters.
const MAX_BODY: usize = 2_000;

/// What is explained.
pub(super) struct Subject<'a> {
    pub(super) attempt: &'a Attempt,
    pub(super) capture: &'a Capture,
    /// The parameter `sign`, if there was one.
    pub(super) sign: Option<&'a str>,
    pub(super) signature: &'a str,
    pub(super) expected: Option<&'a str>,
    pub(super) registries: &'a [&'static Registry],
}

impl Subject<'_> {
    pub(super) fn explain(&self) -> String {
        let mut out = String::new();
        self.write_pairs(&mut out);
        self.write_text(&mut out);
        let _ = writeln!(out, "{HEADING}signature{HEADING:#}\n  {}", self.signature);
        self.write_notes(&mut out);
        if let Some(expected) = self.expected {
            self.write_comparison(expected, &mut out);
        }
        // Whatever was given where, the secret itself is never shown; a word of a test is no secret.
        let secret = self.attempt.secret.expose();
        if secret.trim().len() >= 6 { out.replace(secret.trim(), APP_SECRET) } else { out }
    }

    fn write_pairs(&self, out: &mut String) {
        let _ = writeln!(out, "{HEADING}signed, in this order{HEADING:#}");
        let mut table = Table::default();
        for (name, value) in self.attempt.signed_pairs() {
            table.row([(&*harmless(name), NAME), (&*harmless(self.shown(name, value)), Style::new())]);
        }
        if let Some(body) = &self.attempt.body {
            table.row([("(body)", NAME), (&*shown_body(body), Style::new())]);
        }
        table.write(2, out);
        let mut left_out = Table::default();
        for (name, value) in self.attempt.pairs.iter().filter(|(name, value)| is_blank(name, value)) {
            let reason = if is_blank(name, "x") { "its name is blank" } else { "blank" };
            let shown = if value.is_empty() { reason.to_owned() } else { format!("{reason}: {value:?}") };
            left_out.row([(&*harmless(name), NAME), (&*harmless(&shown), FAINT)]);
        }
        if self.sign.is_some() {
            left_out.row([("sign", NAME), ("it is what is made of the others", FAINT)]);
        }
        let mut rows = String::new();
        left_out.write(2, &mut rows);
        if !rows.is_empty() {
            let _ = write!(out, "{HEADING}left out{HEADING:#}\n{rows}");
        }
    }

    fn write_text(&self, out: &mut String) {
        let way = self.attempt.way;
        let (before, behind, key) = match way {
            Way::Documented(top_core::SignMethod::Md5) => (APP_SECRET, APP_SECRET, "md5 of it"),
            Way::SecretBehind => ("", APP_SECRET, "md5 of it"),
            Way::SecretBefore => (APP_SECRET, "", "md5 of it"),
            Way::Documented(top_core::SignMethod::Hmac) => ("", "", "hmac: HMAC-MD5, its key the AppSecret"),
            Way::Documented(_) => ("", "", "hmac-sha256: HMAC-SHA256, its key the AppSecret"),
        };
        let pairs = self.attempt.signed_pairs().into_iter();
        let pairs = pairs.map(|(name, value)| format!("{name}{}", self.shown(name, value)));
        let body = self.attempt.body.as_deref().map(shown_body).unwrap_or_default();
        let text = harmless(&pairs.collect::<String>());
        let _ = writeln!(out, "{HEADING}string to sign{HEADING:#} ({key})\n  {before}{text}{body}{behind}");
    }

    fn write_notes(&self, out: &mut String) {
        for note in &self.capture.notes {
            let _ = writeln!(out, "note: {}", harmless(note));
        }
    }

    fn write_comparison(&self, expected: &str, out: &mut String) {
        let _ = writeln!(out, "{HEADING}expected{HEADING:#}\n  {}", harmless(expected));
        if expected == self.signature {
            out.push_str("They are the same.\n");
            return;
        }
        let _ = writeln!(out, "{HEADING}why they differ{HEADING:#}");
        if expected.eq_ignore_ascii_case(self.signature) {
            out.push_str("  the expected one is not in upper case, as the platform has it\n");
            return;
        }
        let digits = expected.trim();
        if digits != expected && digits.eq_ignore_ascii_case(self.signature) {
            out.push_str("  there is white space around the expected one\n");
            return;
        }
        if !matches!(digits.len(), 32 | 64) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let _ = writeln!(
                out,
                "  the expected one is no signature: it has {} characters, and a signature is 32 or 64 hexadecimal digits",
                digits.chars().count()
            );
            return;
        }
        let left_out = cause::LeftOut { sign: self.sign, form: self.capture.form.as_deref() };
        let causes = cause::find(self.attempt, left_out, digits);
        for cause in &causes {
            let _ = writeln!(out, "  {}", harmless(&self.silenced(cause)));
        }
        if causes.is_empty() {
            out.push_str(
                "  no known mistake explains it: most likely the expected one was made with another AppSecret, or a\n  \
                 parameter was changed, added or lost after it was made\n",
            );
        } else if causes.len() > 1 {
            out.push_str("Each of these would explain it.\n");
        }
    }

    /// Returns a value as it may be shown: sessions and what is declared as secret may not.
    fn shown<'v>(&self, name: &str, value: &'v str) -> &'v str {
        if self.is_secret(name) { REDACTED } else { value }
    }

    fn is_secret(&self, name: &str) -> bool {
        const NAMES: [&str; 8] = [
            "session",
            "top_session",
            "access_token",
            "refresh_token",
            "client_secret",
            "app_secret",
            "appsecret",
            "secret",
        ];
        if NAMES.iter().any(|secret| name.eq_ignore_ascii_case(secret)) {
            return true;
        }
        let method = self.attempt.pairs.iter().find(|(known, _)| known == "method");
        let api = method
            .and_then(|(_, method)| self.registries.iter().find_map(|registry| registry.get(method.trim())));
        api.is_some_and(|api| {
            let mut fields = api.request().fields().iter().filter(|field| field.wire_name() == name);
            fields.any(|field| field.is_secret() || holds_secret(field.ty(), 0))
        })
    }

    /// Blots out values in words about them.
    fn silenced(&self, words: &str) -> String {
        let secret =
            self.attempt.pairs.iter().filter(|(name, value)| self.is_secret(name) && value.len() >= 4);
        secret.fold(words.to_owned(), |words, (_, value)| words.replace(value.as_str(), REDACTED))
    }
}

fn shown_body(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let start: String = text.chars().take(MAX_BODY).collect();
    let more =
        if start.len() < text.len() { format!("… ({} bytes in all)", body.len()) } else { String::new() };
    harmless(&start) + &more
}
