//! Signatures: pure functions of parameters, body and secret.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

use crate::params::is_blank;
use crate::secret::{AppSecret, REDACTED};

/// How a call is signed (`sign_method`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum SignMethod {
    /// `md5`: MD5 of the secret, the text, and the secret again.
    Md5,
    /// `hmac`: HMAC-MD5.
    Hmac,
    /// `hmac-sha256`: HMAC-SHA256, the default of the newest official SDKs.
    #[default]
    HmacSha256,
}

impl SignMethod {
    /// Every method, in the order in which the platform came to know them.
    pub const ALL: [Self; 3] = [Self::Md5, Self::Hmac, Self::HmacSha256];

    /// Returns the value of the parameter `sign_method`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Hmac => "hmac",
            Self::HmacSha256 => "hmac-sha256",
        }
    }
}

impl fmt::Display for SignMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error of a `sign_method` that is none of [`SignMethod::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseSignMethodError;

impl fmt::Display for ParseSignMethodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sign method is none of `md5`, `hmac`, `hmac-sha256`")
    }
}

impl std::error::Error for ParseSignMethodError {}

impl FromStr for SignMethod {
    type Err = ParseSignMethodError;

    /// Reads the value of the parameter `sign_method`, which the platform spells in lower case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(ParseSignMethodError)
    }
}

/// A signature (`sign`): upper-case hexadecimal digits, 32 of them, or 64 by HMAC-SHA256.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    // In place, since a call should not have to allocate for it.
    digits: [u8; 64],
    len: usize,
}

impl Signature {
    /// How many digits it has by the methods whose digest is the shortest.
    pub(crate) const MIN_DIGITS: usize = 32;

    /// Takes a digest of at most 32 bytes.
    fn of(digest: &[u8]) -> Self {
        let mut digits = [0; 64];
        for (digits, byte) in digits.chunks_exact_mut(2).zip(digest) {
            digits.copy_from_slice(hexadecimal(*byte));
        }
        Self { digits, len: 2 * digest.len() }
    }

    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// Returns the digits, which are ASCII.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.digits[..self.len]
    }
}

/// Returns the two hexadecimal digits of a byte: those of its escape, without the `%`.
pub(crate) fn hexadecimal(byte: u8) -> &'static [u8] {
    &percent_encoding::percent_encode_byte(byte).as_bytes()[1..]
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({REDACTED})")
    }
}

/// Signs parameters as the platform documents it.
///
/// The pairs may come in any order. Those whose name or value is empty or only white space are left out, and `sign`
/// itself must not be among them. `body` is what follows the parameters in a batch or a call with a JSON or XML body.
///
/// ```
/// use top_core::sign::{SignMethod, sign};
///
/// let pairs = [("foo", "1"), ("bar", "2"), ("foo_bar", "3"), ("foobar", "4")];
/// let signature = sign(pairs, None, &"helloworld".into(), SignMethod::HmacSha256);
/// assert_eq!(signature.as_str(), "339676BF36C50A8BD3D8F6B4A81B2F9AA614B05BFCFEBEFC169CB830D6B77D3B");
/// ```
pub fn sign<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: Option<&[u8]>,
    secret: &AppSecret,
    method: SignMethod,
) -> Signature {
    Signer::new(secret.clone(), method).sign(&text_to_sign(pairs, body))
}

/// Returns the text that [`sign`](fn@sign) signs (待签名字符串), without the secret: sorted names and values and then the
/// body, one behind the other.
///
/// ```
/// use top_core::sign::text_to_sign;
///
/// let pairs = [("foo", "1"), ("bar", "2"), ("blank", " ")];
/// assert_eq!(text_to_sign(pairs, Some(b"{}")), b"bar2foo1{}");
/// ```
pub fn text_to_sign<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, body: Option<&[u8]>) -> Vec<u8> {
    let mut pairs: Vec<_> =
        pairs.into_iter().filter(|(name, value)| !is_blank(name) && !is_blank(value)).collect();
    // The platform sorts by UTF-16 code units; for the ASCII names of real parameters that is the order of bytes.
    pairs.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
    let mut text = Vec::new();
    for (name, value) in pairs {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(value.as_bytes());
    }
    text.extend_from_slice(body.unwrap_or_default());
    text
}

/// A secret prepared for one method: the key schedule of an HMAC is computed once, not once a call.
#[derive(Clone)]
pub(crate) struct Signer {
    secret: AppSecret,
    key: Key,
}

#[derive(Clone)]
enum Key {
    Md5,
    Hmac(Hmac<Md5>),
    HmacSha256(Hmac<Sha256>),
}

impl Signer {
    pub(crate) fn new(secret: AppSecret, method: SignMethod) -> Self {
        let key = match method {
            SignMethod::Md5 => Key::Md5,
            SignMethod::Hmac => Key::Hmac(keyed(secret.expose())),
            SignMethod::HmacSha256 => Key::HmacSha256(keyed(secret.expose())),
        };
        Self { secret, key }
    }

    pub(crate) fn method(&self) -> SignMethod {
        match self.key {
            Key::Md5 => SignMethod::Md5,
            Key::Hmac(_) => SignMethod::Hmac,
            Key::HmacSha256(_) => SignMethod::HmacSha256,
        }
    }

    pub(crate) fn secret(&self) -> &AppSecret {
        &self.secret
    }

    pub(crate) fn is_blank(&self) -> bool {
        is_blank(self.secret.expose())
    }

    /// Returns the same secret prepared for another method.
    pub(crate) fn with_method(&self, method: SignMethod) -> Self {
        Self::new(self.secret.clone(), method)
    }

    /// Signs the text that sorted names and values make, one behind the other.
    pub(crate) fn sign(&self, text: &[u8]) -> Signature {
        match &self.key {
            Key::Md5 => {
                let secret = self.secret.expose();
                let digest = Md5::new().chain_update(secret).chain_update(text).chain_update(secret);
                Signature::of(&digest.finalize())
            }
            Key::Hmac(key) => Signature::of(&key.clone().chain_update(text).finalize().into_bytes()),
            Key::HmacSha256(key) => Signature::of(&key.clone().chain_update(text).finalize().into_bytes()),
        }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("method", &self.method()).finish_non_exhaustive()
    }
}

/// Returns whether two texts are the same, in a time that does not tell how far they are.
///
/// Their digests under one key are compared, which the library does in constant time.
pub(crate) fn is_same(left: &str, right: &str) -> bool {
    let digest = |text: &str| keyed::<Hmac<Sha256>>("").chain_update(text);
    digest(left).finalize() == digest(right).finalize()
}

fn keyed<M: Mac + KeyInit>(secret: &str) -> M {
    #[allow(clippy::expect_used, reason = "an HMAC takes keys of any length")]
    M::new_from_slice(secret.as_bytes()).expect("an HMAC takes keys of any length")
}
