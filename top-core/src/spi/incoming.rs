//! The bytes of a call, taken apart: what is signed stays bytes, what is read becomes text.

use std::collections::BTreeMap;

use bytes::Bytes;
use encoding_rs::{Encoding, UTF_8};
use http::{HeaderMap, HeaderValue, Uri, header};
use percent_encoding::percent_decode;

use super::{SpiError, multipart};
use crate::wire::File;

/// The header that names the headers that are signed.
const SIGN_LIST: &str = "top-sign-list";

/// A call as it came, not verified yet.
pub(super) struct Incoming {
    /// The headers that are signed, their names as `top-sign-list` has them.
    pub(super) headers: Vec<Pair>,
    pub(super) query: Vec<Pair>,
    /// The text fields of a form, of which the query may have some again.
    pub(super) form: Vec<Pair>,
    pub(super) files: BTreeMap<String, File>,
    pub(super) content: Content,
    /// The body if it is signed as it is.
    pub(super) signed_body: Bytes,
}

/// What a call says with its body.
pub(super) enum Content {
    /// Nothing but parameters.
    Parameters,
    /// The text of JSON.
    Json(String),
    /// Text of the named type that is no JSON.
    Text(String, &'static str),
}

/// A name and a value, decoded.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
    /// Both in the charset of the call.
    pub(super) bytes: Vec<u8>,
    /// Whether the value was written with a `=` in it, so that the official check passes the pair over.
    pub(super) is_passed_over: bool,
}

/// The types of body that the signature covers.
enum MediaType {
    Form,
    Multipart,
    Json,
    Text(&'static str),
}

impl Incoming {
    /// Takes a call apart.
    pub(super) fn read(uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Result<Self, SpiError> {
        let content_type =
            only(headers, header::CONTENT_TYPE.as_str())?.map_or(&b""[..], HeaderValue::as_bytes);
        // What is not ASCII in it is no charset, no boundary and no type that is known.
        let content_type = String::from_utf8_lossy(content_type);
        let encoding = encoding_of(&content_type)?;
        let query = Pair::split(uri.query().unwrap_or_default().as_bytes(), encoding, "the query")?;
        let mut call = Self {
            headers: signed_headers(headers, encoding)?,
            query,
            form: Vec::new(),
            files: BTreeMap::new(),
            content: Content::Parameters,
            signed_body: Bytes::new(),
        };
        match media_type(&content_type, body)? {
            MediaType::Form => call.form = Pair::split(body, encoding, "the form")?,
            MediaType::Multipart => {
                let parts = multipart::read(&content_type, body.clone())
                    .ok_or(SpiError::Unreadable("the form of several parts is malformed"))?;
                for (name, value) in parts.texts {
                    call.form.push(Pair::new(name.as_bytes(), &value, UTF_8, encoding, "the form")?);
                }
                refuse_repeated(&call.form, "the form")?;
                for (name, file) in parts.files {
                    // Files are not signed: none may pass for a parameter, which is.
                    if call.parameter(&name).is_some() || call.files.insert(name, file).is_some() {
                        return Err(SpiError::Unreadable("a file has the name of another field"));
                    }
                }
            }
            MediaType::Json => call.content = Content::Json(call.sign_body(body, encoding)?),
            MediaType::Text(name) => call.content = Content::Text(call.sign_body(body, encoding)?, name),
        }
        Ok(call)
    }

    fn sign_body(&mut self, body: &Bytes, encoding: &'static Encoding) -> Result<String, SpiError> {
        self.signed_body = body.clone();
        decode(body, encoding, "the body")
    }

    /// Returns the value of a parameter; the query wins.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter().chain(&self.form);
        pairs.find(|pair| pair.name == name).map(|pair| pair.value.as_str())
    }
}

impl Pair {
    /// Splits pairs of the form `name=value&...`, each at its first `=`.
    fn split(text: &[u8], encoding: &'static Encoding, place: &'static str) -> Result<Vec<Self>, SpiError> {
        let mut pairs = Vec::new();
        for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            // Taken for `x&y`, the pair `x=y` would often be signed alike.
            let at = pair.iter().position(|byte| *byte == b'=').ok_or(SpiError::NotAPair(place))?;
            let (name, value) = (&pair[..at], &pair[at + 1..]);
            let is_passed_over = value.contains(&b'=');
            let pair = Self::new(&url_decode(name), &url_decode(value), encoding, encoding, place)?;
            pairs.push(Self { is_passed_over, ..pair });
        }
        refuse_repeated(&pairs, place)?;
        Ok(pairs)
    }

    fn new(
        name: &[u8],
        value: &[u8],
        name_encoding: &'static Encoding,
        encoding: &'static Encoding,
        place: &'static str,
    ) -> Result<Self, SpiError> {
        Ok(Self {
            name: decode(name, name_encoding, place)?,
            value: decode(value, encoding, place)?,
            bytes: [name, value].concat(),
            is_passed_over: false,
        })
    }
}

/// Reads the headers that are signed. One that is named and not there is signed as an empty one.
fn signed_headers(headers: &HeaderMap, encoding: &'static Encoding) -> Result<Vec<Pair>, SpiError> {
    let place = "a header that is signed";
    let names = only(headers, SIGN_LIST)?.map_or(&b""[..], HeaderValue::as_bytes);
    let mut pairs = Vec::new();
    for name in names.split(|byte| *byte == b',').filter(|name| !name.is_empty()) {
        // The name is signed as it is written, blanks included.
        let plain = decode(name, UTF_8, place)?;
        let value = only(headers, plain.trim())?.map_or(&b""[..], HeaderValue::as_bytes);
        pairs.push(Pair::new(name, &url_decode(value), UTF_8, encoding, place)?);
    }
    refuse_repeated(&pairs, place)?;
    Ok(pairs)
}

/// Returns the one header of a name. Which of two is meant, nobody could tell.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h HeaderValue>, SpiError> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        _ => Err(SpiError::Unreadable("a header that counts is there twice")),
    }
}

/// Refuses two pairs of one name, of which the official check would sign one.
fn refuse_repeated(pairs: &[Pair], place: &'static str) -> Result<(), SpiError> {
    let mut names: Vec<_> = pairs.iter().map(|pair| pair.name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|names| names[0] == names[1]) {
        return Err(SpiError::Repeated(place));
    }
    Ok(())
}

/// Returns the charset of a Content-Type, UTF-8 if it has none.
fn encoding_of(content_type: &str) -> Result<&'static Encoding, SpiError> {
    let charset = content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    match charset {
        None | Some("") => Ok(UTF_8),
        // In any other, the separators of a form could be halves of characters.
        Some(charset) => Encoding::for_label(charset.as_bytes())
            .filter(|encoding| encoding.is_ascii_compatible())
            .ok_or(SpiError::Unreadable("the charset of the Content-Type is not known")),
    }
}

/// Returns the type of a body. One that the signature does not cover is refused: anybody could have written it.
fn media_type(content_type: &str, body: &[u8]) -> Result<MediaType, SpiError> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Ok(MediaType::Form),
        "multipart/form-data" => Ok(MediaType::Multipart),
        "application/json" => Ok(MediaType::Json),
        "text/xml" => Ok(MediaType::Text("text/xml")),
        "application/xml" => Ok(MediaType::Text("application/xml")),
        "text/plain" => Ok(MediaType::Text("text/plain")),
        _ if body.is_empty() => Ok(MediaType::Form),
        _ => Err(SpiError::unsupported(&essence)),
    }
}

/// Decodes text, `+` into a blank, as `java.net.URLDecoder` does.
fn url_decode(text: &[u8]) -> Vec<u8> {
    let blanks: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&blanks).collect()
}

fn decode(bytes: &[u8], encoding: &'static Encoding, place: &'static str) -> Result<String, SpiError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(Into::into).ok_or(SpiError::Undecodable { place, charset: encoding.name() })
}
