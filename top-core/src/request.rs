//! From a request to the bytes of a call: the last step before the network, and pure.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

use crate::api::TopApi;
use crate::descriptor::{Api, SessionMode};
use crate::error::{ConfigurationError, Error, MissingSession, Violation, ViolationKind, Violations};
use crate::params::{Params, encode_form};
use crate::redact::secret_values;
use crate::response::{self, Reply};
use crate::secret::{AppSecret, REDACTED, Session};
use crate::sign::{SignMethod, Signer};
use crate::system::{System, is_system_parameter};
use crate::validate;
use crate::value::Object;
use crate::wire::DateTime;

/// Addresses of gateways (调用入口).
pub mod gateway {
    /// The production environment (正式环境).
    pub const PRODUCTION: &str = "https://gw.api.taobao.com/router/rest";
    /// The production environment for callers outside China (海外环境).
    pub const OVERSEAS: &str = "https://api.taobao.com/router/rest";
    /// The production environment under its older name, still in use.
    pub const ECO: &str = "https://eco.taobao.com/router/rest";
    /// The platform's own test environment (沙箱环境), with keys of its own; newer documents list it no longer.
    pub const SANDBOX: &str = "https://gw.api.tbsandbox.com/router/rest";
}

/// The form of an answer (`format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Format {
    /// `json`.
    #[default]
    Json,
}

impl Format {
    /// Returns the value of the parameter `format`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }
}

/// An application (应用) and how its calls are made: everything but the network.
///
/// It prepares calls and decodes their answers without doing any I/O. [`Client`](crate::Client) puts a network under it.
///
/// ```
/// use top_core::{App, CallOptions, DateTime, TopApi, TopObject};
///
/// #[derive(TopApi)]
/// #[top(method = "taobao.time.get")]
/// struct TimeGetRequest {}
///
/// let app = App::new("12345678", "helloworld");
/// let timestamp: DateTime = "2016-01-01 12:00:00".parse()?;
/// let call = app.prepare(&TimeGetRequest {}, &CallOptions::new(), timestamp)?;
/// assert!(call.body().starts_with(b"app_key=12345678&format=json&method=taobao.time.get&"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct App {
    key: String,
    signer: Signer,
    gateway: Arc<str>,
    format: Format,
    simplify: bool,
    partner_id: Option<String>,
    session: Option<Session>,
}

impl App {
    /// Takes the application's AppKey and AppSecret.
    ///
    /// Calls go to [`gateway::PRODUCTION`], signed by HMAC-SHA256, answered in simplified JSON, unless set otherwise.
    pub fn new(app_key: impl Into<String>, app_secret: impl Into<AppSecret>) -> Self {
        Self {
            key: app_key.into(),
            signer: Signer::new(app_secret.into(), SignMethod::default()),
            gateway: gateway::PRODUCTION.into(),
            format: Format::default(),
            simplify: true,
            partner_id: None,
            session: None,
        }
    }

    /// Sets how calls are signed.
    #[must_use]
    pub fn with_sign_method(mut self, method: SignMethod) -> Self {
        self.signer = self.signer.with_method(method);
        self
    }

    /// Sets where calls go: an `https` or `http` URL, of which [`gateway`] names the official ones.
    #[must_use]
    pub fn with_gateway(mut self, url: impl Into<Arc<str>>) -> Self {
        self.gateway = url.into();
        self
    }

    /// Sets whether answers come without their wrappers (`simplify`); both forms are understood at any time.
    #[must_use]
    pub fn with_simplify(mut self, simplify: bool) -> Self {
        self.simplify = simplify;
        self
    }

    /// Sets the tag by which the platform knows an SDK (`partner_id`); none is sent by default.
    #[must_use]
    pub fn with_partner_id(mut self, partner_id: impl Into<String>) -> Self {
        self.partner_id = Some(partner_id.into());
        self
    }

    /// Sets the user's session for all calls that have none of their own.
    #[must_use]
    pub fn with_session(mut self, session: impl Into<Session>) -> Self {
        self.session = Some(session.into());
        self
    }

    /// Returns the AppKey.
    pub fn app_key(&self) -> &str {
        &self.key
    }

    /// Returns how calls are signed.
    pub fn sign_method(&self) -> SignMethod {
        self.signer.method()
    }

    /// Returns where calls go.
    pub fn gateway(&self) -> &str {
        &self.gateway
    }

    /// Checks that calls can be made at all.
    ///
    /// # Errors
    ///
    /// Returns an error if the AppKey is blank or the gateway is no `http` or `https` URL.
    pub fn check(&self) -> Result<(), ConfigurationError> {
        if crate::params::is_blank(&self.key) {
            return Err(ConfigurationError::new("the AppKey is blank"));
        }
        let is_usable =
            |uri: &Uri| matches!(uri.scheme_str(), Some("https" | "http")) && uri.host().is_some();
        match self.gateway.parse::<Uri>() {
            Ok(uri) if is_usable(&uri) => Ok(()),
            _ => {
                Err(ConfigurationError::new("the gateway is no URL that starts with `https://` or `http://`"))
            }
        }
    }

    /// Prepares a call: validates, flattens, signs and encodes the request.
    ///
    /// # Errors
    ///
    /// Returns an error with all violations if the request or an extra parameter breaks a rule, and an error if the API
    /// needs a session and there is none.
    pub fn prepare<A: TopApi>(
        &self,
        request: &A,
        options: &CallOptions,
        timestamp: DateTime,
    ) -> Result<PreparedCall<A::Response>, Error> {
        let raw = self.prepare_raw(request, A::API, options, timestamp)?;
        Ok(PreparedCall { raw, response: PhantomData })
    }

    /// Prepares a call without knowing the type of its request: one copy of this serves all APIs.
    pub(crate) fn prepare_raw(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
        timestamp: DateTime,
    ) -> Result<RawCall, Error> {
        let method = api.method();
        if !options.skip_validation {
            validate::validate(request).map_err(|violations| violations.named(method))?;
        }
        options.check_extra(method)?;
        let session = match api.session() {
            SessionMode::None => None,
            mode => {
                let session = options.session.as_ref().or(self.session.as_ref());
                if session.is_none() && mode == SessionMode::Required {
                    return Err(MissingSession::new(api).into());
                }
                session
            }
        };

        let timestamp = timestamp.text();
        let system = System {
            app_key: &self.key,
            format: self.format,
            method,
            partner_id: self.partner_id.as_deref(),
            session,
            sign_method: self.signer.method(),
            simplify: self.simplify,
            timestamp: std::str::from_utf8(&timestamp).unwrap_or_default(),
        };
        let params = Params::merge(system.parameters(), request, api, &options.extra);
        let signature = self.signer.sign(params.signed_text());
        let mut body = params.to_form("&sign=".len() + signature.as_str().len());
        body.extend_from_slice(b"&sign=");
        body.extend_from_slice(signature.as_str().as_bytes());
        Ok(RawCall { api, gateway: Arc::clone(&self.gateway), body: body.into() })
    }
}

/// What one call has of its own.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    pub(crate) session: Option<Session>,
    pub(crate) timeout: Option<Duration>,
    /// In ascending order of the names.
    pub(crate) extra: Vec<(String, String)>,
    pub(crate) skip_validation: bool,
}

impl CallOptions {
    /// Returns options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the user's session for this call, in place of the application's.
    #[must_use]
    pub fn session(mut self, session: impl Into<Session>) -> Self {
        self.session = Some(session.into());
        self
    }

    /// Sets how long this call may take in total, in place of the client's.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Adds a parameter that the request does not declare, or replaces the one that it does.
    #[must_use]
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.extra.binary_search_by(|(extra, _)| extra.cmp(&name)) {
            Ok(index) => self.extra[index].1 = value,
            Err(index) => self.extra.insert(index, (name, value)),
        }
        self
    }

    /// Leaves checking to the gateway, for a document whose limits are out of date.
    #[must_use]
    pub fn skip_validation(mut self) -> Self {
        self.skip_validation = true;
        self
    }

    fn check_extra(&self, method: &'static str) -> Result<(), Violations> {
        let violations = self.extra.iter().filter_map(|(name, _)| {
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
            let kind = match is_name {
                false => ViolationKind::Name,
                true if is_system_parameter(name) => ViolationKind::SystemParameter,
                true => return None,
            };
            Some(Violation::new(name.clone(), kind))
        });
        Violations::check(method, violations.collect())
    }
}

/// A call that is ready to be sent: an HTTP `POST` with everything in its body, and the way to read its answer.
///
/// It holds the session and the signature, and shows neither.
pub struct PreparedCall<Response> {
    raw: RawCall,
    response: PhantomData<fn() -> Response>,
}

impl<Response: crate::TopObject> PreparedCall<Response> {
    /// Returns the method name of the API.
    pub fn method(&self) -> &'static str {
        self.raw.api.method()
    }

    /// Returns the URL. It holds no parameter, so that neither session nor signature gets into a log.
    pub fn url(&self) -> &str {
        &self.raw.gateway
    }

    /// Returns the headers.
    pub fn headers(&self) -> HeaderMap {
        RawCall::headers()
    }

    /// Returns the body, `application/x-www-form-urlencoded` in UTF-8.
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }

    /// Reads the answer to this call.
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
    pub(crate) api: &'static Api,
    gateway: Arc<str>,
    body: Bytes,
}

impl RawCall {
    fn headers() -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(4);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8"),
        );
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json,text/javascript"));
        headers.insert(
            header::USER_AGENT,
            HeaderValue::from_static(concat!("top-sdk-rust/", env!("CARGO_PKG_VERSION"))),
        );
        headers
    }

    /// Returns the HTTP request.
    #[cfg(feature = "client")]
    pub(crate) fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let uri: Uri = self.gateway.parse().map_err(|_| ConfigurationError::new("the gateway is no URL"))?;
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri;
        *request.headers_mut() = Self::headers();
        Ok(request)
    }

    /// Iterates over the parameters, decoded from the body.
    fn parameters(&self) -> impl Iterator<Item = (String, String)> {
        self.body.split(|&byte| byte == b'&').filter_map(|pair| {
            let at = pair.iter().position(|&byte| byte == b'=')?;
            Some((decode_form(&pair[..at]), decode_form(&pair[at + 1..])))
        })
    }

    /// Returns session, signature and the values of `secret` fields, in every spelling in which an answer may echo them.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let parameters: Vec<_> = self.parameters().collect();
        let pairs = || parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut plain = secret_values(self.api.request(), pairs());
        plain.extend(
            pairs()
                .filter(|(name, _)| matches!(*name, "session" | "sign"))
                .map(|(_, value)| value.to_owned()),
        );
        // A secret of a letter or two would blot out everything, and is none.
        plain.retain(|secret| secret.len() >= 4);
        let mut secrets = Vec::with_capacity(3 * plain.len());
        for secret in plain {
            secrets.push(String::from_utf8(encode_form(&secret)).unwrap_or_default());
            // JSON often escapes the slash.
            secrets.push(secret.replace('/', "\\/"));
            secrets.push(secret);
        }
        secrets
    }
}

/// Decodes one name or value of a form.
fn decode_form(text: &[u8]) -> String {
    let blanks: Vec<u8> = text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    percent_encoding::percent_decode(&blanks).decode_utf8_lossy().into_owned()
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedCall")
            .field("method", &self.api.method())
            .field("url", &self.gateway)
            .field("body", &format_args!("{} bytes {REDACTED}", self.body.len()))
            .finish()
    }
}
