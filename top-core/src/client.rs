//! The client: prepared calls over a network.
//!
//! Only the last step of [`Execute`] knows the type of a response; everything before it exists once, however many APIs
//! are declared.

mod builder;

mod timer;

mod transport;

mod outlet;

mod reqwest_transport;

pub(crate) mod sessions;

mod retry;

mod at_once;

mod limiter;

mod dynamic;

#[cfg(feature = "blocking")]
mod blocking;

#[cfg(feature = "tower")]
mod tower;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Uri};

use self::at_once::answered;
#[cfg(feature = "blocking")]
pub use self::blocking::BlockingClient;
pub use self::builder::ClientBuilder;
use self::limiter::Limiter;
pub use self::limiter::RateLimit;
use self::outlet::Outlet;
use self::retry::Budget;
pub use self::retry::RetryPolicy;
use self::sessions::SessionProvider;
use self::timer::Deadline;
pub use self::timer::{Sleep, Timer, TokioTimer};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::transport::{Limits, Transport, TransportFuture};
use crate::api::TopApi;
use crate::batch::{Batch, BatchReply};
pub use crate::clock::{Clock, SystemClock};
use crate::descriptor::{Api, SessionMode};
use crate::error::{Error, LimitedError};
use crate::request::{App, CallOptions, Format, PreparedCall, RawCall};
use crate::response::{self, Reply};
use crate::secret::{AppSecret, Session};
use crate::value::Object;
use crate::wire::DateTime;

/// Below this a correction of the clock would send what was just refused, in milliseconds: the platform allows ten
/// minutes.
const MIN_CORRECTION_MILLIS: u64 = 60 * 1_000;

/// Calls APIs over the network, asynchronously.
///
/// A clone is the same client: it shares connections and set-up. TLS certificates are always verified. Calls are
/// awaited within a Tokio runtime, which the built-in HTTP client needs; a transport of your own may need none.
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
    /// Where calls go, parsed once for all of them.
    gateway: Uri,
    transport: Outlet,
    clock: Box<dyn Clock>,
    /// What the gateway's clock is ahead of ours, in milliseconds, as far as it was learnt.
    clock_offset: AtomicI64,
    sessions: Option<Box<dyn SessionProvider>>,
    timer: Box<dyn Timer>,
    random: Box<dyn Fn() -> f64 + Send + Sync>,
    limits: Limits,
    retry: RetryPolicy,
    budget: Budget,
    limiter: Limiter,
}

impl Client {
    /// Starts to set up a client for an application with its AppKey and AppSecret.
    pub fn builder(app_key: impl Into<String>, app_secret: impl Into<AppSecret>) -> ClientBuilder {
        ClientBuilder::new(App::new(app_key, app_secret))
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

    /// Returns what is added to the clock of all calls, in milliseconds: 0, unless a refused timestamp (code 31) was
    /// corrected by
    /// [`RetryPolicy::correct_clock`]. It is worth an alarm: the clock of this machine is wrong.
    pub fn clock_offset_millis(&self) -> i64 {
        self.0.clock_offset.load(Ordering::Relaxed)
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

    /// Sets the user on whose behalf this call is made; see [`CallOptions::user`].
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.options = self.options.user(user);
        self
    }

    /// Sets how long this call may take in total, retries and waits included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.timeout(timeout);
        self
    }

    /// Sets the form in which this call is answered.
    pub fn format(mut self, format: Format) -> Self {
        self.options = self.options.format(format);
        self
    }

    /// Sends JSON as the body of this call; see [`CallOptions::json_body`].
    pub fn json_body(mut self, json: impl Into<Bytes>) -> Self {
        self.options = self.options.json_body(json);
        self
    }

    /// Sends XML as the body of this call; see [`CallOptions::json_body`].
    pub fn xml_body(mut self, xml: impl Into<Bytes>) -> Self {
        self.options = self.options.xml_body(xml);
        self
    }

    /// Names the application on whose behalf this call is made, by its AppKey.
    pub fn target_app_key(mut self, app_key: impl Into<String>) -> Self {
        self.options = self.options.target_app_key(app_key);
        self
    }

    /// Sets when this call is made again, in place of the client's policy. The budget of retries stays the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options = self.options.retry(policy);
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
        inner.app.prepare(self.request, &self.options, inner.now())
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

impl Answer {
    /// Returns the error that it is, if it is one.
    fn refusal(&self) -> Option<Error> {
        let response = &self.response;
        response::refusal(&self.call, response.status(), response.headers(), response.body())
    }
}

impl Inner {
    /// Starts a call, with the session of a provider if there is one to ask. Boxed here, it is there once and not again in
    /// each crate that makes calls.
    fn start<'a>(
        self: &'a Arc<Self>,
        request: &'a dyn Object,
        api: &'static Api,
        options: CallOptions,
    ) -> Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>> {
        let is_asked = options.session.is_none() && api.session() != SessionMode::None;
        match self.sessions.as_deref().filter(|_| is_asked) {
            Some(provider) => Box::pin(self.exchange_with_session(provider, request, api, options)),
            None if self.is_made_at_once(&options) => Box::pin(async move {
                let (call, answer) = self.send_at_once(request, api, &options)?;
                answered(call, answer.await)
            }),
            None => Box::pin(async move { self.exchange(request, api, &options).await }),
        }
    }

    fn policy<'a>(&'a self, options: &'a CallOptions) -> &'a RetryPolicy {
        options.retry.as_ref().unwrap_or(&self.retry)
    }

    /// Makes a call, from the request to the bytes of the answer, as often as it takes: the one copy for all APIs.
    async fn exchange(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
    ) -> Result<Answer, Error> {
        let policy = self.policy(options);
        let deadline = Deadline::new(&*self.timer, options.timeout.unwrap_or(self.limits.timeout));
        let (mut attempt, mut correction, mut last) = (1, None, None);
        loop {
            let offset = self.clock_offset.load(Ordering::Relaxed);
            let call = match self.prepare_in_turn(request, api, options, deadline).await {
                Ok(call) => call,
                // What the platform said tells more than that there was no turn to ask it again.
                Err(error) => return Err(last.unwrap_or(error)),
            };
            let error = match self.send(call, policy.timeout(deadline.remaining())).await {
                Ok(answer) if !policy.is_on() => return Ok(answer),
                Ok(answer) => match answer.refusal() {
                    None => {
                        self.budget.earn();
                        return Ok(answer);
                    }
                    Some(error) => {
                        let headers = answer.response.headers();
                        if self.corrects(policy, &error, headers, offset, &mut correction) {
                            continue;
                        }
                        error
                    }
                },
                Err(error) => error,
            };
            let delay = policy.delay(&error, api, attempt, (self.random)());
            match delay.filter(|delay| *delay < deadline.remaining()) {
                Some(delay) if self.budget.spend() => self.timer.sleep(delay).await,
                _ => return Err(error),
            }
            attempt += 1;
            last = Some(error);
        }
    }

    /// Makes a batch, and once more if its timestamp alone was refused: of a batch that failed otherwise, nobody knows
    /// which calls of it were acted on.
    async fn exchange_batch(&self, batch: &Batch<'_>) -> Result<BatchReply, Error> {
        let deadline = Deadline::new(&*self.timer, batch.time_limit().unwrap_or(self.limits.timeout));
        let mut correction = None;
        loop {
            let offset = self.clock_offset.load(Ordering::Relaxed);
            let prepared = self.app.prepare_batch(batch, self.now())?;
            let limits = Limits { timeout: deadline.remaining(), ..self.limits };
            let sent = self.transport.send(prepared.to_http()?, limits).await;
            let response = sent.map_err(|error| error.with_method(prepared.method()))?;
            let (parts, body) = response.into_parts();
            match prepared.decode(parts.status, &parts.headers, body) {
                Err(error) if self.corrects(&self.retry, &error, &parts.headers, offset, &mut correction) => {
                }
                outcome => return outcome,
            }
        }
    }

    /// Prepares a call and waits for its turn. A call that had to wait is prepared anew: its timestamp is that of its
    /// turn.
    async fn prepare_in_turn(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
        deadline: Deadline<'_>,
    ) -> Result<RawCall, Error> {
        // Checked before it waits: a request that breaks a rule takes nobody's turn.
        let prepare = || self.app.prepare_raw(request, api, options, self.now());
        let limited = |wait| LimitedError::new(api.method(), wait);
        let mut call = prepare()?;
        if self.limiter.is_off() {
            return Ok(call);
        }
        let wait = self.limiter.book_method(api.method(), self.timer.elapsed(), deadline.remaining());
        let wait = wait.map_err(limited)?;
        if !wait.is_zero() {
            self.timer.sleep(wait).await;
        }
        let rest = self.limiter.book_total(self.timer.elapsed(), deadline.remaining()).map_err(limited)?;
        if !rest.is_zero() {
            self.timer.sleep(rest).await;
        }
        if !wait.is_zero() || !rest.is_zero() {
            call = prepare()?;
        }
        Ok(call)
    }

    async fn send(&self, call: RawCall, timeout: Duration) -> Result<Answer, Error> {
        let limits = Limits { timeout, ..self.limits };
        let answer = self.transport.send_call(&call, &self.gateway, limits)?;
        answered(call, answer.await)
    }

    /// Returns the time of the clock, corrected.
    fn now(&self) -> DateTime {
        let now = self.clock.now();
        let corrected = now.unix_millis().saturating_add(self.clock_offset.load(Ordering::Relaxed));
        DateTime::from_unix_millis(corrected).unwrap_or(now)
    }

    /// Learns the time of the gateway from its refusal of a timestamp, which was made with `offset`; returns whether
    /// the call is to be made again. `correction` holds what the offset was before this call has corrected it.
    fn corrects(
        &self,
        policy: &RetryPolicy,
        error: &Error,
        headers: &HeaderMap,
        offset: i64,
        correction: &mut Option<i64>,
    ) -> bool {
        let is_refused = matches!(error, Error::Api(error) if error.code() == 31);
        if !is_refused || !policy.corrects_clock() {
            return false;
        }
        if let Some(before) = correction.replace(offset) {
            // It did not help, as the header told another time than the one that counts: it is taken back, unless
            // another call has learnt better since.
            let _ = self.clock_offset.compare_exchange(offset, before, Ordering::Relaxed, Ordering::Relaxed);
            return false;
        }
        let date = headers
            .get(http::header::DATE)
            .and_then(|date| crate::clock::read_http_date(date.to_str().ok()?));
        let learnt = date.map(|date| date.saturating_sub(self.clock.now().unix_millis()));
        match learnt.filter(|learnt| learnt.abs_diff(offset) >= MIN_CORRECTION_MILLIS) {
            Some(learnt) => {
                self.clock_offset.store(learnt, Ordering::Relaxed);
                true
            }
            None => false,
        }
    }
}
