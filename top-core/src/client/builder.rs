//! How a client is set up.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use super::limiter::{Limiter, RateLimit};
use super::outlet::Outlet;
use super::reqwest_transport::{self, ReqwestTransport};
use super::retry::{self, Budget, RetryPolicy};
use super::sessions::SessionProvider;
use super::timer::{Timer, TokioTimer};
use super::transport::{Limits, Transport};
use super::{Client, Inner};
use crate::clock::{Clock, SystemClock};
use crate::error::{ConfigurationError, Error};
use crate::request::{App, Format};
use crate::secret::Session;
use crate::sign::SignMethod;

/// The default time that connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The default time that a call may take in total.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The default budget of retries, and of calls that earn one more.
const RETRIES: (u32, u32) = (100, 10);

/// Sets up a [`Client`].
#[must_use]
pub struct ClientBuilder {
    app: App,
    transport: Option<Box<dyn Transport>>,
    clock: Box<dyn Clock>,
    sessions: Option<Box<dyn SessionProvider>>,
    timer: Option<Box<dyn Timer>>,
    random: Box<dyn Fn() -> f64 + Send + Sync>,
    connect_timeout: Duration,
    root_certificates: Vec<Vec<u8>>,
    limits: Limits,
    retry: RetryPolicy,
    budget: (u32, u32),
    limiter: Limiter,
}

impl ClientBuilder {
    pub(super) fn new(app: App) -> Self {
        let limits = Limits { timeout: TIMEOUT, max_body_bytes: app.max_body_bytes() };
        Self {
            app,
            transport: None,
            clock: Box::new(SystemClock),
            sessions: None,
            timer: None,
            random: Box::new(retry::random),
            connect_timeout: CONNECT_TIMEOUT,
            root_certificates: Vec::new(),
            limits,
            retry: RetryPolicy::off(),
            budget: RETRIES,
            limiter: Limiter::default(),
        }
    }

    /// Sets how calls are signed; by default HMAC-SHA256.
    pub fn sign_method(mut self, method: SignMethod) -> Self {
        self.app = self.app.with_sign_method(method);
        self
    }

    /// Sets where calls go; by default [`gateway::PRODUCTION`](crate::gateway::PRODUCTION).
    pub fn gateway(mut self, url: impl Into<Arc<str>>) -> Self {
        self.app = self.app.with_gateway(url);
        self
    }

    /// Sets the user's session for all calls that have none of their own.
    pub fn session(mut self, session: impl Into<Session>) -> Self {
        self.app = self.app.with_session(session);
        self
    }

    /// Sets the form in which answers are asked for; by default JSON.
    pub fn format(mut self, format: Format) -> Self {
        self.app = self.app.with_format(format);
        self
    }

    /// Sets whether answers in JSON come without their wrappers (`simplify`), which they do by default.
    pub fn simplify(mut self, simplify: bool) -> Self {
        self.app = self.app.with_simplify(simplify);
        self
    }

    /// Sets the tag by which the platform knows an SDK (`partner_id`); none is sent by default.
    pub fn partner_id(mut self, partner_id: impl Into<String>) -> Self {
        self.app = self.app.with_partner_id(partner_id);
        self
    }

    /// Sets how long connecting may take; by default 10 seconds. A transport of your own has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long a call may take in total, connecting and reading, retries and waits included; by default 30
    /// seconds.
    ///
    /// One attempt of it is limited by [`RetryPolicy::attempt_timeout`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// Sets how many bytes the body of an answer may have, on the wire and after it is unpacked; by default 32 MiB.
    pub fn max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.app = self.app.with_max_body_bytes(max_body_bytes);
        self.limits.max_body_bytes = max_body_bytes;
        self
    }

    /// Trusts the certificates in `pem`, besides those that the system trusts: for a proxy or a gateway of your own.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Sends calls through a transport of your own instead of the built-in HTTP client.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Takes the time of calls from a clock of your own instead of the system's.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Sets when failed calls are made again (重试); by default never. A batch never is, but for its timestamp.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets how many retries all calls together may make at a stretch, and how many calls that succeed earn one more;
    /// by default 100 and 10. Calls that are made by a policy count, those that are made once in any case do not.
    ///
    /// Once they are used up, an error is the error of its call at once: a gateway in trouble gets a tenth more calls,
    /// not four times as many.
    pub fn retry_budget(mut self, retries: u32, calls_per_retry: u32) -> Self {
        self.budget = (retries, calls_per_retry);
        self
    }

    /// Limits how often calls are made (限流), all APIs together; by default nothing does.
    ///
    /// A call waits for its turn, first come, first served, or is [`Error::Limited`] at once if its time is over
    /// before. Every attempt is counted, a batch is not. A call that is dropped while it waits leaves its turn unused.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.limiter.total = Some(limit);
        self
    }

    /// Limits how often calls of each API are made, each counted by itself.
    pub fn rate_limit_of_each(mut self, limit: RateLimit) -> Self {
        self.limiter.each = Some(limit);
        self
    }

    /// Limits how often calls of one API are made, by its method name, in place of
    /// [`rate_limit_of_each`](Self::rate_limit_of_each).
    pub fn rate_limit_of(mut self, method: impl Into<String>, limit: RateLimit) -> Self {
        self.limiter.of.insert(method.into(), limit);
        self
    }

    /// Waits by a timer of your own instead of Tokio's.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Box::new(timer));
        self
    }

    /// Takes the numbers from 0 to 1 that spread the waits before retries from a function of your own.
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Box::new(random);
        self
    }

    /// Asks `provider` for the session of every call that is made for a user and has no session of its own; see
    /// [`session`](crate::session).
    pub fn session_provider(mut self, provider: impl SessionProvider) -> Self {
        self.sessions = Some(Box::new(provider));
        self
    }

    /// Finishes the client.
    ///
    /// # Errors
    ///
    /// Returns an error if AppKey or AppSecret is blank, the gateway is no `http` or `https` URL, a root certificate is
    /// none, or the system's TLS set-up cannot be used.
    pub fn build(self) -> Result<Client, Error> {
        let gateway = self.app.check_gateway()?;
        let transport = if let Some(transport) = self.transport {
            Outlet::Own(transport)
        } else {
            let certificates = &self.root_certificates;
            let transport = ReqwestTransport::new(&gateway, self.connect_timeout, certificates)?;
            Outlet::BuiltIn(Box::new(transport))
        };
        let (retries, calls_per_retry) = self.budget;
        Ok(Client(Arc::new(Inner {
            app: self.app,
            gateway,
            transport,
            clock: self.clock,
            sessions: self.sessions,
            clock_offset: AtomicI64::new(0),
            timer: self.timer.unwrap_or_else(|| Box::new(TokioTimer::new())),
            random: self.random,
            limits: self.limits,
            retry: self.retry,
            budget: Budget::new(retries, calls_per_retry),
            limiter: self.limiter,
        })))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("app", &self.app)
            .field("connect_timeout", &self.connect_timeout)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl From<reqwest_transport::SetUpError> for Error {
    fn from(error: reqwest_transport::SetUpError) -> Self {
        ConfigurationError::new(error.to_string()).into()
    }
}
