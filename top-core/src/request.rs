//! From a request to the bytes of a call: the last step before the network, and pure.

mod call;

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Uri;

pub use self::call::PreparedCall;
use self::call::{AnswerOptions, RawBody};
pub(crate) use self::call::{RawCall, Sent};

use crate::api::TopApi;
use crate::descriptor::{Api, SessionMode};
use crate::error::{ConfigurationError, Error, MissingSession, Violation, ViolationKind, Violations};
use crate::params::{Params, is_blank};
use crate::secret::{AppSecret, Session};
use crate::sign::{SignMethod, Signature, Signer};
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

/// The default limit of an answer's body.
const MAX_BODY_BYTES: usize = 32 * 1024 * 1024;

/// The form of an answer (`format`).
///
/// It is what is asked for. What is answered is read as what it is: errors may come in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Format {
    /// `json`.
    #[default]
    Json,
    /// `xml`; its answers are never simplified.
    #[cfg(feature = "xml")]
    Xml,
}

impl Format {
    /// Returns the value of the parameter `format`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            #[cfg(feature = "xml")]
            Self::Xml => "xml",
        }
    }
}

/// An application (应用) and how its calls are made: everything but the network.
///
/// It prepares calls and decodes their answers without doing any I/O. `Client` (feature `client`) puts a network under it.
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
    max_body_bytes: usize,
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
            max_body_bytes: MAX_BODY_BYTES,
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

    /// Sets the form in which answers are asked for; each is understood at any time.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Sets how many bytes the body of an answer may have, after it is unpacked; by default 32 MiB.
    #[must_use]
    pub fn with_max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.max_body_bytes = max_body_bytes;
        self
    }

    /// Sets whether answers in JSON come without their wrappers (`simplify`); both forms are understood at any time.
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

    /// Returns the AppSecret, by which tokens are asked for.
    pub(crate) fn app_secret(&self) -> &AppSecret {
        self.signer.secret()
    }

    /// Returns how many bytes the body of an answer may have.
    #[cfg(feature = "client")]
    pub(crate) fn max_body_bytes(&self) -> usize {
        self.max_body_bytes
    }

    /// Returns where calls go.
    pub fn gateway(&self) -> &str {
        &self.gateway
    }

    /// Checks that calls can be made at all.
    ///
    /// # Errors
    ///
    /// Returns an error if AppKey or AppSecret is blank, or the gateway is no `http` or `https` URL.
    pub fn check(&self) -> Result<(), ConfigurationError> {
        self.check_gateway().map(|_| ())
    }

    /// Checks that calls can be made at all; returns where they go.
    pub(crate) fn check_gateway(&self) -> Result<Uri, ConfigurationError> {
        if is_blank(&self.key) {
            return Err(ConfigurationError::new("the AppKey is blank"));
        }
        if self.signer.is_blank() {
            return Err(ConfigurationError::new("the AppSecret is blank"));
        }
        let is_usable =
            |uri: &Uri| matches!(uri.scheme_str(), Some("https" | "http")) && uri.host().is_some();
        match self.gateway.parse::<Uri>() {
            Ok(uri) if is_usable(&uri) => Ok(uri),
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
        match self.prepare_raw(request, A::API, options, timestamp) {
            // In place, as each API has this again.
            Ok(raw) => Ok(PreparedCall { raw, response: PhantomData }),
            Err(error) => Err(error),
        }
    }

    /// Prepares a call without knowing the type of its request: one copy of this serves all APIs.
    pub(crate) fn prepare_raw(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
        timestamp: DateTime,
    ) -> Result<RawCall, Error> {
        let session = self.check_call(request, api, options)?;
        let format = options.format.unwrap_or(self.format);
        let mut system = self.system(format, timestamp);
        system.method = Some(api.method());
        system.session = session;
        system.target_app_key = options.target_app_key.as_deref();
        let params = Params::merge(&system, request, api, &options.extra);
        let raw_body = options.raw_body.as_ref();
        let signature = match raw_body {
            None => self.signer.sign(params.signed_text()),
            Some(RawBody { bytes, .. }) => match params.files().first() {
                None => self.signer.sign(&[params.signed_text(), bytes].concat()),
                Some((name, _)) => {
                    let method = api.method();
                    let problem =
                        format!("`{name}` of {method} is a file, beside which there is no other body");
                    return Err(ConfigurationError::new(problem).into());
                }
            },
        };
        let answer = AnswerOptions { format, max_body_bytes: self.max_body_bytes };
        Ok(RawCall::encode(api, Arc::clone(&self.gateway), answer, (params, &signature), raw_body))
    }

    /// Returns the system parameters that all calls of a time have.
    fn system(&self, format: Format, timestamp: DateTime) -> System<'_> {
        System {
            app_key: Some(&self.key),
            format: Some(format),
            partner_id: self.partner_id.as_deref(),
            sign_method: Some(self.signer.method()),
            // The parameter is for JSON alone.
            simplify: self.simplify && format == Format::Json,
            timestamp: Some(timestamp),
            has_version: true,
            ..System::default()
        }
    }

    /// Checks a call, and returns the session that it is made with.
    fn check_call<'a>(
        &'a self,
        request: &dyn Object,
        api: &'static Api,
        options: &'a CallOptions,
    ) -> Result<Option<&'a Session>, Error> {
        let method = api.method();
        if !options.skip_validation {
            validate::validate(request).map_err(|violations| violations.named(method))?;
        }
        options.check_extra(method)?;
        if api.session() == SessionMode::None {
            return Ok(None);
        }
        if options.user.is_some() && options.session.is_none() {
            // The application's own session could be another user's.
            let problem = format!(
                "{method}: sessions of users are looked up by a client with a session provider, call by call"
            );
            return Err(ConfigurationError::new(problem).into());
        }
        let session = options.session.as_ref().or(self.session.as_ref());
        // Blank text is never sent.
        let session = session.filter(|session| !is_blank(session.expose()));
        if session.is_none() && api.session() == SessionMode::Required {
            return Err(MissingSession::new(api).into());
        }
        Ok(session)
    }

    /// Prepares one call of a batch: its form, without what all calls share and without a signature of its own.
    pub(crate) fn prepare_part(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
    ) -> Result<Part, Error> {
        let session = self.check_call(request, api, options)?;
        if options.raw_body.is_some() {
            let problem = format!("{} has a body of its own, for which a batch has no place", api.method());
            return Err(ConfigurationError::new(problem).into());
        }
        let system = System {
            method: Some(api.method()),
            session,
            target_app_key: options.target_app_key.as_deref(),
            ..System::default()
        };
        let params = Params::merge(&system, request, api, &options.extra);
        if let Some((name, _)) = params.files().first() {
            let method = api.method();
            let problem = format!("`{name}` of {method} is a file, which cannot be uploaded in a batch");
            return Err(ConfigurationError::new(problem).into());
        }
        let answer = AnswerOptions { format: self.format, max_body_bytes: self.max_body_bytes };
        Ok(Part { api, session: params.session(), form: params.into_unsigned_form(), answer })
    }

    /// Returns the query of a batch with `body`: what all calls share, signed together with the body.
    pub(crate) fn sign_batch(&self, body: &[u8], timestamp: DateTime) -> (String, Signature) {
        // Each call has a session of its own, in the body: it is nothing for a URL.
        let params = Params::of_system(&self.system(self.format, timestamp));
        let signature = self.signer.sign(&[params.signed_text(), body].concat());
        let query = params.into_form(&signature);
        (String::from_utf8(query).unwrap_or_default(), signature)
    }
}

/// One call of a batch, encoded.
pub(crate) struct Part {
    api: &'static Api,
    pub(crate) form: Vec<u8>,
    /// Where in the form the session stands if there is one.
    session: usize,
    answer: AnswerOptions,
}

impl Part {
    /// Returns the call as its answer sees it, sent with `signature`.
    pub(crate) fn into_call(self, gateway: Arc<str>, signature: &Signature) -> RawCall {
        RawCall::of_part(self.api, gateway, self.answer, (self.form, self.session), signature)
    }
}

/// What one call has of its own.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    pub(crate) session: Option<Session>,
    pub(crate) user: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) format: Option<Format>,
    pub(crate) target_app_key: Option<String>,
    pub(crate) raw_body: Option<RawBody>,
    /// In ascending order of the names.
    pub(crate) extra: Vec<(String, String)>,
    pub(crate) skip_validation: bool,
    #[cfg(feature = "client")]
    pub(crate) retry: Option<crate::client::RetryPolicy>,
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

    /// Sets the user on whose behalf this call is made, by the name that the client's
    /// session provider (`session::SessionProvider`, feature `client`) knows. A session of the call's own goes first.
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// Sets how long this call may take in total, retries and waits included, in place of the client's.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the form in which this call is answered, in place of the application's.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Sends JSON as the body of the call (`application/json`), signed with its parameters, which then go into the query
    /// of the URL. Only few APIs want it, those of Qimen (奇门) above all, and a batch has no place for it.
    #[must_use]
    pub fn json_body(mut self, json: impl Into<Bytes>) -> Self {
        self.raw_body = Some(RawBody { content_type: "application/json;charset=utf-8", bytes: json.into() });
        self
    }

    /// Sends XML as the body of the call (`text/xml`), as [`json_body`](Self::json_body) does JSON.
    #[must_use]
    pub fn xml_body(mut self, xml: impl Into<Bytes>) -> Self {
        self.raw_body = Some(RawBody { content_type: "text/xml;charset=utf-8", bytes: xml.into() });
        self
    }

    /// Names the application on whose behalf this call is made (`target_app_key`), by its AppKey.
    #[must_use]
    pub fn target_app_key(mut self, app_key: impl Into<String>) -> Self {
        self.target_app_key = Some(app_key.into());
        self
    }

    /// Sets when this call is made again, in place of the client's policy.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn retry(mut self, policy: crate::client::RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Adds a parameter that the request does not declare, or replaces the one that it does.
    ///
    /// The value is sent as it is: the rules of a field that it replaces are not for it, and blank text takes the
    /// parameter away.
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
