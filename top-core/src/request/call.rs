//! A prepared call: the bytes that are sent, and how their answer is read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use memchr::{memchr2, memrchr};

use crate::descriptor::Api;
use crate::dynamic::DynamicObject;
use crate::error::{Error, SignedText};
use crate::form::{decode, split_pair};
use crate::multipart;
use crate::params::Params;
use crate::redact::{holds_secret, secret_values, shown};
use crate::request::Format;
use crate::response::{self, Reply};
use crate::secret::{Echoes, REDACTED};
use crate::sign::Signature;

/// A call that is ready to be sent: an HTTP `POST` with everything in its body, and the way to read its answer.
///
/// It holds the session and the signature, and shows neither.
pub struct PreparedCall<Response> {
    pub(super) raw: RawCall,
    pub(super) response: PhantomData<fn() -> Response>,
}

impl<Response> PreparedCall<Response> {
    pub(crate) fn new(raw: RawCall) -> Self {
        Self { raw, response: PhantomData }
    }
}

impl<Response> PreparedCall<Response> {
    /// Returns the method name of the API.
    pub fn method(&self) -> &'static str {
        self.raw.api.method()
    }

    /// Returns the URL. It holds no parameter, so that neither session nor signature gets into a log; but all of them if
    /// the call has a [body of its own](crate::CallOptions::json_body), which leaves them no other place.
    pub fn url(&self) -> &str {
        &self.raw.gateway
    }

    /// Returns the headers.
    pub fn headers(&self) -> HeaderMap {
        self.raw.headers()
    }

    /// Returns the body: `application/x-www-form-urlencoded` in UTF-8, with files `multipart/form-data`.
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }

    /// Returns the parameters of the call, decoded, in the order in which they are signed, and the signature behind them.
    ///
    /// Session, signature and whatever holds a field marked `secret` are shown as `[redacted]`. Files are none of them.
    pub fn shown_parameters(&self) -> Vec<(String, String)> {
        self.raw.shown_parameters()
    }
}

impl<Response: crate::TopObject> PreparedCall<Response> {
    /// Reads the answer to this call: its status, its headers and its body as they were received.
    ///
    /// It unpacks gzip (feature `gzip`), which [`headers`](Self::headers) ask for, and converts the body from the
    /// charset of its `Content-Type` (feature `charset`). A body that was unpacked on the way is read as it is,
    /// whatever the headers still say.
    ///
    /// # Errors
    ///
    /// Returns an error if the platform answered with one, or if the answer is not the declared response.
    pub fn decode(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: impl Into<Bytes>,
    ) -> Result<Reply<Response>, Error> {
        response::decode(&self.raw, status, headers, body.into())
    }
}

impl PreparedCall<DynamicObject> {
    /// Reads the answer to this call by the table of its API: its status, its headers and its body as they were received.
    ///
    /// # Errors
    ///
    /// Returns an error if the platform answered with one, or if the answer is not the declared response.
    pub fn decode(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: impl Into<Bytes>,
    ) -> Result<Reply<DynamicObject>, Error> {
        response::decode(&self.raw, status, headers, body.into())
    }
}

impl<Response> Clone for PreparedCall<Response> {
    fn clone(&self) -> Self {
        Self { raw: self.raw.clone(), response: PhantomData }
    }
}

impl<Response> fmt::Debug for PreparedCall<Response> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}

/// A prepared call that does not know the type of its response.
#[derive(Clone)]
pub(crate) struct RawCall {
    sent: Sent,
    gateway: Arc<str>,
    format: Format,
    /// How large its answer may be.
    pub(crate) max_body_bytes: usize,
}

/// What is sent, which tells what of an answer must not be shown.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) api: &'static Api,
    body: Bytes,
    /// Where in a form the session stands if there is one.
    session: usize,
    /// Whether it is signed as a part of a batch.
    is_part: bool,
    /// What a call has whose body is no form.
    apart: Option<Arc<Apart>>,
}

impl Deref for RawCall {
    type Target = Sent;

    fn deref(&self) -> &Sent {
        &self.sent
    }
}

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8");

/// A body of the caller's own, signed with the parameters.
#[derive(Clone)]
pub(crate) struct RawBody {
    pub(super) content_type: &'static str,
    pub(super) bytes: Bytes,
}

impl fmt::Debug for RawBody {
    /// Shows how large the body is, not what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes", self.content_type, self.bytes.len())
    }
}

fn headers(content_type: HeaderValue, format: Format) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(5);
    headers.insert(header::CONTENT_TYPE, content_type);
    let accepted = match format {
        Format::Json => "application/json,text/javascript",
        #[cfg(feature = "xml")]
        Format::Xml => "text/xml,application/xml",
    };
    headers.insert(header::ACCEPT, HeaderValue::from_static(accepted));
    if cfg!(feature = "gzip") {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(
        header::USER_AGENT,
        HeaderValue::from_static(concat!("top-sdk-rust/", env!("CARGO_PKG_VERSION"))),
    );
    headers
}

/// What is asked of an answer.
pub(super) struct AnswerOptions {
    pub(super) format: Format,
    pub(super) max_body_bytes: usize,
}

struct Apart {
    content_type: HeaderValue,
    /// What is not easily found again in the body.
    params: Params,
    signature: Signature,
    /// Whether the body was signed with the parameters.
    is_body_signed: bool,
}

impl RawCall {
    /// Encodes signed parameters, as a form or, with files, in parts.
    pub(super) fn encode(
        api: &'static Api,
        gateway: Arc<str>,
        AnswerOptions { format, max_body_bytes }: AnswerOptions,
        (params, signature): (Params, &Signature),
        raw_body: Option<&RawBody>,
    ) -> Self {
        if let Some(RawBody { content_type, bytes }) = raw_body {
            let query = String::from_utf8(params.clone().into_form(signature)).unwrap_or_default();
            let sign = if gateway.contains('?') { '&' } else { '?' };
            let apart = Apart {
                content_type: HeaderValue::from_static(content_type),
                params,
                signature: signature.clone(),
                is_body_signed: true,
            };
            let gateway = format!("{gateway}{sign}{query}").into();
            let sent =
                Sent { api, body: bytes.clone(), session: 0, is_part: false, apart: Some(Arc::new(apart)) };
            return Self { sent, gateway, format, max_body_bytes };
        }
        if params.files().is_empty() {
            let session = params.session();
            let body = params.into_form(signature).into();
            let sent = Sent { api, body, session, is_part: false, apart: None };
            return Self { sent, gateway, format, max_body_bytes };
        }
        let (boundary, body) = multipart::write(&params, signature.as_str());
        // The boundary is hexadecimal digits.
        let content_type = format!("multipart/form-data;charset=UTF-8;boundary={boundary}");
        let apart = Apart {
            content_type: HeaderValue::try_from(content_type).unwrap_or(FORM),
            params: params.without_files(),
            signature: signature.clone(),
            is_body_signed: false,
        };
        let sent = Sent { api, body, session: 0, is_part: false, apart: Some(Arc::new(apart)) };
        Self { sent, gateway, format, max_body_bytes }
    }

    /// Takes a call that is made in a batch. Its body here is what it would be by itself: where its secrets are found.
    pub(super) fn of_part(
        api: &'static Api,
        gateway: Arc<str>,
        AnswerOptions { format, max_body_bytes }: AnswerOptions,
        (mut form, session): (Vec<u8>, usize),
        signature: &Signature,
    ) -> Self {
        form.extend_from_slice(b"&sign=");
        form.extend_from_slice(signature.as_str().as_bytes());
        let sent = Sent { api, body: form.into(), session, is_part: true, apart: None };
        Self { sent, gateway, format, max_body_bytes }
    }

    pub(crate) fn headers(&self) -> HeaderMap {
        let content_type = self.apart.as_ref().map_or(FORM, |apart| apart.content_type.clone());
        headers(content_type, self.format)
    }

    /// Returns the headers of a call whose body is a form and whose answer is to be JSON.
    #[cfg(feature = "client")]
    pub(crate) fn usual_headers() -> HeaderMap {
        headers(FORM, Format::Json)
    }

    #[cfg(feature = "client")]
    pub(crate) fn has_usual_headers(&self) -> bool {
        self.apart.is_none() && self.format == Format::Json
    }

    #[cfg(feature = "client")]
    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the HTTP request. `gateway` is where calls go unless they have a query.
    #[cfg(feature = "client")]
    pub(crate) fn to_http(&self, gateway: &http::Uri) -> Result<http::Request<Bytes>, Error> {
        let uri = if self.goes_to_gateway() {
            gateway.clone()
        } else {
            self.gateway
                .parse()
                .map_err(|_| crate::error::ConfigurationError::new("the gateway is no URL"))?
        };
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers();
        Ok(request)
    }

    /// Returns what a reply keeps of its call.
    pub(crate) fn sent(&self) -> &Sent {
        &self.sent
    }
}

impl Sent {
    /// Returns whether the URL is that of all calls: one whose body is signed has its parameters there.
    pub(crate) fn goes_to_gateway(&self) -> bool {
        !self.apart.as_ref().is_some_and(|apart| apart.is_body_signed)
    }

    /// Returns what was signed and then the signature, decoded, in the order of the signed text.
    fn parameters(&self) -> Vec<(String, String)> {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        if let Some(Apart { params, signature, .. }) = self.apart.as_deref() {
            return params.iter().chain([("sign", signature.as_str())]).map(owned).collect();
        }
        let pairs = self.body.split(|&byte| byte == b'&').filter_map(split_pair);
        pairs.map(|(name, value)| (decode(name).into_owned(), decode(value).into_owned())).collect()
    }

    /// Returns session and signature of a form, of which the signature is the last pair, without some
    /// that have more than `longest` bytes.
    fn session_and_signature(&self, longest: usize) -> impl Iterator<Item = Cow<'_, str>> {
        let session = self.body.get(self.session..).and_then(|form| form.strip_prefix(b"session="));
        let session = session.and_then(|form| match memchr2(b'&', b'%', form) {
            // What stands before its end or its first escape is a part of it as it is.
            Some(end) if end > longest => None,
            _ => form.split(|&byte| byte == b'&').next(),
        });
        let may_fit = longest >= Signature::MIN_DIGITS;
        let signature = may_fit.then(|| memrchr(b'=', &self.body).map(|at| &self.body[at + 1..])).flatten();
        session.into_iter().chain(signature).map(decode)
    }

    /// Returns what was signed, with nothing in it that must not be shown; `None` if more was than parameters: in a batch,
    /// which is signed as a whole, and with a body of the caller's.
    pub(crate) fn signed(&self) -> Option<SignedText> {
        if self.is_part || !self.goes_to_gateway() {
            return None;
        }
        let mut parameters = self.shown_parameters();
        parameters.retain(|(name, _)| name != "sign");
        Some(SignedText::new(parameters))
    }

    /// Returns the parameters, with nothing in them that must not be shown.
    fn shown_parameters(&self) -> Vec<(String, String)> {
        let (mut parameters, secrets) = (self.parameters(), self.secrets());
        for (name, value) in &mut parameters {
            *value = secrets.blot_out(shown(Some(self.api.request()), name, value).to_owned());
        }
        parameters
    }

    /// Returns session, signature and the values of `secret` fields.
    pub(crate) fn secrets(&self) -> Echoes<'_> {
        self.secrets_within(usize::MAX)
    }

    /// As [`secrets`](Self::secrets), without some of those that do not fit into text of `longest` bytes: in no spelling
    /// is a secret shorter than itself.
    pub(crate) fn secrets_within(&self, longest: usize) -> Echoes<'_> {
        let request = self.api.request();
        if self.apart.is_none() && !holds_secret(request) {
            return self.session_and_signature(longest).collect();
        }
        let parameters = self.parameters();
        let pairs = || parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let system = pairs().filter(|(name, _)| matches!(*name, "session" | "sign"));
        let mut plain = secret_values(request, pairs());
        plain.extend(system.map(|(_, value)| value.to_owned()));
        plain.into_iter().map(Cow::Owned).collect()
    }
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedCall")
            .field("method", &self.api.method())
            .field("url", &self.gateway.split('?').next().unwrap_or_default())
            .field("body", &format_args!("{} bytes {REDACTED}", self.body.len()))
            .finish_non_exhaustive()
    }
}
