//! One way to sign: the right one, or one of the wrong ones.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs::GBK;
use top_core::sign::{sign, text_to_sign};
use top_core::{AppSecret, SignMethod};

/// How text and secret become a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the platform documents it.
    Documented(SignMethod),
    /// MD5 of the text and the secret behind it: what the official Java SDK falls back to where no method is set.
    SecretBehind,
    /// MD5 of the secret and the text behind it.
    SecretBefore,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented(method) => f.pad(method.as_str()),
            Self::SecretBehind => f.pad("legacy"),
            Self::SecretBefore => f.pad("md5 without the secret at the end"),
        }
    }
}

impl FromStr for Way {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            // What the official function does with any other method, none among them.
            "legacy" | "" => Ok(Self::SecretBehind),
            text => {
                text.parse().map(Self::Documented).map_err(|_| "it should be `md5`, `hmac` or `hmac-sha256`")
            }
        }
    }
}

/// The order in which parameters are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Sorted,
    AsGiven,
    WithoutCase,
    NamesWithValues,
}

/// Which blank parameters are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    LeftOut,
    EmptyLeftOut,
    Signed,
}

/// Everything that a signature depends on.
#[derive(Clone)]
pub(super) struct Attempt {
    /// Decoded, in the order in which they were given, without `sign`.
    pub(super) pairs: Vec<(String, String)>,
    /// A body that is signed behind the parameters.
    pub(super) body: Option<Vec<u8>>,
    pub(super) secret: AppSecret,
    pub(super) way: Way,
    pub(super) order: Order,
    pub(super) blanks: Blanks,
    pub(super) is_gbk: bool,
    /// Whether `=` and `&` stand between names and values.
    pub(super) is_form: bool,
}

impl Attempt {
    /// Signs as the platform does.
    pub(super) fn new(
        pairs: Vec<(String, String)>,
        body: Option<Vec<u8>>,
        secret: AppSecret,
        way: Way,
    ) -> Self {
        Self {
            pairs,
            body,
            secret,
            way,
            order: Order::Sorted,
            blanks: Blanks::LeftOut,
            is_gbk: false,
            is_form: false,
        }
    }

    /// Returns the pairs that are signed, in the order in which they are.
    pub(super) fn signed_pairs(&self) -> Vec<(&str, &str)> {
        let pairs = self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut pairs: Vec<_> = pairs.filter(|(name, value)| self.is_signed(name, value)).collect();
        match self.order {
            Order::AsGiven => {}
            Order::Sorted => pairs.sort_by(|left, right| left.0.encode_utf16().cmp(right.0.encode_utf16())),
            Order::WithoutCase => pairs.sort_by_key(|(name, _)| name.to_lowercase()),
            Order::NamesWithValues => pairs.sort_by_key(|(name, value)| format!("{name}{value}")),
        }
        pairs
    }

    fn is_signed(&self, name: &str, value: &str) -> bool {
        match self.blanks {
            Blanks::LeftOut => !is_blank(name, value),
            Blanks::EmptyLeftOut => !name.is_empty() && !value.is_empty(),
            Blanks::Signed => !name.is_empty(),
        }
    }

    /// Returns the text that is signed.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut text = String::new();
        for (name, value) in self.signed_pairs() {
            match self.is_form {
                false => text.extend([name, value]),
                true if text.is_empty() => text.extend([name, "=", value]),
                true => text.extend(["&", name, "=", value]),
            }
        }
        let mut text = if self.is_gbk {
            match GBK.encode(&text).0 {
                Cow::Borrowed(bytes) => bytes.to_vec(),
                Cow::Owned(bytes) => bytes,
            }
        } else {
            text.into_bytes()
        };
        text.extend_from_slice(self.body.as_deref().unwrap_or_default());
        text
    }

    /// Returns the signature.
    pub(super) fn signature(&self) -> String {
        let text = self.text();
        let secret = self.secret.expose().as_bytes();
        let (text, secret, method) = match self.way {
            Way::Documented(method) => (text, self.secret.clone(), method),
            // With an empty secret `md5` is the digest of the text alone.
            Way::SecretBehind => ([&text, secret].concat(), AppSecret::from(""), SignMethod::Md5),
            Way::SecretBefore => ([secret, &text].concat(), AppSecret::from(""), SignMethod::Md5),
        };
        sign([], Some(&text), &secret, method).as_str().to_owned()
    }
}

/// Returns whether the platform leaves out a parameter, as its name or value is blank.
pub(super) fn is_blank(name: &str, value: &str) -> bool {
    text_to_sign([(name, value)], None).is_empty()
}
