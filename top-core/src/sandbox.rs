//! The gateway for tests (沙箱): a real HTTP server on loopback that does what the platform does.
//!
//! It reads the parameters from query and body, checks AppKey, timestamp, version, format and **signature** on its own
//! reading of the wire, decodes the request with the same declared struct that the client encoded, validates it, asks
//! a typed handler, and answers in the form that was asked for, or with the platform's own errors: in JSON, wrapped or
//! simplified, or in XML, which is also the answer to those who ask for nothing; compressed for those who accept gzip.
//!
//! ```
//! use top_core::sandbox::Sandbox;
//! use top_core::{TopApi, TopObject};
//!
//! #[derive(Debug, TopApi)]
//! #[top(method = "taobao.user.seller.get", response = UserSellerGetResponse)]
//! struct UserSellerGetRequest {
//!     fields: Vec<String>,
//! }
//!
//! #[derive(Debug, TopObject)]
//! struct UserSellerGetResponse {
//!     nick: Option<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start()?;
//! sandbox.handle(|request: UserSellerGetRequest| {
//!     assert_eq!(request.fields, ["nick", "sex"]);
//!     Ok(UserSellerGetResponse { nick: Some("商家测试帐号17".to_owned()) })
//! });
//!
//! let request = UserSellerGetRequest { fields: vec!["nick".to_owned(), "sex".to_owned()] };
//! let reply = sandbox.client().execute(&request).await?;
//! assert_eq!(reply.nick.as_deref(), Some("商家测试帐号17"));
//! assert_eq!(sandbox.calls()[0].parameter("fields"), Some("nick,sex"));
//! # Ok(())
//! # }
//! ```

mod call;

mod fault;

mod refusal;

mod xml;

mod answer;

mod gateway;

mod batch;

mod tokens;

mod server;

mod example;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;

pub use self::call::RecordedCall;
#[doc(hidden)]
pub use self::example::{Example, run_example};
pub use self::fault::Fault;
use self::fault::Faults;
use self::gateway::Handler;
use self::server::Server;
use self::tokens::Tokens;
use crate::api::TopApi;
use crate::client::{Client, ClientBuilder, Clock, SystemClock};
use crate::describe::Registry;
use crate::descriptor::Api;
use crate::dynamic::DynamicObject;
use crate::error::ApiError;
use crate::secret::{AppSecret, AuthorizationCode, Session};
use crate::session::Token;
use crate::wire::DateTime;

/// The path under which the gateway answers.
pub(crate) const PATH: &str = "/router/rest";

/// A running gateway for tests. It stops when it is dropped.
pub struct Sandbox {
    shared: Arc<Shared>,
    server: Server,
}

/// What the server and its owner share.
struct Shared {
    app_key: String,
    app_secret: AppSecret,
    clock: Box<dyn Clock>,
    skew_millis: AtomicI64,
    /// How many calls are kept.
    keep_calls: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    handlers: BTreeMap<String, Arc<Handler>>,
    faults: Faults,
    /// By how many were received before them.
    calls: BTreeMap<usize, RecordedCall>,
    received: usize,
    token_requests: Vec<RecordedCall>,
    tokens: Tokens,
    observer: Option<Arc<Observer>>,
}

/// What is told of calls.
type Observer = dyn Fn(&RecordedCall) + Send + Sync;

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A handler that panicked held no lock: what is behind it is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time of the gateway.
    fn now(&self) -> DateTime {
        let now = self.clock.now();
        let skewed = now.unix_millis().saturating_add(self.skew_millis.load(Ordering::Relaxed));
        DateTime::from_unix_millis(skewed).unwrap_or(now)
    }
}

impl Sandbox {
    /// Starts a gateway on a free port of the loopback interface, with an AppKey and AppSecret of its own.
    ///
    /// # Errors
    ///
    /// Returns an error if no port or thread is to be had.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Starts to set up a gateway.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            app_key: "12345678".to_owned(),
            app_secret: AppSecret::new("helloworld"),
            clock: Box::new(SystemClock),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            keep_calls: usize::MAX,
        }
    }

    /// Answers calls of the API `A` with `handler`; a later handler of the same API replaces an earlier one.
    ///
    /// The handler gets the request as it was declared, after the checks that the platform makes. A handler that panics
    /// is answered with the error `isp.unknown-error`.
    pub fn handle<A: TopApi + 'static>(
        &self,
        handler: impl Fn(A) -> Result<A::Response, ApiError> + Send + Sync + 'static,
    ) {
        self.shared.state().handlers.insert(A::METHOD.to_owned(), Arc::new(gateway::typed(handler)));
    }

    /// Answers calls of `api` with `handler`, which knows request and response by their tables alone. The author's own
    /// checks (`custom`) are not made.
    pub fn handle_dynamic(
        &self,
        api: &'static Api,
        handler: impl Fn(DynamicObject) -> Result<DynamicObject, ApiError> + Send + Sync + 'static,
    ) {
        let handler = Arc::new(gateway::dynamic(api, handler));
        self.shared.state().handlers.insert(api.method().to_owned(), handler);
    }

    /// Answers calls of every API of `registry` with the documented examples (示例值) of its response, but of those that have
    /// a handler. Each call is read and checked as for a handler.
    ///
    /// ```
    /// # use top_core::describe::Registry;
    /// # use top_core::sandbox::Sandbox;
    /// # use top_core::{DateTime, TopApi, TopObject};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// #[derive(TopApi)]
    /// #[top(method = "taobao.time.get", response = TimeGetResponse)]
    /// struct TimeGetRequest {}
    ///
    /// #[derive(TopObject)]
    /// struct TimeGetResponse {
    ///     #[top(example = "2000-01-01 00:00:00")]
    ///     time: Option<DateTime>,
    /// }
    ///
    /// static APIS: Registry = Registry::new(&[TimeGetRequest::API]);
    ///
    /// let sandbox = Sandbox::start()?;
    /// sandbox.answer_examples(&APIS);
    /// let reply = sandbox.client().execute(&TimeGetRequest {}).await?;
    /// assert_eq!(reply.time, Some("2000-01-01 00:00:00".parse()?));
    /// # Ok(())
    /// # }
    /// ```
    pub fn answer_examples(&self, registry: &Registry) {
        for api in registry.iter() {
            if self.shared.state().handlers.contains_key(api.method()) {
                continue;
            }
            let example = DynamicObject::example(api.response());
            self.handle_dynamic(api, move |_| Ok(example.clone()));
        }
    }

    /// Has `observer` told of every call when it was answered, in place of an earlier one. It runs on the thread of the
    /// call, which waits for it.
    pub fn on_call(&self, observer: impl Fn(&RecordedCall) + Send + Sync + 'static) {
        self.shared.state().observer = Some(Arc::new(observer));
    }

    /// Answers calls of `method` with a fixed HTTP answer, whatever it is: for tests of what a client makes of it.
    ///
    /// The call is still checked as far as its signature.
    pub fn answer_raw(&self, method: impl Into<String>, answer: http::Response<Bytes>) {
        self.shared.state().handlers.insert(method.into(), Arc::new(gateway::raw(answer)));
    }

    /// Makes something go wrong with the next calls of `method`; faults happen in the order in which they were given,
    /// and then all is well again.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use top_core::client::RetryPolicy;
    /// # use top_core::sandbox::{Fault, Sandbox};
    /// # use top_core::{ApiError, TopApi};
    /// # #[derive(TopApi)]
    /// # #[top(method = "taobao.time.get", idempotent)]
    /// # struct TimeGetRequest {}
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start()?;
    /// sandbox.handle(|_: TimeGetRequest| Ok(()));
    /// let unavailable = ApiError::new(15, "Remote service error").with_sub("isp.remote-service-timeout", "");
    /// sandbox.fail("taobao.time.get", Fault::error(unavailable).times(2));
    ///
    /// let policy = RetryPolicy::standard().first_delay(Duration::from_millis(1));
    /// let client = sandbox.client_builder().retry(policy).build()?;
    /// client.execute(&TimeGetRequest {}).await?;
    /// assert_eq!(sandbox.calls().len(), 3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn fail(&self, method: impl Into<String>, fault: Fault) {
        self.shared.state().faults.add(method.into(), fault);
    }

    /// Sets how far the gateway's clock is ahead of what its builder gave it, in milliseconds, below 0 behind:
    /// timestamps are compared with it, and the HTTP header `Date` tells it.
    pub fn skew_clock(&self, millis: i64) {
        self.shared.skew_millis.store(millis, Ordering::Relaxed);
    }

    /// Returns the calls received so far, refused ones as well, in the order of their arrival: all of them, unless
    /// [`SandboxBuilder::keep_calls`] says otherwise.
    pub fn calls(&self) -> Vec<RecordedCall> {
        self.shared.state().calls.values().cloned().collect()
    }

    /// Lets a user authorise the application (授权), and returns the code that the browser would come back with. It can
    /// be used once, at [`oauth_server`](Self::oauth_server) or by `taobao.top.auth.token.create`.
    pub fn authorize(&self, user_id: impl Into<String>) -> AuthorizationCode {
        self.shared.state().tokens.authorize(user_id.into())
    }

    /// Issues a token to a user, as if a code had been turned into it now.
    pub fn issue_token(&self, user_id: impl Into<String>) -> Token {
        let now = self.shared.now();
        self.shared.state().tokens.issue_token(user_id.into(), now)
    }

    /// Sets how long the tokens that are issued from now on last, in whole seconds, and how long they can be refreshed:
    /// zero for never. By default a day, and a year.
    pub fn token_lifetimes(&self, session: Duration, refresh: Duration) {
        self.shared.state().tokens.set_lifetimes(session, refresh);
    }

    /// From now on refuses sessions that this gateway did not issue, and those that are over by its clock, with error 27,
    /// where an API is declared with `session = "required"`. Until then every session will do.
    pub fn enforce_sessions(&self) {
        self.shared.state().tokens.enforce();
    }

    /// Ends a session before its time, as a user does who signs out; it can still be refreshed.
    pub fn end_session(&self, session: &Session) {
        self.shared.state().tokens.end_session(session);
    }

    /// Ends all that a user authorised: no session of the user is good any more, and none can be refreshed.
    pub fn revoke(&self, user_id: &str) {
        self.shared.state().tokens.revoke(user_id);
    }

    /// Returns the requests that the authorisation server received, refused ones as well, in the order of their arrival;
    /// what was refused has the error code 0.
    pub fn token_requests(&self) -> Vec<RecordedCall> {
        self.shared.state().token_requests.clone()
    }

    /// Returns the URL of the authorisation server, for [`OAuth::with_server`](crate::session::OAuth::with_server).
    pub fn oauth_server(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// Returns the URL of the gateway.
    pub fn url(&self) -> String {
        format!("http://{}{PATH}", self.server.address())
    }

    /// Returns the AppKey that the gateway knows.
    pub fn app_key(&self) -> &str {
        &self.shared.app_key
    }

    /// Returns the AppSecret that belongs to the AppKey.
    pub fn app_secret(&self) -> AppSecret {
        self.shared.app_secret.clone()
    }

    /// Returns a client for this gateway.
    ///
    /// # Panics
    ///
    /// Panics if the HTTP client cannot be set up, which takes a broken machine.
    #[allow(clippy::expect_used, reason = "a test double fails its test by panicking")]
    pub fn client(&self) -> Client {
        self.client_builder().build().expect("a client for loopback can be set up")
    }

    /// Starts to set up a client for this gateway.
    pub fn client_builder(&self) -> ClientBuilder {
        Client::builder(self.app_key(), self.app_secret()).gateway(self.url())
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("url", &self.url()).finish_non_exhaustive()
    }
}

/// Sets up a [`Sandbox`].
#[must_use]
pub struct SandboxBuilder {
    app_key: String,
    app_secret: AppSecret,
    clock: Box<dyn Clock>,
    address: SocketAddr,
    keep_calls: usize,
}

impl SandboxBuilder {
    /// Sets the application that the gateway knows.
    pub fn app(mut self, app_key: impl Into<String>, app_secret: impl Into<AppSecret>) -> Self {
        self.app_key = app_key.into();
        self.app_secret = app_secret.into();
        self
    }

    /// Sets the clock that timestamps are compared with.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Sets the address to listen on; by default a free port of the loopback interface.
    pub fn listen(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// Sets how many calls [`Sandbox::calls`] has at most, the last ones: a gateway that runs for days need not keep all.
    pub fn keep_calls(mut self, count: usize) -> Self {
        self.keep_calls = count;
        self
    }

    /// Starts the gateway.
    ///
    /// # Errors
    ///
    /// Returns an error if the address cannot be listened on, or no thread is to be had.
    pub fn start(self) -> io::Result<Sandbox> {
        let Self { app_key, app_secret, clock, address, keep_calls } = self;
        let shared = Arc::new(Shared {
            app_key,
            app_secret,
            clock,
            skew_millis: AtomicI64::new(0),
            keep_calls,
            state: Mutex::default(),
        });
        tokens::serve(&shared);
        let server = Server::start(address, Arc::clone(&shared))?;
        Ok(Sandbox { shared, server })
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("app_key", &self.app_key)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
