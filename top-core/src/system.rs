//! The system parameters (公共参数) that accompany the parameters of every call.

use crate::descriptor::is_equal;
use crate::request::Format;
use crate::secret::Session;
use crate::sign::SignMethod;

/// The names of the system parameters. No parameter of an API can have one: on the wire the two would be one.
pub const SYSTEM_PARAMETERS: [&str; 11] = [
    "app_key",
    "format",
    "method",
    "partner_id",
    "session",
    "sign",
    "sign_method",
    "simplify",
    "target_app_key",
    "timestamp",
    "v",
];

/// The version of the protocol, parameter `v`.
pub(crate) const VERSION: &str = "2.0";

/// Returns whether `name` is that of a system parameter.
pub const fn is_system_parameter(name: &str) -> bool {
    let mut index = 0;
    while index < SYSTEM_PARAMETERS.len() {
        if is_equal(SYSTEM_PARAMETERS[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// The values of one call's system parameters, but for `sign`, which is computed from all others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct System<'a> {
    pub(crate) app_key: &'a str,
    pub(crate) format: Format,
    /// `None` for a batch, in which each call has its own.
    pub(crate) method: Option<&'a str>,
    pub(crate) partner_id: Option<&'a str>,
    pub(crate) session: Option<&'a Session>,
    pub(crate) sign_method: SignMethod,
    pub(crate) simplify: bool,
    pub(crate) target_app_key: Option<&'a str>,
    /// GMT+8, as [`DateTime`](crate::DateTime) shows itself.
    pub(crate) timestamp: &'a str,
}

impl System<'_> {
    /// Returns the parameters in ascending order of the names.
    pub(crate) fn parameters(&self) -> [(&str, Option<&str>); 10] {
        [
            ("app_key", Some(self.app_key)),
            ("format", Some(self.format.as_str())),
            ("method", self.method),
            ("partner_id", self.partner_id),
            ("session", self.session.map(Session::expose)),
            ("sign_method", Some(self.sign_method.as_str())),
            ("simplify", self.simplify.then_some("true")),
            ("target_app_key", self.target_app_key),
            ("timestamp", Some(self.timestamp)),
            ("v", Some(VERSION)),
        ]
    }
}
