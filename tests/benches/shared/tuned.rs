//! Calls prepared by hand, as somebody would who knows the platform and one API, and wants it fast: one reused buffer for
//! the text that is signed, the order of the parameters in the code, names as constants, tables for the encoding, the
//! key schedule of an HMAC computed once, and the checks that the declarations have.

mod requests;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use top_core::{DateTime, SignMethod};

pub(crate) use self::requests::{bill, deep, flat, loan, phone, wide};
use super::prepare::{APP_KEY, APP_SECRET, SESSION};

/// A request that breaks a rule.
#[derive(Debug)]
pub(crate) struct Broken;

/// What all calls share.
pub(crate) struct Tuned {
    method: SignMethod,
    hmac: Hmac<Md5>,
    hmac_sha256: Hmac<Sha256>,
    /// Names and values, one behind the other.
    text: Vec<u8>,
    /// Where each name and each value ends.
    ends: Vec<(usize, usize)>,
}

impl Tuned {
    pub(crate) fn new(method: SignMethod) -> Self {
        let key = APP_SECRET.as_bytes();
        Self {
            method,
            hmac: Hmac::new_from_slice(key).unwrap(),
            hmac_sha256: Hmac::new_from_slice(key).unwrap(),
            text: Vec::new(),
            ends: Vec::new(),
        }
    }

    fn start(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.pair("app_key", APP_KEY.as_bytes());
    }

    fn pair(&mut self, name: &str, value: &[u8]) {
        self.text.extend_from_slice(name.as_bytes());
        let name_end = self.text.len();
        self.text.extend_from_slice(value);
        self.ends.push((name_end, self.text.len()));
    }

    /// Writes a parameter whose value is not ready.
    fn written(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.text.extend_from_slice(name.as_bytes());
        let name_end = self.text.len();
        write(&mut self.text);
        self.ends.push((name_end, self.text.len()));
    }

    fn format_and_method(&mut self, method: &str) {
        self.pair("format", b"json");
        self.pair("method", method.as_bytes());
    }

    fn session_to_simplify(&mut self) {
        self.pair("session", SESSION.as_bytes());
        self.pair("sign_method", self.method.as_str().as_bytes());
        self.pair("simplify", b"true");
    }

    fn timestamp(&mut self, timestamp: DateTime) {
        self.written("timestamp", |out| write_date(out, timestamp));
    }

    /// Signs what was written, and encodes it.
    fn finish(&mut self) -> Vec<u8> {
        let mut form = Vec::with_capacity(self.text.len() * 2 + 80);
        let mut start = 0;
        for (name_end, value_end) in &self.ends {
            // Names are letters, digits and underscores.
            form.extend_from_slice(&self.text[start..*name_end]);
            form.push(b'=');
            encode(&self.text[*name_end..*value_end], &mut form);
            form.push(b'&');
            start = *value_end;
        }
        form.extend_from_slice(b"sign=");
        self.sign(&self.text, &mut form);
        form
    }

    /// Appends the signature of `text`.
    fn sign(&self, text: &[u8], out: &mut Vec<u8>) {
        match self.method {
            SignMethod::Md5 => {
                let digest = Md5::new().chain_update(APP_SECRET).chain_update(text).chain_update(APP_SECRET);
                write_hexadecimal(&digest.finalize(), out);
            }
            SignMethod::Hmac => {
                write_hexadecimal(&self.hmac.clone().chain_update(text).finalize().into_bytes(), out);
            }
            _ => {
                write_hexadecimal(&self.hmac_sha256.clone().chain_update(text).finalize().into_bytes(), out);
            }
        }
    }
}

pub(crate) fn write_hexadecimal(digest: &[u8], out: &mut Vec<u8>) {
    for byte in digest {
        out.extend_from_slice(&ESCAPES[usize::from(*byte)][1..]);
    }
}

/// Every byte as an escape.
const ESCAPES: [[u8; 3]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut escapes = [[b'%'; 3]; 256];
    let mut byte = 0;
    while byte < 256 {
        escapes[byte][1] = digits[byte >> 4];
        escapes[byte][2] = digits[byte & 15];
        byte += 1;
    }
    escapes
};

/// Every byte in form encoding, and how many bytes that is.
const FORM: [[u8; 4]; 256] = {
    let mut form = [[0; 4]; 256];
    let mut byte = 0_u8;
    loop {
        let [percent, high, low] = ESCAPES[byte as usize];
        form[byte as usize] = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => [byte, 0, 0, 1],
            b' ' => [b'+', 0, 0, 1],
            _ => [percent, high, low, 3],
        };
        if byte == u8::MAX {
            break form;
        }
        byte += 1;
    }
};

/// Appends bytes in form encoding; of the ways tried, writing to a small array without a branch was the fastest.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    let plain =
        bytes.iter().position(|&byte| FORM[usize::from(byte)] != [byte, 0, 0, 1]).unwrap_or(bytes.len());
    let (plain, rest) = bytes.split_at(plain);
    out.extend_from_slice(plain);
    for chunk in rest.chunks(64) {
        let mut encoded = [0; 193];
        let mut end = 0;
        for &byte in chunk {
            let form = FORM[usize::from(byte)];
            encoded[end..end + 4].copy_from_slice(&form);
            end += usize::from(form[3]);
        }
        out.extend_from_slice(&encoded[..end]);
    }
}

/// Appends a string of JSON.
fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.extend_from_slice(text.as_bytes());
    } else {
        for byte in text.bytes() {
            match byte {
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                0..b' ' => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                _ => out.push(byte),
            }
        }
    }
    out.push(b'"');
}

fn write_number(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn write_boolean(out: &mut Vec<u8>, value: bool) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

/// Appends a date in GMT+8, by the arithmetic of Howard Hinnant's `civil_from_days`.
fn write_date(out: &mut Vec<u8>, date: DateTime) {
    let seconds = date.unix_millis().div_euclid(1000) + 8 * 3600;
    let (days, second) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let mut text = *b"0000-00-00 00:00:00";
    let parts =
        [(0, year / 100), (2, year % 100), (5, month), (8, day), (11, second / 3600), (14, second / 60 % 60)];
    for (at, part) in parts.into_iter().chain([(17, second % 60)]) {
        let part = u8::try_from(part).unwrap_or_default();
        text[at] += part / 10;
        text[at + 1] += part % 10;
    }
    out.extend_from_slice(&text);
}

/// Returns whether text has at most `limit` UTF-16 code units.
fn fits(text: &str, limit: usize) -> bool {
    text.len() <= limit || text.encode_utf16().count() <= limit
}

fn fits_if_any(text: Option<&String>, limit: usize) -> bool {
    text.is_none_or(|text| fits(text, limit))
}

/// Returns whether a required parameter has anything in it.
fn is_there(text: &str) -> bool {
    !text.trim().is_empty()
}
