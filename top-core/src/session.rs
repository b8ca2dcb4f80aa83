//! Authorisation by users (授权) and their sessions (会话): from the page where a user agrees to the token of a call.
//!
//! A call on behalf of a user carries a session, which is the access token (`access_token`) of a [`Token`]. It is got so:
//!
//! 1. The user's browser is sent to [`OAuth::authorize_url`].
//! 2. It comes back with a code, which [`OAuth::read_redirect`] takes out of the redirect once it knows that the redirect
//!    belongs to this browser.
//! 3. `Client::create_token` (feature `client`) turns the code into a token, `Client::refresh_token` an old token into a
//!    new one. The gateway can do both, too: [`TopAuthTokenCreateRequest`], [`TopAuthTokenRefreshRequest`].
//!
//! With `RefreshingSessions` a client does the rest: it looks up the token of a call's user in a store of the
//! application's, and refreshes it once it is over.
//!
//! ```
//! use top_core::App;
//! use top_core::session::OAuth;
//!
//! let app = App::new("12345678", "the AppSecret");
//! let oauth = OAuth::new(&app, "https://example.com/callback");
//! // A text that nobody can guess, kept with the browser, for example in a cookie.
//! let state = "a9f0e1";
//! let url = oauth.authorize_url(state)?;
//! assert!(url.starts_with("https://oauth.taobao.com/authorize?response_type=code&client_id=12345678&"));
//!
//! let code = oauth.read_redirect("https://example.com/callback?code=Xy12&state=a9f0e1", state)?;
//! let request = oauth.prepare_create(&code)?;
//! assert_eq!(request.url(), "https://oauth.taobao.com/token");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod token;

mod oauth;

mod redirect;

mod answer;

mod gateway;

pub use self::answer::TokenRequest;
pub use self::gateway::{TopAuthTokenCreateRequest, TopAuthTokenRefreshRequest, TopAuthTokenResponse};
pub use self::oauth::{OAuth, View, server};
pub use self::redirect::RedirectError;
#[cfg(feature = "sandbox")]
pub(crate) use self::token::TokenMembers;
pub use self::token::{SecurityLevel, Token};
#[cfg(feature = "client")]
pub use crate::client::sessions::{
    MemoryStore, RefreshingSessions, SessionFuture, SessionProvider, SessionRequest, StoreFuture, TokenStore,
};
pub use crate::secret::{AuthorizationCode, RefreshToken};
