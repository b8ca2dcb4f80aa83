//! Secrets as an answer may echo them, and how they are blotted out of what is kept of it.

use std::borrow::Cow;
use std::fmt::Write;

use super::REDACTED;
use crate::form::encode_text;

/// Secrets, in every spelling in which an answer may echo them.
#[derive(Default)]
pub(crate) struct Echoes<'s>(Vec<Cow<'s, str>>);

impl<'s> FromIterator<Cow<'s, str>> for Echoes<'s> {
    fn from_iter<I: IntoIterator<Item = Cow<'s, str>>>(secrets: I) -> Self {
        let mut echoes = Vec::new();
        // A secret of a letter or two would blot out everything, and is none.
        for secret in secrets.into_iter().filter(|secret| secret.len() >= 4) {
            if !is_plain(&secret) {
                echoes.extend(other_spellings(&secret).map(Cow::Owned));
            }
            echoes.push(secret);
        }
        // A secret that starts with another is blotted out whole.
        echoes.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(echoes)
    }
}

impl Echoes<'_> {
    /// Blots every one of them out of text that came from outside.
    pub(crate) fn blot_out(&self, mut text: String) -> String {
        for secret in &self.0 {
            if secret.len() <= text.len() && text.contains(&**secret) {
                text = text.replace(&**secret, REDACTED);
            }
        }
        text
    }

    /// Appends text that came from outside, with every one of them blotted out.
    #[inline]
    pub(crate) fn append(&self, text: &str, out: &mut String) {
        if self.0.is_empty() {
            out.push_str(text);
        } else {
            out.push_str(&self.blot_out(text.to_owned()));
        }
    }

    /// Returns the length of the longest, in bytes.
    pub(crate) fn longest(&self) -> usize {
        self.0.first().map_or(0, |longest| longest.len())
    }
}

/// Returns whether nobody spells a secret otherwise.
fn is_plain(secret: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'.' | b'_');
    // Without an early end, so that many bytes are looked at at once.
    secret.bytes().fold(true, |all, byte| all & is_plain(byte))
}

/// Returns how a secret with punctuation is spelled by those who escape some of it.
fn other_spellings(secret: &str) -> impl Iterator<Item = String> {
    let encoded = encode_text(secret);
    let spellings = [
        encoded.replace('%', "%25"),
        lower_case_escapes(&encoded),
        encoded,
        // JSON often escapes the slash, and some writers what could be HTML.
        secret.replace('/', "\\/"),
        escape_punctuation(secret),
    ];
    spellings.into_iter().chain(escape_markup(secret))
}

/// Writes the escapes of form encoding with small letters.
fn lower_case_escapes(encoded: &str) -> String {
    let mut pieces = encoded.split('%');
    let mut lower = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
        lower.push('%');
        lower.push_str(&digits.to_ascii_lowercase());
        lower.push_str(rest);
    }
    lower
}

/// Writes ASCII punctuation as JSON escapes, as some writers do with what could be HTML.
fn escape_punctuation(secret: &str) -> String {
    let mut escaped = String::new();
    for character in secret.chars() {
        if character.is_ascii_punctuation() && !matches!(character, '-' | '_' | '.') {
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Writes what could be markup as entities, in the ways in which XML and HTML are written.
fn escape_markup(secret: &str) -> [String; 4] {
    let text = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = text.replace('"', "&quot;");
    let [named, numbered] = ["&apos;", "&#39;"].map(|apostrophe| quoted.replace('\'', apostrophe));
    [text, quoted, named, numbered]
}
