//! From the bytes that were received to text in UTF-8: unpacked, and out of the charset that it came in.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};

use crate::error::DecodeErrorKind;

/// What every gzip starts with, and no text does.
const GZIP_MAGIC: &[u8] = &[0x1f, 0x8b];

/// A body that is no text.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) kind: DecodeErrorKind,
    pub(crate) problem: String,
    /// What can be shown of it.
    pub(crate) body: Bytes,
}

/// Turns a body into text of at most `max_bytes` bytes before it is converted. What is in UTF-8 already, or should be,
/// is returned as it is.
///
/// # Errors
///
/// Returns an error if the body is too large, cannot be unpacked, or is not in its charset.
pub(crate) fn to_text(headers: &HeaderMap, body: Bytes, max_bytes: usize) -> Result<Bytes, Unreadable> {
    // What starts as text is neither compressed nor marked with its charset, and nearly every answer is such text in UTF-8.
    if matches!(body.first(), Some(b'{' | b'<')) && body.len() <= max_bytes && is_utf_8_by_header(headers) {
        return Ok(body);
    }
    let body = unpack(headers, body, max_bytes)?;
    if body.len() > max_bytes {
        return Err(too_large(body, max_bytes));
    }
    convert(headers, body)
}

fn too_large(body: Bytes, max_bytes: usize) -> Unreadable {
    let problem = format!("the body is larger than the limit of {max_bytes} bytes");
    Unreadable { kind: DecodeErrorKind::TooLarge, problem, body }
}

/// Unpacks a body by what it is, not by its header: a transport may have unpacked it and left the header as it was.
fn unpack(headers: &HeaderMap, body: Bytes, max_bytes: usize) -> Result<Bytes, Unreadable> {
    if body.starts_with(GZIP_MAGIC) {
        return gunzip(&body, max_bytes);
    }
    // What starts as text is text, and nearly every answer is.
    if matches!(body.first(), Some(b'{' | b'<')) || !headers.contains_key(header::CONTENT_ENCODING) {
        return Ok(body);
    }
    let codings = headers.get_all(header::CONTENT_ENCODING).iter().filter_map(|coding| coding.to_str().ok());
    let mut codings = codings.flat_map(|codings| codings.split(',')).map(str::trim);
    let is_known = |coding: &str| {
        ["gzip", "x-gzip", "identity", ""].iter().any(|known| known.eq_ignore_ascii_case(coding))
    };
    if codings.all(is_known) || std::str::from_utf8(&body).is_ok() {
        return Ok(body);
    }
    let problem = "the body is compressed in a way that was not asked for".to_owned();
    Err(Unreadable { kind: DecodeErrorKind::Compression, problem, body })
}

#[cfg(feature = "gzip")]
fn gunzip(packed: &Bytes, max_bytes: usize) -> Result<Bytes, Unreadable> {
    use std::io::Read;

    // One byte more than allowed tells a body of just the limit from a larger one.
    let limit = u64::try_from(max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut body = Vec::with_capacity(packed.len().saturating_mul(4).min(max_bytes));
    match flate2::bufread::MultiGzDecoder::new(&**packed).take(limit).read_to_end(&mut body) {
        Ok(_) if body.len() > max_bytes => Err(too_large(body.into(), max_bytes)),
        Ok(_) => Ok(body.into()),
        Err(error) => {
            let problem = format!("the body is no whole gzip: {error}");
            Err(Unreadable { kind: DecodeErrorKind::Compression, problem, body: body.into() })
        }
    }
}

#[cfg(not(feature = "gzip"))]
fn gunzip(packed: &Bytes, _: usize) -> Result<Bytes, Unreadable> {
    let problem = "the body is compressed by gzip, which takes the feature `gzip` to read".to_owned();
    Err(Unreadable { kind: DecodeErrorKind::Compression, problem, body: packed.clone() })
}

/// Returns whether the header says UTF-8 in the words in which the platform does.
fn is_utf_8_by_header(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    matches!(
        content_type,
        Some(
            b"text/javascript;charset=UTF-8"
                | b"application/json;charset=UTF-8"
                | b"application/json;charset=utf-8"
                | b"text/xml;charset=UTF-8"
        )
    )
}

/// Returns the charset that the header names.
fn named_charset(headers: &HeaderMap) -> Option<&str> {
    let content_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::to_str)?.ok()?;
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

fn is_utf_8(charset: &str) -> bool {
    ["utf-8", "utf8"].iter().any(|name| name.eq_ignore_ascii_case(charset))
}

#[cfg(feature = "charset")]
fn convert(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Unreadable> {
    use std::borrow::Cow;

    use encoding_rs::{Encoding, UTF_8};

    // What nearly every answer is: UTF-8 by its header, without a mark.
    let is_marked = body.first().is_none_or(|&first| first > 0xee);
    if !is_marked && named_charset(headers).is_some_and(is_utf_8) {
        return Ok(body);
    }
    let (encoding, skipped) = if let Some(marked) = Encoding::for_bom(&body) {
        marked
    } else {
        #[cfg(feature = "xml")]
        let declared = || super::xml::declared_charset(&body);
        #[cfg(not(feature = "xml"))]
        let declared = || None;
        let Some(charset) = named_charset(headers).map(str::to_owned).or_else(declared) else {
            return Ok(body);
        };
        match Encoding::for_label(charset.as_bytes()) {
            Some(encoding) => (encoding, 0),
            None if is_utf_8(&charset) || body.is_ascii() => return Ok(body),
            None => {
                let problem = "the body is in a charset that is not known".to_owned();
                return Err(Unreadable { kind: DecodeErrorKind::Charset, problem, body });
            }
        }
    };
    if encoding == UTF_8 {
        return Ok(body);
    }
    match encoding.decode_without_bom_handling_and_without_replacement(&body[skipped..]) {
        Some(Cow::Owned(text)) => Ok(text.into()),
        Some(Cow::Borrowed(_)) => Ok(body.slice(skipped..)),
        None => {
            let problem = format!("the body is no {}", encoding.name());
            Err(Unreadable { kind: DecodeErrorKind::Charset, problem, body })
        }
    }
}

#[cfg(not(feature = "charset"))]
fn convert(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Unreadable> {
    match named_charset(headers) {
        Some(charset) if !is_utf_8(charset) && !body.is_ascii() => {
            let problem =
                "the body is in another charset than UTF-8, which takes the feature `charset` to read";
            Err(Unreadable { kind: DecodeErrorKind::Charset, problem: problem.to_owned(), body })
        }
        _ => Ok(body),
    }
}
