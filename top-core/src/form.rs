//! Form encoding (`application/x-www-form-urlencoded`), as the official SDKs have it.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

/// Returns whether a byte stands for itself. Escaped is what `java.net.URLEncoder` escapes, as the official SDKs do: all
/// but letters, digits and `* - . _`.
const fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() | matches!(byte, b'*' | b'-' | b'.' | b'_')
}

/// What each byte is in form encoding, and in the last place how many bytes that is.
const FORM: [[u8; 4]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut form = [[0; 4]; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "`try_from` is no `const fn`")]
        let plain = byte as u8;
        form[byte] = match plain {
            plain if is_plain_byte(plain) => [plain, 0, 0, 1],
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

/// Returns how many bytes from the first on stand for themselves: of most values, all.
pub(crate) fn plain_len(bytes: &[u8]) -> usize {
    // By whole chunks the compiler compares all bytes of one at once.
    let (chunks, _) = bytes.as_chunks::<16>();
    let is_plain =
        |chunk: &&[u8; 16]| chunk.iter().fold(true, |is_plain, &byte| is_plain & is_plain_byte(byte));
    let chunks = 16 * chunks.iter().take_while(is_plain).count();
    let rest = &bytes[chunks..];
    chunks + rest.iter().position(|&byte| !PLAIN[usize::from(byte)]).unwrap_or(rest.len())
}

/// Appends bytes in form encoding: UTF-8, upper-case hexadecimal digits, blanks as `+`.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(CHUNK) {
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

/// Returns text in form encoding.
pub(crate) fn encode_text(text: &str) -> String {
    let (plain, rest) = text.as_bytes().split_at(plain_len(text.as_bytes()));
    let mut form = plain.to_vec();
    encode(rest, &mut form);
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
