//! Why a signature is another one: the mistakes that are made, tried one after the other.

use std::fmt::Write as _;

use encoding_rs::GBK;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use top_core::{AppSecret, DateTime, SignMethod};

use super::attempt::{Attempt, Blanks, Order, Way, is_blank};

/// What is left as it is by those who encode.
const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'*');

/// System parameters that are signed and then forgotten, with their usual values.
const FORGOTTEN: [(&str, &str); 6] = [
    ("v", "2.0"),
    ("format", "json"),
    ("format", "xml"),
    ("simplify", "true"),
    ("sign_method", "md5"),
    ("sign_method", "hmac-sha256"),
];

/// What a mistake is about: two of one kind are not looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Way,
    Secret,
    Body,
    Sign,
    Blanks,
    Charset,
    Method,
    Timestamp,
    Missing,
    Forgotten,
    Values,
    Order,
    Form,
}

/// What belongs to a call and is not signed.
#[derive(Debug, Clone, Copy)]
pub(super) struct LeftOut<'a> {
    /// The parameter `sign`.
    pub(super) sign: Option<&'a str>,
    /// A body that holds parameters.
    pub(super) form: Option<&'a [u8]>,
}

/// A mistake, and what is signed by it.
struct Mistake {
    kind: Kind,
    words: String,
    attempt: Attempt,
}

/// Finds what explains the signature `expected`: single mistakes, or, if none does, two at once. Each is said in words.
pub(super) fn find(right: &Attempt, left_out: LeftOut<'_>, expected: &str) -> Vec<String> {
    let is_it = |attempt: &Attempt| attempt.signature().eq_ignore_ascii_case(expected);
    let singles = mistakes(right, left_out);
    let found: Vec<_> = singles
        .iter()
        .filter(|mistake| is_it(&mistake.attempt))
        .map(|mistake| mistake.words.clone())
        .collect();
    if !found.is_empty() {
        return found;
    }
    // Most of the time zones and of the parameters left out make no sense together with another of them.
    let is_many = |kind| matches!(kind, Kind::Timestamp | Kind::Missing);
    for first in singles.iter().filter(|first| !is_many(first.kind)) {
        for second in mistakes(&first.attempt, left_out) {
            if second.kind != first.kind && is_it(&second.attempt) {
                return vec![format!("{}, and {}", first.words, second.words)];
            }
        }
    }
    Vec::new()
}

/// Makes every mistake that makes a difference.
fn mistakes(right: &Attempt, left_out: LeftOut<'_>) -> Vec<Mistake> {
    let mut made = Mistakes { right, text: right.text(), made: Vec::new() };
    ways(&mut made);
    secrets(&mut made);
    bodies(&mut made, left_out.form);
    if let Some(sign) = left_out.sign {
        made.add(Kind::Sign, "`sign` itself was signed, as if it were a parameter", |attempt| {
            attempt.pairs.push(("sign".to_owned(), sign.to_owned()));
        });
    }
    blanks(&mut made);
    made.add(Kind::Charset, "the text was signed in GBK, not in UTF-8", |attempt| attempt.is_gbk = true);
    names(&mut made);
    values(&mut made);
    orders(&mut made);
    timestamps(&mut made);
    made.made
}

struct Mistakes<'a> {
    right: &'a Attempt,
    text: Vec<u8>,
    made: Vec<Mistake>,
}

impl Mistakes<'_> {
    fn add(&mut self, kind: Kind, words: impl Into<String>, make: impl FnOnce(&mut Attempt)) {
        let mut attempt = self.right.clone();
        make(&mut attempt);
        let is_other = attempt.way != self.right.way
            || attempt.secret != self.right.secret
            || attempt.text() != self.text;
        if is_other {
            self.made.push(Mistake { kind, words: words.into(), attempt });
        }
    }

    /// Changes every value.
    fn change(&mut self, words: &str, change: impl Fn(&str) -> String) {
        self.add(Kind::Values, words, |attempt| {
            for (_, value) in &mut attempt.pairs {
                *value = change(value);
            }
        });
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.right.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn set(&mut self, kind: Kind, name: &str, value: &str, words: impl Into<String>) {
        self.add(kind, words, |attempt| {
            for (_, known) in attempt.pairs.iter_mut().filter(|(known, _)| known == name) {
                value.clone_into(known);
            }
        });
    }
}

fn ways(made: &mut Mistakes<'_>) {
    let right = made.right.way;
    let documented = SignMethod::ALL.into_iter().map(Way::Documented);
    for way in documented.chain([Way::SecretBehind, Way::SecretBefore]) {
        let words = match way {
            Way::SecretBehind => {
                "it is the MD5 of the text with the secret behind it, a form that is not documented"
                    .to_owned()
            }
            way => format!("it was signed by {way}, not by {right}"),
        };
        made.add(Kind::Way, words, |attempt| attempt.way = way);
    }
}

fn secrets(made: &mut Mistakes<'_>) {
    let secret = made.right.secret.clone();
    let secret = secret.expose();
    let trimmed = secret.trim();
    if trimmed != secret {
        let words = "the secret was used without the white space around it that was given here";
        made.add(Kind::Secret, words, |attempt| attempt.secret = AppSecret::from(trimmed));
    }
    for (before, behind, what) in [
        ("", "\n", "a line break behind it"),
        ("", "\r\n", "a line break (CR LF) behind it"),
        ("", " ", "a blank behind it"),
        (" ", "", "a blank before it"),
        (" ", " ", "blanks around it"),
        ("", "\t", "a tab behind it"),
        ("\"", "\"", "quotes around it"),
    ] {
        made.add(Kind::Secret, format!("the secret was used with {what}"), |attempt| {
            attempt.secret = AppSecret::from(format!("{before}{trimmed}{behind}"));
        });
    }
    for (cased, case) in [(secret.to_lowercase(), "lower"), (secret.to_uppercase(), "upper")] {
        made.add(Kind::Secret, format!("the secret was used in {case} case"), |attempt| {
            attempt.secret = AppSecret::from(cased);
        });
    }
}

fn bodies(made: &mut Mistakes<'_>, form: Option<&[u8]>) {
    made.add(Kind::Body, "the body was not signed", |attempt| attempt.body = None);
    if let Some(body) = form {
        let words = "the body was signed behind the parameters, though it is a form";
        made.add(Kind::Body, words, |attempt| attempt.body = Some(body.to_vec()));
    }
    if let Some(body) = &made.right.body {
        let text = String::from_utf8_lossy(body).into_owned();
        let trimmed = text.trim().to_owned();
        made.add(Kind::Body, "the body was signed without the white space around it", |attempt| {
            attempt.body = Some(trimmed.into_bytes());
        });
        made.add(Kind::Body, "the body was signed in GBK, not in UTF-8", |attempt| {
            attempt.body = Some(GBK.encode(&text).0.into_owned());
        });
    }
}

fn blanks(made: &mut Mistakes<'_>) {
    let blank = made.right.pairs.iter().filter(|(name, value)| !name.is_empty() && is_blank(name, value));
    let blank: Vec<_> = blank.map(|(name, _)| format!("`{}`", name.trim())).collect();
    let blank = blank.join(", ");
    made.add(Kind::Blanks, format!("blank parameters were signed, too: {blank}"), |attempt| {
        attempt.blanks = Blanks::Signed;
    });
    let words = "parameters of white space were signed, and only empty ones left out";
    made.add(Kind::Blanks, words, |attempt| attempt.blanks = Blanks::EmptyLeftOut);
}

/// Mistakes about one parameter.
fn names(made: &mut Mistakes<'_>) {
    if let Some(method) = made.value("method").map(str::to_owned) {
        let (lower, upper) = (method.to_lowercase(), method.to_uppercase());
        made.set(Kind::Method, "method", &lower, format!("`method` was signed in lower case, as {lower}"));
        made.set(Kind::Method, "method", &upper, format!("`method` was signed in upper case, as {upper}"));
        made.set(
            Kind::Method,
            "method",
            method.trim(),
            "`method` was signed without the white space around it",
        );
    }
    let names: Vec<_> = made.right.pairs.iter().map(|(name, _)| name.clone()).collect();
    for name in &names {
        made.add(Kind::Missing, format!("`{name}` was not signed"), |attempt| {
            attempt.pairs.retain(|(known, _)| known != name);
        });
    }
    for (name, value) in FORGOTTEN.into_iter().filter(|(name, _)| !names.iter().any(|known| known == name)) {
        made.add(Kind::Forgotten, format!("`{name}={value}` was signed, and is not sent"), |attempt| {
            attempt.pairs.push((name.to_owned(), value.to_owned()));
        });
    }
}

fn values(made: &mut Mistakes<'_>) {
    let encode = |value: &str| utf8_percent_encode(value, UNRESERVED).to_string();
    made.change("the values were signed percent-encoded", encode);
    made.change("the values were signed percent-encoded, blanks as `+`", |value| {
        encode(value).replace("%20", "+")
    });
    made.change("the values were signed percent-encoded with small letters", |value| {
        lower_escapes(&encode(value))
    });
    made.change("the values were decoded once more before they were signed", |value| {
        percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
    });
    made.change("the values were decoded once more before they were signed, `+` apart", |value| {
        percent_decode_str(value).decode_utf8_lossy().into_owned()
    });
    made.change("every `+` was signed as a blank", |value| value.replace('+', " "));
    made.change(
        "every blank was signed as a `+`: what was sent as `+` means a blank, `%2B` means a `+`",
        |value| value.replace(' ', "+"),
    );
    made.change("the white space around values was not signed", |value| value.trim().to_owned());
    made.change("line breaks were signed as LF, and sent as CR LF", |value| value.replace("\r\n", "\n"));
    made.change("line breaks were signed as CR LF, and sent as LF", |value| {
        value.replace("\r\n", "\n").replace('\n', "\r\n")
    });
    made.change("JSON was signed without the blanks that are sent", |value| rewrite(value, Rewrite::Compact));
    made.change("JSON was signed with its Chinese characters as `\\u` escapes", |value| {
        rewrite(value, Rewrite::Ascii)
    });
    made.change("JSON was signed with `\\/` for every slash", |value| rewrite(value, Rewrite::Slashes));
    made.change("`&`, `<` and `>` were signed as entities", |value| {
        value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    });
}

fn orders(made: &mut Mistakes<'_>) {
    let words = "the parameters were signed in the order in which they are given here, not sorted";
    made.add(Kind::Order, words, |attempt| attempt.order = Order::AsGiven);
    let words = "the parameters were sorted without regard to upper and lower case";
    made.add(Kind::Order, words, |attempt| attempt.order = Order::WithoutCase);
    let words = "names and values were sorted together, not by name alone";
    made.add(Kind::Order, words, |attempt| attempt.order = Order::NamesWithValues);
    let words = "`=` and `&` were signed between the parameters";
    made.add(Kind::Form, words, |attempt| attempt.is_form = true);
}

/// A timestamp may be made twice, for the signature and for the wire, by clocks of two time zones.
fn timestamps(made: &mut Mistakes<'_>) {
    let Some(sent) = made.value("timestamp").map(str::to_owned) else { return };
    let Ok(time) = sent.parse::<DateTime>() else { return };
    let quarters = (-26 * 4..=26 * 4).filter(|quarters| *quarters != 0);
    for quarter in quarters {
        let millis = time.unix_millis().saturating_add(quarter * 15 * 60 * 1_000);
        let Some(signed) = DateTime::from_unix_millis(millis) else { continue };
        let minutes = quarter.unsigned_abs() * 15;
        let direction = if quarter < 0 { "behind" } else { "ahead of" };
        let words = format!(
            "`timestamp` was signed as {signed}, {}:{:02} hours {direction} what is sent: in another time zone; both \
             are GMT+8",
            minutes / 60,
            minutes % 60,
        );
        made.set(Kind::Timestamp, "timestamp", &signed.to_string(), words);
    }
    let forms = [
        (time.unix_millis().to_string(), "milliseconds"),
        ((time.unix_millis() / 1_000).to_string(), "seconds"),
        (sent.replace(' ', "T"), "a `T` for the blank"),
        (sent.split(' ').next().unwrap_or_default().to_owned(), "the date alone"),
    ];
    for (signed, form) in forms {
        made.set(
            Kind::Timestamp,
            "timestamp",
            &signed,
            format!("`timestamp` was signed in another form: {form}"),
        );
    }
}

fn lower_escapes(encoded: &str) -> String {
    let mut lower = String::with_capacity(encoded.len());
    let mut escaped = 0_u8;
    for character in encoded.chars() {
        lower.push(if escaped > 0 { character.to_ascii_lowercase() } else { character });
        escaped = if character == '%' { 2 } else { escaped.saturating_sub(1) };
    }
    lower
}

/// How JSON text is written otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rewrite {
    Compact,
    Ascii,
    Slashes,
}

/// Writes the JSON text of a struct or a list otherwise; other text stays as it is.
fn rewrite(text: &str, how: Rewrite) -> String {
    if !text.trim_start().starts_with(['{', '[']) {
        return text.to_owned();
    }
    let (mut written, mut in_string, mut is_escaped) = (String::new(), false, false);
    for character in text.chars() {
        match (how, character) {
            (Rewrite::Compact, character) if !in_string && character.is_ascii_whitespace() => {}
            (Rewrite::Ascii, character) if in_string && !character.is_ascii() => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    let _ = write!(written, "\\u{unit:04x}");
                }
            }
            (Rewrite::Slashes, '/') if in_string && !is_escaped => written.push_str("\\/"),
            (_, character) => written.push(character),
        }
        if character == '"' && !is_escaped {
            in_string = !in_string;
        }
        is_escaped = in_string && character == '\\' && !is_escaped;
    }
    written
}
