//! Sessions that are refreshed when they are over, once for all calls that wait for it.

use std::collections::BTreeMap;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::Shared;

use super::{SessionFuture, SessionProvider, SessionRequest, TokenStore};
use crate::client::Client;
use crate::error::{Error, SessionError};
use crate::secret::{RefreshToken, Session};
use crate::session::{OAuth, Token, TopAuthTokenRefreshRequest};
use crate::wire::DateTime;

/// How long before its end a session is refreshed unless set otherwise: longer than a call takes.
const MARGIN: Duration = Duration::from_secs(60);

/// How long a failure is the answer to all calls of its user, by the client's clock.
const FAILURE_PAUSE: Duration = Duration::from_secs(5);

/// How long a session that was got for a refused one is not replaced if it is refused as well: an authorisation that does
/// not reach so far (code 53) is not widened by asking again.
const RENEWAL_PAUSE: Duration = Duration::from_secs(60);

/// A session provider over a store of tokens, which refreshes those that are over.
///
/// However many calls of a user find the session expired, one request for a new token is made, and all of them wait for
/// it. If it fails, all of them fail with one error, the store is left as it was, and for five seconds no further one is
/// made. A request that a dropped call had begun is taken on by the next.
///
/// A session that the platform refuses (codes 26, 27 and 53) is refreshed likewise, and the call made once more;
/// not again within a minute, though, if the new one is refused as well.
///
/// ```
/// # use top_core::sandbox::Sandbox;
/// use top_core::session::{MemoryStore, RefreshingSessions};
/// use top_core::{TopApi, TopObject};
///
/// /// Returns the seller who is signed in (查询卖家用户信息).
/// #[derive(TopApi)]
/// #[top(method = "taobao.user.seller.get", response = UserSellerGetResponse, session = "required")]
/// struct UserSellerGetRequest {
///     fields: String,
/// }
///
/// #[derive(TopObject)]
/// struct UserSellerGetResponse {
///     nick: Option<String>,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::start()?;
/// # sandbox.handle(|_: UserSellerGetRequest| Ok(UserSellerGetResponse { nick: Some("商家".to_owned()) }));
/// # let token = sandbox.issue_token("263685215");
/// let store = MemoryStore::new();
/// store.insert("263685215", token);
/// let client = sandbox.client_builder().session_provider(RefreshingSessions::by_gateway(store)).build()?;
///
/// let request = UserSellerGetRequest { fields: "nick".to_owned() };
/// let reply = client.call(&request).user("263685215").await?;
/// # assert_eq!(reply.nick.as_deref(), Some("商家"));
/// # Ok(())
/// # }
/// ```
pub struct RefreshingSessions {
    shared: Arc<Sources>,
    flights: Mutex<BTreeMap<String, Flight>>,
    /// The sessions that were got for refused ones, and when.
    renewed: Mutex<BTreeMap<String, (Session, DateTime)>>,
    margin: Duration,
}

/// What a refresh works with; it may outlive the call that began it.
struct Sources {
    store: Box<dyn TokenStore>,
    /// `None` for the gateway.
    oauth: Option<OAuth>,
    /// Tokens that were got, and that the store did not take: the old ones may be good for nothing any more.
    unsaved: Mutex<BTreeMap<String, Token>>,
}

/// A refresh under way, or one that failed.
struct Flight {
    stale: Session,
    outcome: Outcome,
}

type Outcome = Shared<Pin<Box<dyn Future<Output = Result<Token, Failure>> + Send>>>;

#[derive(Clone)]
struct Failure {
    error: SessionError,
    at: DateTime,
}

impl RefreshingSessions {
    /// Refreshes through the gateway, by `taobao.top.auth.token.refresh`, which is open to some kinds of applications only.
    pub fn by_gateway(store: impl TokenStore) -> Self {
        Self::new(Box::new(store), None)
    }

    /// Refreshes at the authorisation server.
    pub fn by_oauth(store: impl TokenStore, oauth: OAuth) -> Self {
        Self::new(Box::new(store), Some(oauth))
    }

    fn new(store: Box<dyn TokenStore>, oauth: Option<OAuth>) -> Self {
        Self {
            shared: Arc::new(Sources { store, oauth, unsaved: Mutex::default() }),
            flights: Mutex::default(),
            renewed: Mutex::default(),
            margin: MARGIN,
        }
    }

    /// Sets how long before its end a session is refreshed; by default 60 seconds.
    #[must_use]
    pub fn with_margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    async fn current(&self, client: &Client, user: &str) -> Result<Option<Session>, Error> {
        let Some(token) = self.shared.load(user).await? else { return Ok(None) };
        let now = client.now();
        let is_due = token.is_expired(after(now, self.margin));
        if !is_due || (!token.is_expired(now) && !token.is_refreshable(now)) {
            return Ok(Some(token.session().clone()));
        }
        self.refresh(client, user, token.session()).await
    }

    /// Returns the session that follows one that the platform refused.
    async fn replace(
        &self,
        client: &Client,
        user: &str,
        refused: &Session,
    ) -> Result<Option<Session>, Error> {
        let is_recent = |(_, at): &(Session, DateTime)| client.now() < after(*at, RENEWAL_PAUSE);
        if lock(&self.renewed).get(user).is_some_and(|renewed| renewed.0 == *refused && is_recent(renewed)) {
            return Ok(None);
        }
        let session = self.refresh(client, user, refused).await?;
        let mut renewed = lock(&self.renewed);
        renewed.retain(|_, renewed| is_recent(renewed));
        if let Some(session) = &session {
            renewed.insert(user.to_owned(), (session.clone(), client.now()));
        }
        Ok(session)
    }

    /// Returns the session that follows `stale`.
    async fn refresh(&self, client: &Client, user: &str, stale: &Session) -> Result<Option<Session>, Error> {
        let outcome = self.join(client, user, stale);
        let result = outcome.clone().await;
        if result.is_ok() {
            let mut flights = self.flights();
            if flights.get(user).is_some_and(|flight| flight.outcome.ptr_eq(&outcome)) {
                flights.remove(user);
            }
        }
        result.map(|token| Some(token.session().clone())).map_err(|failure| failure.error.into())
    }

    /// Joins the refresh of a session that is under way or just failed, or begins one.
    fn join(&self, client: &Client, user: &str, stale: &Session) -> Outcome {
        let now = client.now();
        let mut flights = self.flights();
        if let Some(flight) = flights.get(user)
            && flight.stale == *stale
            && !flight.is_over(now)
        {
            return flight.outcome.clone();
        }
        flights.retain(|_, flight| !flight.is_over(now));
        let (sources, client, owner) = (Arc::clone(&self.shared), client.clone(), user.to_owned());
        let old = stale.clone();
        let work: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(async move {
            let refreshed = sources.refresh(&client, &owner, &old).await;
            refreshed.map_err(|error| Failure { error, at: client.now() })
        });
        let outcome = work.shared();
        flights.insert(user.to_owned(), Flight { stale: stale.clone(), outcome: outcome.clone() });
        outcome
    }

    fn flights(&self) -> MutexGuard<'_, BTreeMap<String, Flight>> {
        lock(&self.flights)
    }
}

impl Flight {
    /// Returns whether the outcome is of no more use: a failure too old to be believed still.
    fn is_over(&self, now: DateTime) -> bool {
        match self.outcome.peek() {
            Some(Err(failure)) => now >= after(failure.at, FAILURE_PAUSE) || now < failure.at,
            _ => false,
        }
    }
}

impl Sources {
    async fn load(&self, user: &str) -> Result<Option<Token>, SessionError> {
        let unsaved = lock(&self.unsaved).get(user).cloned();
        let Some(token) = unsaved else { return self.store.load(user).await.map_err(SessionError::store) };
        self.save(user, &token).await?;
        // Only now: until it is saved, every other call has to find it here.
        let mut tokens = lock(&self.unsaved);
        if tokens.get(user) == Some(&token) {
            tokens.remove(user);
        }
        Ok(Some(token))
    }

    async fn save(&self, user: &str, token: &Token) -> Result<(), SessionError> {
        let saved = self.store.save(user, token.clone()).await;
        saved.map_err(|error| {
            lock(&self.unsaved).insert(user.to_owned(), token.clone());
            SessionError::store(error)
        })
    }

    /// Gets and keeps the token that follows `stale`, unless someone did already.
    async fn refresh(&self, client: &Client, user: &str, stale: &Session) -> Result<Token, SessionError> {
        let Some(token) = self.load(user).await? else { return Err(SessionError::not_refreshable()) };
        if token.session() != stale {
            return Ok(token);
        }
        let refresh_token = token.refresh_token().filter(|_| token.is_refreshable(client.now()));
        let Some(refresh_token) = refresh_token else { return Err(SessionError::not_refreshable()) };
        let refreshed = self.ask(client, refresh_token).await.map_err(SessionError::refresh)?;
        self.save(user, &refreshed).await?;
        Ok(refreshed)
    }

    async fn ask(&self, client: &Client, refresh_token: &RefreshToken) -> Result<Token, Error> {
        let Some(oauth) = &self.oauth else {
            let asked_at = client.now();
            let reply = client.execute(&TopAuthTokenRefreshRequest::new(refresh_token)).await?;
            return reply.read_token(asked_at, Some(refresh_token));
        };
        client.refresh_token(oauth, refresh_token).await
    }
}

impl SessionProvider for RefreshingSessions {
    fn session<'a>(&'a self, request: SessionRequest<'a>) -> SessionFuture<'a> {
        match request.user() {
            Some(user) => Box::pin(self.current(request.client(), user)),
            None => Box::pin(ready(Ok(None))),
        }
    }

    fn renew<'a>(&'a self, request: SessionRequest<'a>, refused: &'a Session) -> SessionFuture<'a> {
        match request.user() {
            Some(user) => Box::pin(self.replace(request.client(), user, refused)),
            None => Box::pin(ready(Ok(None))),
        }
    }
}

impl fmt::Debug for RefreshingSessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshingSessions")
            .field("oauth", &self.shared.oauth)
            .field("margin", &self.margin)
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it is held.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn after(time: DateTime, pause: Duration) -> DateTime {
    let millis = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
    DateTime::from_unix_millis(time.unix_millis().saturating_add(millis)).unwrap_or(DateTime::MAX)
}
