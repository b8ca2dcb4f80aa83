//! `Json`: any JSON, kept as its text.

use std::fmt;
use std::str::FromStr;

use serde_core::de::{DeserializeOwned, IgnoredAny};
use serde_core::ser::Serialize;

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::Value;

/// Any JSON (`Json`), kept as its text; also the type for members whose type the documents leave open.
///
/// As a parameter its text is sent as it is; inside a struct it is embedded as JSON, not quoted. An answer may hold it
/// as JSON or as a string of JSON text (`token_result` does): both read alike.
///
/// Two values are equal if their texts are.
///
/// ```
/// use top_core::Json;
///
/// let json: Json = r#"{"k": [1, 2]}"#.parse()?;
/// let value: std::collections::BTreeMap<String, Vec<i64>> = json.to_value()?;
/// assert_eq!(value["k"], [1, 2]);
/// # Ok::<(), top_core::wire::ParseJsonError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(String);

impl Json {
    /// Writes `value` as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the value cannot be JSON, for example a map whose keys are no text.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, ParseJsonError> {
        serde_json::to_string(value).map(Self).map_err(ParseJsonError)
    }

    /// Reads the JSON as `T`.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON is no `T`.
    pub fn to_value<T: DeserializeOwned>(&self) -> Result<T, ParseJsonError> {
        serde_json::from_str(&self.0).map_err(ParseJsonError)
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Wraps text that was checked to be JSON.
    pub(crate) fn from_checked(text: String) -> Self {
        Self(text)
    }

    /// Returns whether `text` is JSON.
    pub(crate) fn is_json(text: &str) -> bool {
        serde_json::from_str::<IgnoredAny>(text).is_ok()
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error of JSON that is none, or that is not of the type asked for.
#[derive(Debug)]
pub struct ParseJsonError(serde_json::Error);

impl fmt::Display for ParseJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ParseJsonError {}

impl FromStr for Json {
    type Err = ParseJsonError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str::<IgnoredAny>(text).map_err(ParseJsonError)?;
        Ok(Self(text.to_owned()))
    }
}

impl Wire for Json {
    const TYPE: Type = Type::Json;

    fn value(&self) -> Value<'_> {
        Value::Json(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.json()
    }
}
