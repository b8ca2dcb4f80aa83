//! Where the session of a call comes from, and tokens over the network.

mod store;

mod refreshing;

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

pub use self::refreshing::RefreshingSessions;
pub use self::store::{MemoryStore, StoreFuture, TokenStore};
use super::{Answer, Client, Inner};
use crate::descriptor::Api;
use crate::error::{Error, MissingSession};
use crate::request::CallOptions;
use crate::secret::{AuthorizationCode, RefreshToken, Session};
use crate::session::{OAuth, Token, TokenRequest};
use crate::value::Object;
use crate::wire::DateTime;

/// Knows the sessions of users: what a client asks before a call is made.
///
/// It is asked for every call that can have a session and was given none of its own; [`SessionRequest::user`] says for
/// whom it is made. [`RefreshingSessions`] is one over a store of tokens.
///
/// ```
/// use std::future::ready;
/// use top_core::Session;
/// use top_core::session::{SessionFuture, SessionProvider, SessionRequest};
///
/// /// The session of the one shop there is.
/// struct OneShop;
///
/// impl SessionProvider for OneShop {
///     fn session<'a>(&'a self, request: SessionRequest<'a>) -> SessionFuture<'a> {
///         let session = (request.user() == Some("shop")).then(|| Session::new("6100aa"));
///         Box::pin(ready(Ok(session)))
///     }
/// }
/// ```
pub trait SessionProvider: Send + Sync + 'static {
    /// Returns the session of a call's user, `None` if the user is not known.
    ///
    /// Without one, a call that was made for a user fails; any other is made with the session that the client was set up
    /// with, if any.
    fn session<'a>(&'a self, request: SessionRequest<'a>) -> SessionFuture<'a>;

    /// Returns another session after the platform refused `refused` (codes 26, 27 and 53), `None` to leave it at that.
    ///
    /// With another session the call is made once more: the platform did not carry it out. By default there is none.
    fn renew<'a>(&'a self, request: SessionRequest<'a>, refused: &'a Session) -> SessionFuture<'a> {
        let _ = (request, refused);
        Box::pin(ready(Ok(None)))
    }
}

/// What a session provider gives: a session, or why there is none.
pub type SessionFuture<'a> = Pin<Box<dyn Future<Output = Result<Option<Session>, Error>> + Send + 'a>>;

/// A call that needs a session.
#[derive(Clone, Copy)]
pub struct SessionRequest<'a> {
    client: &'a Client,
    api: &'static Api,
    user: Option<&'a str>,
}

impl<'a> SessionRequest<'a> {
    /// Returns the client that makes the call; it can make others, too.
    pub fn client(&self) -> &'a Client {
        self.client
    }

    /// Returns the user on whose behalf the call is made, by the name that [`CallOptions::user`] gave.
    pub fn user(&self) -> Option<&'a str> {
        self.user
    }

    /// Returns the method name of the API.
    pub fn method(&self) -> &'static str {
        self.api.method()
    }
}

impl fmt::Debug for SessionRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionRequest")
            .field("method", &self.method())
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Makes a call with the session that `provider` knows for its user, and once more if the platform refuses that
    /// and it gets another.
    pub(super) async fn exchange_with_session(
        self: &Arc<Self>,
        provider: &dyn SessionProvider,
        request: &dyn Object,
        api: &'static Api,
        mut options: CallOptions,
    ) -> Result<Answer, Error> {
        let client = Client(Arc::clone(self));
        let user = options.user.take();
        let question = SessionRequest { client: &client, api, user: user.as_deref() };
        let Some(session) = provider.session(question).await? else {
            return match user {
                // The client's own session could be another user's.
                Some(_) => Err(MissingSession::new(api).into()),
                None => self.exchange(request, api, &options).await,
            };
        };
        let outcome = self.exchange(request, api, &options.clone().session(session.clone())).await;
        // With retries a refusal is an error already, without it is still to be read.
        let is_refused = match &outcome {
            Ok(answer) => answer.refusal().is_some_and(|error| error.is_session_invalid()),
            Err(error) => error.is_session_invalid(),
        };
        if !is_refused {
            return outcome;
        }
        match provider.renew(question, &session).await? {
            Some(renewed) if renewed != session => {
                self.exchange(request, api, &options.session(renewed)).await
            }
            _ => outcome,
        }
    }
}

impl Client {
    /// Gets the token that belongs to a code (授权码) from the authorisation server. A code can be used once.
    ///
    /// # Errors
    ///
    /// Returns an error if the server is not reached, if it refuses ([`Error::OAuth`]), or if its answer is no token.
    pub async fn create_token(&self, oauth: &OAuth, code: &AuthorizationCode) -> Result<Token, Error> {
        self.request_token(&oauth.prepare_create(code)?).await
    }

    /// Gets the token that follows one (刷新令牌) from the authorisation server.
    ///
    /// # Errors
    ///
    /// Returns an error if the server is not reached, if it refuses ([`Error::OAuth`]), or if its answer is no token.
    pub async fn refresh_token(&self, oauth: &OAuth, refresh_token: &RefreshToken) -> Result<Token, Error> {
        self.request_token(&oauth.prepare_refresh(refresh_token)?).await
    }

    async fn request_token(&self, request: &TokenRequest) -> Result<Token, Error> {
        let asked_at = self.now();
        let sent = self.0.transport.send(request.to_http()?, self.0.limits).await;
        let response = sent.map_err(|error| error.with_method(TokenRequest::method()))?;
        let (parts, body) = response.into_parts();
        request.decode(parts.status, &parts.headers, body, asked_at)
    }

    /// Returns the time by the client's clock, which decides what is over.
    pub fn now(&self) -> DateTime {
        self.0.now()
    }
}
