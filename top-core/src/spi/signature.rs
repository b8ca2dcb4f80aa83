//! The signature of a call of the platform (`SpiUtils` of the official Java SDK).

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Uri;
use http::uri::PathAndQuery;
use subtle::ConstantTimeEq;

use super::SpiError;
use super::incoming::{Incoming, Pair};
use crate::secret::AppSecret;
use crate::sign::{SignMethod, Signer};

/// The parameter of the query that holds the signature.
const SIGN: &str = "sign";

impl Incoming {
    /// Compares the signature of the query with the right one, in a time that does not depend on either.
    ///
    /// A signature that leaves out the pairs which the official check passes over is right as well; they are left out of
    /// the call then, for nobody has signed them.
    pub(super) fn check_signature(&mut self, signer: &Signer) -> Result<(), SpiError> {
        let outcome = self.compare_signature(signer);
        if outcome.is_ok() || !self.query.iter().any(|pair| pair.is_passed_over) {
            return outcome;
        }
        self.query.retain(|pair| !pair.is_passed_over);
        self.compare_signature(signer)
    }

    fn compare_signature(&self, signer: &Signer) -> Result<(), SpiError> {
        let given = self.query.iter().find(|pair| pair.name == SIGN).ok_or(SpiError::MissingSignature)?;
        if given.value.is_empty() {
            return Err(SpiError::MissingSignature);
        }
        let expected = signer.sign(&self.signed_text());
        if bool::from(expected.as_str().as_bytes().ct_eq(given.value.as_bytes())) {
            Ok(())
        } else {
            Err(SpiError::InvalidSignature)
        }
    }

    /// Returns what stands between the two secrets: sorted names and values, and the body.
    fn signed_text(&self) -> Vec<u8> {
        let mut pairs: BTreeMap<Vec<u16>, &Pair> = BTreeMap::new();
        // Each place wins over those behind it in this list.
        for pair in self.headers.iter().chain(&self.form).chain(&self.query) {
            pairs.insert(pair.name.encode_utf16().collect(), pair);
        }
        let pairs = pairs.values().filter(|pair| pair.name != SIGN);
        let mut text: Vec<u8> = pairs.flat_map(|pair| pair.bytes.iter().copied()).collect();
        text.extend_from_slice(&self.signed_body);
        text
    }
}

/// Signs a call as the platform does, for tests of a server: adds the parameter `sign` to its query.
///
/// The headers that `top-sign-list` names are signed, the query, and the body by its Content-Type.
///
/// # Errors
///
/// Returns an error if the call cannot be signed: it has a signature, or an unsupported type of body, text that is
/// none in its charset, a parameter twice, or a URL that is too long for one parameter more.
pub fn sign_call<B: AsRef<[u8]>>(
    request: &mut http::Request<B>,
    app_secret: &AppSecret,
) -> Result<(), SpiError> {
    let body = Bytes::copy_from_slice(request.body().as_ref());
    let call = Incoming::read(request.uri(), request.headers(), &body)?;
    *request.uri_mut() = signed_uri(request.uri(), &call, app_secret)?;
    Ok(())
}

fn signed_uri(uri: &Uri, call: &Incoming, app_secret: &AppSecret) -> Result<Uri, SpiError> {
    if call.query.iter().any(|pair| pair.name == SIGN) {
        return Err(SpiError::Repeated("the query"));
    }
    let signature = Signer::new(app_secret.clone(), SignMethod::Md5).sign(&call.signed_text());
    let separator = if uri.query().is_some_and(|query| !query.is_empty()) { "&" } else { "" };
    let query = uri.query().unwrap_or_default();
    let path = format!("{}?{query}{separator}{SIGN}={}", uri.path(), signature.as_str());
    let too_long = |_| SpiError::Unreadable("the URL is too long");
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(too_long)?);
    Uri::from_parts(parts).map_err(|_| SpiError::Unreadable("the URL is malformed"))
}
