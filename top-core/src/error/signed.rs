//! What was signed, without its secrets.

use std::fmt;

use crate::secret::REDACTED;
use crate::sign::SignMethod;

/// What stands where the AppSecret was signed.
const APP_SECRET: &str = "[AppSecret]";

/// What a refused call signed (待签名字符串), its secrets blotted out: compare it with what the platform's signing tool
/// makes.
///
/// The session and what fields marked `secret` hold are shown as `[redacted]`, the `AppSecret` as `[AppSecret]`. The
/// other values of the request are there as they were sent, so mind where `Display` goes; `Debug` shows the names
/// alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedText {
    parameters: Vec<(String, String)>,
}

impl SignedText {
    /// Takes the parameters in the order in which they were signed, blotted out.
    pub(crate) fn new(parameters: Vec<(String, String)>) -> Self {
        Self { parameters }
    }

    /// Returns how the call was signed.
    pub fn sign_method(&self) -> SignMethod {
        let mut parameters = self.parameters();
        let method = parameters.find_map(|(name, value)| (name == "sign_method").then_some(value));
        method.and_then(|method| method.parse().ok()).unwrap_or_default()
    }

    /// Iterates over what was signed in its order: the names, and the values or `[redacted]`.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Iterates over the names of what was signed in its order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parameters().map(|(name, _)| name)
    }
}

impl fmt::Display for SignedText {
    /// Writes the string to sign: names and values one behind the other; by `md5` between two `AppSecrets`, which are
    /// the key of the other methods.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edge = if self.sign_method() == SignMethod::Md5 { APP_SECRET } else { "" };
        f.write_str(edge)?;
        for (name, value) in self.parameters() {
            write!(f, "{name}{value}")?;
        }
        f.write_str(edge)
    }
}

impl fmt::Debug for SignedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.names().map(|name| (name, REDACTED))).finish()
    }
}
