//! What a user's browser comes back with.

use std::fmt;

use crate::error::OAuthError;
use crate::form::decode;
use crate::secret::AuthorizationCode;
use crate::sign::is_same;

/// Why a redirect brought no code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectError {
    /// The state is missing or another: the redirect does not belong to this browser, and nothing in it is believed.
    State,
    /// The user or the server refused, for example with `access_denied`.
    Refused(OAuthError),
    /// There is no code, or a parameter is there twice.
    Malformed,
}

impl fmt::Display for RedirectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State => {
                f.write_str("the redirect has another `state` than the authorisation was started with")
            }
            Self::Refused(error) => error.fmt(f),
            Self::Malformed => f.write_str("the redirect has no code, or a parameter twice"),
        }
    }
}

impl std::error::Error for RedirectError {}

/// Reads a URL or its query.
pub(super) fn read(redirect: &str, state: &str) -> Result<AuthorizationCode, RedirectError> {
    let redirect = redirect.split_once('#').map_or(redirect, |(start, _)| start);
    let query = redirect.split_once('?').map_or(redirect, |(_, query)| query);
    let given = parameter(query, "state")?.unwrap_or_default();
    // Two that are blank are equal, and prove nothing.
    if state.trim().is_empty() || !is_same(&given, state) {
        return Err(RedirectError::State);
    }
    if let Some(error) = parameter(query, "error")? {
        let description = parameter(query, "error_description")?;
        return Err(RedirectError::Refused(OAuthError::new(error, description, None)));
    }
    parameter(query, "code")?.map(AuthorizationCode::new).ok_or(RedirectError::Malformed)
}

/// Finds a parameter that is not blank. None may be there twice (RFC 6749, section 3.1).
fn parameter(query: &str, name: &str) -> Result<Option<String>, RedirectError> {
    let mut values = query.split('&').filter_map(|pair| {
        let (found, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(found.as_bytes()) == name).then(|| decode(value.as_bytes()).into_owned())
    });
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(RedirectError::Malformed),
        (value, None) => Ok(value.filter(|value| !value.trim().is_empty())),
    }
}
