//! Form encoding (`application/x-www-form-urlencoded`), as the official SDKs have it.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

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

/// Returns whether all bytes stand for themselves, as those of most values do.
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    // What begins with an escape, as JSON and Chinese do, is not looked at any further.
    bytes.first().is_none_or(|&first| PLAIN[usize::from(first)])
        && bytes.iter().fold(true, |is_plain, &byte| is_plain & PLAIN[usize::from(byte)])
}

/// For how many bytes room is made at once, three times as much: large values would else keep room that they do not need.
const CHUNK: usize = 4096;

/// Appends bytes in form encoding: UTF-8, upper-case hexadecimal digits, blanks as `+`.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(CHUNK) {
        let start = out.len();
        out.resize(start + 3 * chunk.len() + 1, 0);
        let (form, mut end) = (&mut out[start..], 0);
        for &byte in chunk {
            // Four bytes are written for each, and all but its own are overwritten by the next: without a branch.
            let escaped = FORM[usize::from(byte)];
            form[end..end + 4].copy_from_slice(&escaped);
            end += usize::from(escaped[3]);
        }
        out.truncate(start + end);
    }
}

/// Returns text in form encoding.
pub(crate) fn encode_text(text: &str) -> String {
    let mut form = Vec::new();
    encode(text.as_bytes(), &mut form);
    String::from_utf8(form).unwrap_or_default()
}

/// Returns how many bytes a name or value of a form decodes to.
pub(crate) fn decoded_len(form: &[u8]) -> usize {
    form.len() - 2 * memchr_iter(b'%', form).count()
}

/// Decodes one name or value of a form.
pub(crate) fn decode(form: &[u8]) -> Cow<'_, str> {
    if memchr2(b'+', b'%', form).is_none() {
        // As the names are, and most values.
        return std::str::from_utf8(form).map_or_else(|_| String::from_utf8_lossy(form), Cow::Borrowed);
    }
    let blanks: Vec<u8> = form.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    Cow::Owned(percent_encoding::percent_decode(&blanks).decode_utf8_lossy().into_owned())
}

/// Returns name and value of a parameter in a form.
pub(crate) fn split_pair(pair: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = pair.iter().position(|&byte| byte == b'=')?;
    Some((&pair[..at], &pair[at + 1..]))
}
