//! What the gateway remembers of a call.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::descriptor::Descriptor;
use crate::redact::shown;
use crate::secret::Session;
use crate::system::is_system_parameter;
use crate::wire::File;

/// A call that the gateway received.
#[derive(Clone)]
pub struct RecordedCall {
    pub(super) parameters: BTreeMap<String, String>,
    pub(super) files: BTreeMap<String, File>,
    pub(super) raw_body: Option<Bytes>,
    pub(super) request_id: String,
    pub(super) error_code: Option<i64>,
    pub(super) sub_code: Option<String>,
    pub(super) was_executed: bool,
    pub(super) duration: Option<Duration>,
    /// The declaration of the API, if it has a typed handler: it knows what is secret.
    pub(super) request: Option<&'static Descriptor>,
}

impl RecordedCall {
    /// Returns the method name, empty if there was none.
    pub fn method(&self) -> &str {
        self.parameter("method").unwrap_or_default()
    }

    /// Returns the decoded value of a parameter, system parameters included; a file is none, see [`file`](Self::file).
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// Returns the file that was sent under the wire name `name`.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.get(name)
    }

    /// Returns the body if it was JSON or XML of the caller's.
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.raw_body.as_ref()
    }

    /// Iterates over the parameters of the API, without system parameters, in ascending order of their names.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters
            .iter()
            .filter(|(name, _)| !is_system_parameter(name))
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the user's session.
    pub fn session(&self) -> Option<Session> {
        self.parameter("session").map(Session::from)
    }

    /// Returns the id that the call was answered with.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Returns whether the handler did its work for the call, whatever became of its answer.
    pub fn was_executed(&self) -> bool {
        self.was_executed
    }

    /// Returns the code of the error that the call was answered with, `None` if it was answered with a
    /// response, or is still under way.
    pub fn error_code(&self) -> Option<i64> {
        self.error_code
    }

    /// Returns the sub-code of that error, if it has one.
    pub fn sub_code(&self) -> Option<&str> {
        self.sub_code.as_deref()
    }

    /// Returns how long it took to answer the call, `None` while it is under way.
    pub fn duration(&self) -> Option<Duration> {
        self.duration
    }
}

impl fmt::Debug for RecordedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: BTreeMap<_, _> = self
            .parameters
            .iter()
            .map(|(name, value)| (name.as_str(), shown(self.request, name, value)))
            .collect();
        f.debug_struct("RecordedCall")
            .field("parameters", &shown)
            .field("files", &self.files)
            .field("raw_body", &self.raw_body.as_ref().map(|body| format!("{} bytes", body.len())))
            .field("request_id", &self.request_id)
            .field("error_code", &self.error_code)
            .field("sub_code", &self.sub_code)
            .field("was_executed", &self.was_executed)
            .field("duration", &self.duration)
            .finish()
    }
}
