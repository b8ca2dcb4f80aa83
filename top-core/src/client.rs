//! The client: prepared calls over a network.
//!
//! Only the last step of [`Execute`] knows the type of a response; everything before it exists once, however many APIs
//! are declared.

mod transport;

mod reqwest_transport;

#[cfg(feature = "blocking")]
mod blocking;

#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "blocking")]
pub use self::blocking::BlockingClient;
use self::reqwest_transport::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::transport::{Limits, Transport, TransportFuture};
use crate::api::TopApi;
use crate::batch::{Batch, BatchReply};
pub use crate::clock::{Clock, SystemClock};
use crate::descriptor::Api;
use crate::error::{ConfigurationError, Error};
use crate::request::{App, CallOptions, Format, PreparedCall, RawCall};
use crate::response::{self, Reply};
use crate::secret::{AppSecret, Session};
use crate::sign::SignMethod;
use crate::value::Object;

/// The default time that connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The default time that a call may take in total.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Calls APIs over the network, asynchronously.
///
/// A clone is the same client: it shares connections and set-up. TLS certificates are always verified. Calls are awaited
/// within a Tokio runtime, which the built-in HTTP client needs; a transport of your own may need none.
///
/// ```
/// # use top_core::{Client, TopApi, TopObject, sandbox::Sandbox};
/// # #[derive(TopApi)]
/// # #[top(method = "taobao.time.get", response = TimeGetResponse)]
/// # struct TimeGetRequest {}
/// # #[derive(TopObject)]
/// # struct TimeGetResponse { time: Option<top_core::DateTime> }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::start()?;
/// # sandbox.handle(|_: TimeGetRequest| Ok(TimeGetResponse { time: "2016-01-01 12:00:00".parse().ok() }));
/// # let (app_key, app_secret, url) = (sandbox.app_key(), sandbox.app_secret(), sandbox.url());
/// let client = Client::builder(app_key, app_secret).gateway(url).build()?;
/// let reply = client.execute(&TimeGetRequest {}).await?;
/// println!("{:?}, request id {:?}", reply.time, reply.request_id());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    app: App,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    limits: Limits,
}

impl Client {
    /// Starts to set up a client for an application with its AppKey and AppSecret.
    pub fn builder(app_key: impl Into<String>, app_secret: impl Into<AppSecret>) -> ClientBuilder {
        let app = App::new(app_key, app_secret);
        let limits = Limits { timeout: TIMEOUT, max_body_bytes: app.max_body_bytes() };
        ClientBuilder {
            app,
            transport: None,
            clock: Box::new(SystemClock),
            connect_timeout: CONNECT_TIMEOUT,
            root_certificates: Vec::new(),
            limits,
        }
    }

    /// Calls an API: checks the request, flattens and signs it, sends it, and reads the response.
    ///
    /// The request is checked and stamped with the time when the future is first polled.
    ///
    /// # Errors
    ///
    /// The future returns an error if the request breaks a rule, the gateway is not reached, the platform answers with
    /// an error, or the answer is not the declared response.
    pub fn execute<'a, A: TopApi>(&'a self, request: &'a A) -> Execute<'a, A::Response> {
        self.call(request).into_future()
    }

    /// Starts a call that has options of its own.
    pub fn call<'a, A: TopApi>(&'a self, request: &'a A) -> Call<'a, A> {
        Call { client: self, request, options: CallOptions::new() }
    }

    /// Makes several calls in one round trip.
    ///
    /// A call that the platform refuses is an error where its answer is read, and no error of the others.
    ///
    /// # Errors
    ///
    /// Returns an error if the batch cannot be [prepared](App::prepare_batch), if the network fails, or if the platform
    /// refuses the batch as a whole.
    pub async fn execute_batch(&self, batch: &Batch<'_>) -> Result<BatchReply, Error> {
        self.0.exchange_batch(batch).await
    }

    /// Prepares a call without making it: what would be sent, and how its answer would be read.
    ///
    /// # Errors
    ///
    /// Returns an error with all violations if the request breaks a rule.
    pub fn prepare<A: TopApi>(&self, request: &A) -> Result<PreparedCall<A::Response>, Error> {
        self.call(request).prepare()
    }

    /// Returns the application.
    pub fn app(&self) -> &App {
        &self.0.app
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("app", &self.0.app)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}

/// Sets up a [`Client`].
#[must_use]
pub struct ClientBuilder {
    app: App,
    transport: Option<Box<dyn Transport>>,
    clock: Box<dyn Clock>,
    connect_timeout: Duration,
    root_certificates: Vec<Vec<u8>>,
    limits: Limits,
}

impl ClientBuilder {
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

    /// Sets how long a call may take in total, connecting and reading included; by default 30 seconds.
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

    /// Finishes the client.
    ///
    /// # Errors
    ///
    /// Returns an error if AppKey or AppSecret is blank, the gateway is no `http` or `https` URL, a root certificate is none, or
    /// the system's TLS set-up cannot be used.
    pub fn build(self) -> Result<Client, Error> {
        self.app.check()?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(ReqwestTransport::new(
                self.app.gateway(),
                self.connect_timeout,
                &self.root_certificates,
            )?),
        };
        Ok(Client(Arc::new(Inner { app: self.app, transport, clock: self.clock, limits: self.limits })))
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

/// A call with options of its own; awaiting it makes it.
#[derive(Debug)]
#[must_use = "a call is made when it is awaited"]
pub struct Call<'a, A> {
    client: &'a Client,
    request: &'a A,
    options: CallOptions,
}

impl<A: TopApi> Call<'_, A> {
    /// Sets the user's session for this call.
    pub fn session(mut self, session: impl Into<Session>) -> Self {
        self.options = self.options.session(session);
        self
    }

    /// Sets how long this call may take in total.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.timeout(timeout);
        self
    }

    /// Sets the form in which this call is answered.
    pub fn format(mut self, format: Format) -> Self {
        self.options = self.options.format(format);
        self
    }

    /// Names the application on whose behalf this call is made, by its AppKey.
    pub fn target_app_key(mut self, app_key: impl Into<String>) -> Self {
        self.options = self.options.target_app_key(app_key);
        self
    }

    /// Adds a parameter that the request does not declare, or replaces the one that it does; see
    /// [`CallOptions::extra`].
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options = self.options.extra(name, value);
        self
    }

    /// Leaves checking to the gateway, for a document whose limits are out of date.
    pub fn skip_validation(mut self) -> Self {
        self.options = self.options.skip_validation();
        self
    }

    /// Prepares the call without making it.
    ///
    /// # Errors
    ///
    /// Returns an error with all violations if the request or an extra parameter breaks a rule.
    pub fn prepare(self) -> Result<PreparedCall<A::Response>, Error> {
        let inner = &self.client.0;
        inner.app.prepare(self.request, &self.options, inner.clock.now())
    }
}

impl<'a, A: TopApi> IntoFuture for Call<'a, A> {
    type Output = Result<Reply<A::Response>, Error>;
    type IntoFuture = Execute<'a, A::Response>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { client, request, options } = self;
        Execute { answer: client.0.start(request, A::API, options), response: PhantomData }
    }
}

/// A call under way; dropping it cancels the call.
#[must_use = "a call is made when it is awaited"]
pub struct Execute<'a, Response> {
    answer: Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>>,
    response: PhantomData<fn() -> Response>,
}

impl<Response: crate::TopObject> Future for Execute<'_, Response> {
    type Output = Result<Reply<Response>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer.as_mut().poll(context).map(|answer| {
            let Answer { call, response } = answer?;
            let (parts, body) = response.into_parts();
            response::decode(&call, parts.status, &parts.headers, body)
        })
    }
}

impl<Response> fmt::Debug for Execute<'_, Response> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Execute").finish_non_exhaustive()
    }
}

/// What came back, not yet read.
struct Answer {
    call: RawCall,
    response: http::Response<Bytes>,
}

impl Inner {
    /// Starts a call. Boxed here, it is there once and not again in each crate that makes calls.
    fn start<'a>(
        &'a self,
        request: &'a dyn Object,
        api: &'static Api,
        options: CallOptions,
    ) -> Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>> {
        Box::pin(self.exchange(request, api, options))
    }

    /// Makes a call, from the request to the bytes of the answer: the one copy for all APIs.
    async fn exchange(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: CallOptions,
    ) -> Result<Answer, Error> {
        let call = self.app.prepare_raw(request, api, &options, self.clock.now())?;
        let limits = Limits { timeout: options.timeout.unwrap_or(self.limits.timeout), ..self.limits };
        let response = self
            .transport
            .send(call.to_http()?, limits)
            .await
            .map_err(|error| error.with_method(api.method()))?;
        Ok(Answer { call, response })
    }

    async fn exchange_batch(&self, batch: &Batch<'_>) -> Result<BatchReply, Error> {
        let prepared = self.app.prepare_batch(batch, self.clock.now())?;
        let limits = Limits { timeout: batch.time_limit().unwrap_or(self.limits.timeout), ..self.limits };
        let sent = self.transport.send(prepared.to_http()?, limits).await;
        let response = sent.map_err(|error| error.with_method(prepared.method()))?;
        let (parts, body) = response.into_parts();
        prepared.decode(parts.status, &parts.headers, body)
    }
}

impl From<reqwest_transport::SetUpError> for Error {
    fn from(error: reqwest_transport::SetUpError) -> Self {
        ConfigurationError::new(error.to_string()).into()
    }
}
