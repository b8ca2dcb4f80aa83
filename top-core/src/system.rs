//! The system parameters (公共参数) that accompany the parameters of every call.

use crate::descriptor::is_equal;
use crate::flatten::{Sink, write_date};
use crate::params::Params;
use crate::request::Format;
use crate::secret::Session;
use crate::sign::SignMethod;
use crate::wire::DateTime;

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
#[cfg(feature = "sandbox")]
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

/// The values of one call's system parameters, but for `sign`, which is computed from all others. What is `None` is not
/// sent.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct System<'a> {
    pub(crate) app_key: Option<&'a str>,
    pub(crate) format: Option<Format>,
    pub(crate) method: Option<&'a str>,
    pub(crate) partner_id: Option<&'a str>,
    pub(crate) session: Option<&'a Session>,
    pub(crate) sign_method: Option<SignMethod>,
    pub(crate) simplify: bool,
    pub(crate) target_app_key: Option<&'a str>,
    pub(crate) timestamp: Option<DateTime>,
    pub(crate) has_version: bool,
}

/// Writes one parameter, if it is sent.
type Write = fn(&System<'_>, &mut Params);

/// The parameters in ascending order of their names, and how each is written. The form of what few values there are for is
/// a constant, too.
pub(crate) const WRITERS: [(&str, Write); 10] = [
    ("app_key", |system, params| params.push_system("app_key", system.app_key)),
    ("format", |system, params| match system.format {
        None => {}
        Some(Format::Json) => params.known(b"formatjson", b"format=json&"),
        #[cfg(feature = "xml")]
        Some(Format::Xml) => params.known(b"formatxml", b"format=xml&"),
    }),
    ("method", |system, params| params.push_system("method", system.method)),
    ("partner_id", |system, params| params.push_system("partner_id", system.partner_id)),
    ("session", |system, params| params.push_session(system.session)),
    ("sign_method", |system, params| match system.sign_method {
        None => {}
        Some(SignMethod::Md5) => params.known(b"sign_methodmd5", b"sign_method=md5&"),
        Some(SignMethod::Hmac) => params.known(b"sign_methodhmac", b"sign_method=hmac&"),
        Some(SignMethod::HmacSha256) => {
            params.known(b"sign_methodhmac-sha256", b"sign_method=hmac-sha256&");
        }
    }),
    ("simplify", |system, params| {
        if system.simplify {
            params.known(b"simplifytrue", b"simplify=true&");
        }
    }),
    ("target_app_key", |system, params| params.push_system("target_app_key", system.target_app_key)),
    ("timestamp", |system, params| {
        if let Some(timestamp) = system.timestamp {
            params.known(b"timestamp", b"timestamp=");
            write_date(timestamp, params);
            params.known(b"", b"&");
        }
    }),
    ("v", |system, params| {
        if system.has_version {
            params.known(b"v2.0", b"v=2.0&");
        }
    }),
];
