//! Tokens through the gateway: two APIs, whose response is text of JSON.

use super::answer::read_result;
use super::token::Token;
use crate::error::Error;
use crate::response::Reply;
use crate::secret::RefreshToken;
use crate::wire::{DateTime, Json};
use crate::{TopApi, TopObject};

/// Gets a token for a code (获取Access Token), `taobao.top.auth.token.create`. No user's session is needed.
///
/// ```
/// # use top_core::sandbox::Sandbox;
/// use top_core::DateTime;
/// use top_core::session::{AuthorizationCode, TopAuthTokenCreateRequest};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::start()?;
/// # let (client, code) = (sandbox.client(), sandbox.authorize("263685215"));
/// let asked_at = DateTime::now();
/// let reply = client.execute(&TopAuthTokenCreateRequest::new(&code)).await?;
/// let token = reply.token(asked_at)?;
/// assert_eq!(token.user_id(), Some("263685215"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, TopApi)]
#[top(method = "taobao.top.auth.token.create", response = TopAuthTokenResponse, session = "none", debug)]
#[non_exhaustive]
pub struct TopAuthTokenCreateRequest {
    /// The code (授权码), which can be used once.
    #[top(secret)]
    pub code: String,
    /// The text by which the request for the code is known (与生成code的uuid配对).
    pub uuid: Option<String>,
}

/// Gets the token that follows one (刷新Access Token), `taobao.top.auth.token.refresh`; open to some kinds of
/// applications only. No user's session is needed.
#[derive(Clone, PartialEq, TopApi)]
#[top(method = "taobao.top.auth.token.refresh", response = TopAuthTokenResponse, session = "none", debug)]
#[non_exhaustive]
pub struct TopAuthTokenRefreshRequest {
    /// By which the token is refreshed (刷新令牌).
    #[top(secret)]
    pub refresh_token: String,
}

/// What both answer with.
#[derive(Clone, PartialEq, TopObject)]
#[top(debug)]
#[non_exhaustive]
pub struct TopAuthTokenResponse {
    /// The token (返回的是json信息): text of JSON, which [`Reply::token`] reads.
    #[top(secret, json)]
    pub token_result: Option<Json>,
}

impl TopAuthTokenCreateRequest {
    /// Takes the code.
    pub fn new(code: &crate::secret::AuthorizationCode) -> Self {
        Self { code: code.expose().to_owned(), uuid: None }
    }

    /// Sets the text by which the request for the code is known.
    #[must_use]
    pub fn uuid(mut self, uuid: impl Into<String>) -> Self {
        self.uuid = Some(uuid.into());
        self
    }
}

impl TopAuthTokenRefreshRequest {
    /// Takes what the token is refreshed by.
    pub fn new(refresh_token: &RefreshToken) -> Self {
        Self { refresh_token: refresh_token.expose().to_owned() }
    }
}

impl Reply<TopAuthTokenResponse> {
    /// Reads the token, which was asked for at `asked_at`: its times count from there.
    ///
    /// # Errors
    ///
    /// Returns an error if the response holds none.
    pub fn token(&self, asked_at: DateTime) -> Result<Token, Error> {
        self.read_token(asked_at, None)
    }

    pub(crate) fn read_token(
        &self,
        asked_at: DateTime,
        previous: Option<&RefreshToken>,
    ) -> Result<Token, Error> {
        let json = self.token_result.as_ref().map_or("", Json::as_str);
        read_result(self.method(), self.status(), json, asked_at, previous)
    }
}
