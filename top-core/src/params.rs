//! The parameters of a call as one text: what is signed is what is sent.

use std::fmt;

use crate::api::TopObject;
use crate::descriptor::{Api, Descriptor};
use crate::flatten::write_parameter;
use crate::redact::shown;
use crate::sign::Signature;
use crate::value::{Borrower, Lent, Object, Value};
use crate::wire::File;

/// Parameters in ascending order of their names, decoded.
///
/// Names and values stand one behind the other in a single buffer, which is exactly the text that the platform signs;
/// the same bytes are then form-encoded into the body. A parameter whose value is empty or only white space is not
/// there: that is decided here, once, for signature and body alike.
#[derive(Clone)]
pub struct Params {
    text: Vec<u8>,
    spans: Vec<Span>,
    /// Beside the text, not in it: files are not signed.
    files: Vec<(&'static str, File)>,
    /// The request that they come from, which knows what is secret.
    request: &'static Descriptor,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    name_end: usize,
    value_end: usize,
}

impl Params {
    /// Flattens the fields of a request.
    pub(crate) fn of_request(request: &dyn Object, api: &Api) -> Self {
        Self::merge(&[], request, api, &[])
    }

    /// Takes system parameters alone, in ascending order of their names.
    pub(crate) fn of_system(system: &[(&str, Option<&str>)]) -> Self {
        let mut params =
            Self { text: Vec::new(), spans: Vec::new(), files: Vec::new(), request: <()>::DESCRIPTOR };
        for (name, value) in system {
            params.push(name, |out| out.extend_from_slice(value.unwrap_or_default().as_bytes()));
        }
        params
    }

    /// Merges system parameters, the fields of a request, and further parameters, which win over fields of their name.
    ///
    /// All three come in ascending order of their names. A system parameter without a value is not there.
    pub(crate) fn merge<'a>(
        system: &'a [(&'a str, Option<&'a str>)],
        request: &dyn Object,
        api: &Api,
        extra: &'a [(String, String)],
    ) -> Self {
        let mut params = Self::of_system(&[]);
        let mut others = Others { system, extra };
        request.lend(&mut Borrower::new(&mut |lent| params.push_merged(lent, api, &mut others)));
        while let Some((name, value)) = others.next_if(|_| true) {
            params.push(name, |out| out.extend_from_slice(value.as_bytes()));
        }
        params
    }

    /// Pushes the fields of a request, each behind the other parameters that come before it.
    fn push_merged(&mut self, lent: Lent<'_, '_>, api: &Api, others: &mut Others<'_>) {
        let fields = lent.descriptor().fields();
        self.request = lent.descriptor();
        self.text.reserve(1024);
        self.spans.reserve(fields.len() + others.len());
        let indices = api.sorted().iter().map(|&index| usize::from(index));
        for (index, field) in indices.filter_map(|index| Some((index, fields.get(index)?))) {
            let name = field.wire_name();
            while let Some((name, value)) = others.next_if(|other| other < name) {
                self.push(name, |out| out.extend_from_slice(value.as_bytes()));
            }
            if let Some((_, value)) = others.next_if(|other| other == name) {
                self.push(name, |out| out.extend_from_slice(value.as_bytes()));
                continue;
            }
            let value = lent.value(index);
            if let Value::File(file) = value {
                self.files.push((name, file.clone()));
            }
            self.push(name, |out| write_parameter(field, value, out));
        }
    }

    fn push(&mut self, name: &str, write_value: impl FnOnce(&mut Vec<u8>)) {
        let start = self.text.len();
        self.text.extend_from_slice(name.as_bytes());
        let name_end = self.text.len();
        write_value(&mut self.text);
        if is_blank_bytes(&self.text[name_end..]) {
            self.text.truncate(start);
        } else {
            self.spans.push(Span { name_end, value_end: self.text.len() });
        }
    }

    /// Returns the parameters alone, as a call is not to hold its files twice.
    pub(crate) fn without_files(&self) -> Self {
        let (text, spans) = (self.text.clone(), self.spans.clone());
        Self { text, spans, files: Vec::new(), request: self.request }
    }

    /// Returns the text that is signed.
    pub(crate) fn signed_text(&self) -> &[u8] {
        &self.text
    }

    /// Iterates over the parameters: name and decoded value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw().map(|(name, value)| {
            // Everything written was text.
            (std::str::from_utf8(name).unwrap_or_default(), std::str::from_utf8(value).unwrap_or_default())
        })
    }

    /// Returns the decoded value of the parameter `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(parameter, value)| (parameter == name).then_some(value))
    }

    /// Returns the files that are uploaded with the parameters, by their names.
    pub fn files(&self) -> &[(&'static str, File)] {
        &self.files
    }

    /// Returns the number of parameters, files not counted.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Returns whether there is no parameter, files not counted.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    fn raw(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut start = 0;
        self.spans.iter().map(move |span| {
            let pair = (&self.text[start..span.name_end], &self.text[span.name_end..span.value_end]);
            start = span.value_end;
            pair
        })
    }

    /// Writes the parameters as a form (`application/x-www-form-urlencoded`), with room for a signature.
    pub(crate) fn to_unsigned_form(&self) -> Vec<u8> {
        let mut form = Vec::with_capacity(self.text.len() * 3 / 2 + self.spans.len() * 2 + 80);
        for (index, (name, value)) in self.raw().enumerate() {
            if index > 0 {
                form.push(b'&');
            }
            encode(name, &mut form);
            form.push(b'=');
            encode(value, &mut form);
        }
        form
    }

    /// Writes the parameters and their signature as a form.
    pub(crate) fn to_form(&self, signature: &Signature) -> Vec<u8> {
        let mut form = self.to_unsigned_form();
        if !form.is_empty() {
            form.push(b'&');
        }
        form.extend_from_slice(b"sign=");
        form.extend_from_slice(signature.as_str().as_bytes());
        form
    }
}

/// The parameters that do not come from a request, still to be merged.
struct Others<'a> {
    system: &'a [(&'a str, Option<&'a str>)],
    extra: &'a [(String, String)],
}

impl<'a> Others<'a> {
    fn len(&self) -> usize {
        self.system.len() + self.extra.len()
    }

    /// Takes the next parameter if its name is wanted.
    fn next_if(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
        match (self.system, self.extra) {
            ([(name, value), rest @ ..], extra)
                if extra.first().is_none_or(|(extra, _)| *name < extra.as_str()) =>
            {
                is_wanted(name).then(|| {
                    self.system = rest;
                    (*name, value.unwrap_or_default())
                })
            }
            (_, [(name, value), rest @ ..]) => is_wanted(name).then(|| {
                self.extra = rest;
                (name.as_str(), value.as_str())
            }),
            _ => None,
        }
    }
}

impl fmt::Debug for Params {
    /// Shows the parameters without session, signature, and whatever holds a field marked `secret`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(name, value)| (name, shown(Some(self.request), name, value))))
            .finish()
    }
}

/// What each byte is in form encoding, and in the last place how many bytes that is. Escaped is what
/// `java.net.URLEncoder` escapes, as the official SDKs do: all but letters, digits and `* - . _`.
const FORM: [[u8; 4]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut form = [[0; 4]; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "`try_from` is no `const fn`")]
        let plain = byte as u8;
        form[byte] = match plain {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => [plain, 0, 0, 1],
            b' ' => [b'+', 0, 0, 1],
            _ => [b'%', digits[byte >> 4], digits[byte & 15], 3],
        };
        byte += 1;
    }
    form
};

/// Whether each byte stands for itself. A `%` does not, though its escape begins with it.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = FORM[byte][0] as usize == byte && FORM[byte][3] == 1;
        byte += 1;
    }
    plain
};

/// How many bytes are encoded at once.
const CHUNK: usize = 64;

/// Returns text in form encoding.
pub(crate) fn encode_form(text: &str) -> Vec<u8> {
    let mut form = Vec::new();
    encode(text.as_bytes(), &mut form);
    form
}

/// Appends bytes in form encoding: UTF-8, upper-case hexadecimal digits, blanks as `+`.
fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    // Names and most values stand for themselves.
    let plain = bytes.iter().position(|&byte| !PLAIN[usize::from(byte)]).unwrap_or(bytes.len());
    let (plain, rest) = bytes.split_at(plain);
    out.extend_from_slice(plain);
    for chunk in rest.chunks(CHUNK) {
        // Four bytes are written for each, and all but its own are overwritten by the next: without a branch.
        let mut encoded = [0; 3 * CHUNK + 1];
        let mut end = 0;
        for &byte in chunk {
            let form = FORM[usize::from(byte)];
            encoded[end..end + 4].copy_from_slice(&form);
            end += usize::from(form[3]);
        }
        out.extend_from_slice(&encoded[..end]);
    }
}

/// Returns whether text is empty or only white space as Java's `Character.isWhitespace` has it: no-break spaces are
/// none, the separators U+001C to U+001F are.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(
            character,
            '\t'..='\r'
                | '\u{1c}'..=' '
                | '\u{1680}'
                | '\u{2000}'..='\u{2006}'
                | '\u{2008}'..='\u{200a}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{205f}'
                | '\u{3000}'
        )
    })
}

fn is_blank_bytes(bytes: &[u8]) -> bool {
    // A printable first byte settles it for nearly every value.
    match bytes.first() {
        Some(byte) if byte.is_ascii_graphic() => false,
        _ => std::str::from_utf8(bytes).is_ok_and(is_blank),
    }
}
