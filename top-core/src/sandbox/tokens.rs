//! The authorisation server beside the gateway: codes, tokens, and who may still call.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Response, StatusCode, header, request};
use subtle::ConstantTimeEq;

use super::call::RecordedCall;
use super::gateway::{self, Answer, Body};
use super::{Shared, refusal};
use crate::TopObject;
use crate::error::ApiError;
use crate::flatten::{Lists, write_members};
use crate::secret::{AuthorizationCode, Session};
use crate::session::{
    Token, TokenMembers, TopAuthTokenCreateRequest, TopAuthTokenRefreshRequest, TopAuthTokenResponse,
};
use crate::wire::{DateTime, Json};

/// The path under which tokens are issued.
pub(super) const PATH: &str = "/token";

/// How long a session lasts, and how long it can be refreshed, in seconds, unless set otherwise.
const LIFETIMES: (i64, i64) = (24 * 60 * 60, 365 * 24 * 60 * 60);

/// What was issued. It is told apart by numbers, which nobody has to guess here.
pub(super) struct Tokens {
    issued: u64,
    lifetimes: (i64, i64),
    is_enforced: bool,
    /// The users behind codes that were not used yet.
    codes: BTreeMap<String, String>,
    sessions: BTreeMap<String, Grant>,
    refreshable: BTreeMap<String, Grant>,
}

struct Grant {
    user_id: String,
    expires_at: DateTime,
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            issued: 0,
            lifetimes: LIFETIMES,
            is_enforced: false,
            codes: BTreeMap::new(),
            sessions: BTreeMap::new(),
            refreshable: BTreeMap::new(),
        }
    }
}

/// The parameters of a request for a token; here is what they are, and what of them is secret.
#[derive(Default, TopObject)]
#[top(debug)]
struct TokenForm {
    grant_type: Option<String>,
    client_id: Option<String>,
    #[top(secret)]
    client_secret: Option<String>,
    #[top(secret)]
    code: Option<String>,
    #[top(secret)]
    refresh_token: Option<String>,
    redirect_uri: Option<String>,
    view: Option<String>,
}

/// Why no token is issued: the code of OAuth 2.0, and words.
type Refusal = (&'static str, &'static str);

impl Tokens {
    pub(super) fn set_lifetimes(&mut self, session: Duration, refresh: Duration) {
        let seconds = |lifetime: Duration| i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
        self.lifetimes = (seconds(session), seconds(refresh));
    }

    pub(super) fn enforce(&mut self) {
        self.is_enforced = true;
    }

    pub(super) fn authorize(&mut self, user_id: String) -> AuthorizationCode {
        let code = self.text("code");
        self.codes.insert(code.clone(), user_id);
        AuthorizationCode::new(code)
    }

    pub(super) fn end_session(&mut self, session: &Session) {
        self.sessions.remove(session.expose());
    }

    pub(super) fn revoke(&mut self, user_id: &str) {
        self.sessions.retain(|_, grant| grant.user_id != user_id);
        self.refreshable.retain(|_, grant| grant.user_id != user_id);
    }

    pub(super) fn issue_token(&mut self, user_id: String, now: DateTime) -> Token {
        let members = self.issue(user_id, now);
        let session = Session::new(members.access_token.clone().unwrap_or_default());
        members.into_token(now, None).unwrap_or_else(|| Token::new(session))
    }

    /// Checks the session of a call of an API that needs one.
    pub(super) fn check(&self, session: &str, now: DateTime) -> Result<(), ApiError> {
        let is_good = || self.sessions.get(session).is_some_and(|grant| grant.expires_at > now);
        if !self.is_enforced || is_good() {
            return Ok(());
        }
        let sub_code = "session-expired-or-not-generated-by-server";
        Err(refusal::invalid_session()
            .with_sub(sub_code, "the sandbox did not issue the session, or it is over"))
    }

    /// Issues a token for a code, which is used up by that.
    fn create(&mut self, code: &str, now: DateTime) -> Result<TokenMembers, Refusal> {
        let user_id = self.codes.remove(code).ok_or(("invalid_grant", "the code is unknown or was used"))?;
        Ok(self.issue(user_id, now))
    }

    /// Issues the token that follows one, which cannot be refreshed any more then.
    fn refresh(&mut self, refresh_token: &str, now: DateTime) -> Result<TokenMembers, Refusal> {
        match self.refreshable.remove(refresh_token) {
            Some(grant) if grant.expires_at > now => Ok(self.issue(grant.user_id, now)),
            _ => Err(("invalid_grant", "the refresh token is unknown, was used, or is over")),
        }
    }

    fn issue(&mut self, user_id: String, now: DateTime) -> TokenMembers {
        let (access_token, refresh_token) = (self.text("session"), self.text("refresh"));
        let (expires_in, re_expires_in) = self.lifetimes;
        let grant = |seconds: i64| {
            let millis = now.unix_millis().saturating_add(seconds.saturating_mul(1_000));
            let expires_at = DateTime::from_unix_millis(millis).unwrap_or(DateTime::MAX);
            Grant { user_id: user_id.clone(), expires_at }
        };
        self.sessions.insert(access_token.clone(), grant(expires_in));
        self.refreshable.insert(refresh_token.clone(), grant(re_expires_in));
        let at = |seconds: i64| Some(grant(seconds).expires_at.unix_millis());
        TokenMembers {
            access_token: Some(access_token),
            token_type: Some("Bearer".to_owned()),
            expires_in: Some(expires_in),
            refresh_token: Some(refresh_token),
            re_expires_in: Some(re_expires_in),
            r1_expires_in: Some(expires_in),
            r2_expires_in: Some(expires_in),
            w1_expires_in: Some(expires_in),
            w2_expires_in: Some(expires_in),
            expire_time: at(expires_in),
            refresh_token_valid_time: at(re_expires_in),
            // The platform encodes nicks.
            taobao_user_nick: Some("%E5%95%86%E5%AE%B6".to_owned() + &user_id),
            taobao_user_id: Some(user_id),
            sub_taobao_user_id: None,
            sub_taobao_user_nick: None,
            taobao_open_uid: None,
        }
    }

    fn text(&mut self, kind: &str) -> String {
        self.issued += 1;
        format!("sandbox-{kind}-{:08}", self.issued)
    }
}

/// Answers the two APIs by which tokens are to be had through the gateway.
pub(super) fn serve(shared: &Arc<Shared>) {
    let refuse = |(error, problem): Refusal| {
        ApiError::new(15, "Remote service error").with_sub(format!("isv.{error}"), problem)
    };
    let respond = |members: TokenMembers| TopAuthTokenResponse { token_result: Some(json(&members)) };
    let mut state = shared.state();

    // The handlers are kept by what they work with.
    let weak = Arc::downgrade(shared);
    let create = gateway::typed(move |request: TopAuthTokenCreateRequest| {
        let shared = weak.upgrade().ok_or_else(refusal::handler_panicked)?;
        let members = shared.state().tokens.create(&request.code, shared.now());
        members.map(respond).map_err(refuse)
    });
    state.handlers.insert("taobao.top.auth.token.create".to_owned(), Arc::new(create));

    let weak = Arc::downgrade(shared);
    let refresh = gateway::typed(move |request: TopAuthTokenRefreshRequest| {
        let shared = weak.upgrade().ok_or_else(refusal::handler_panicked)?;
        let members = shared.state().tokens.refresh(&request.refresh_token, shared.now());
        members.map(respond).map_err(refuse)
    });
    state.handlers.insert("taobao.top.auth.token.refresh".to_owned(), Arc::new(refresh));
}

/// Answers a request for a token, and records it.
pub(super) fn answer(shared: &Shared, head: &request::Parts, body: &Body) -> Answer {
    if head.method != Method::POST {
        return gateway::status(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Body::Parameters(pairs, _) = body else { return gateway::status(StatusCode::BAD_REQUEST) };
    let parameters: BTreeMap<String, String> = pairs.iter().cloned().collect();
    let outcome = grant(shared, &parameters);

    let mut state = shared.state();
    let request_id = format!("token{:08}", state.token_requests.len() + 1);
    state.token_requests.push(RecordedCall {
        parameters,
        files: BTreeMap::new(),
        raw_body: None,
        request_id,
        error_code: outcome.is_err().then_some(0),
        sub_code: outcome.as_ref().err().map(|(error, _)| (*error).to_owned()),
        was_executed: outcome.is_ok(),
        duration: None,
        request: Some(TokenForm::DESCRIPTOR),
    });
    drop(state);

    let (status, text) = match outcome {
        Ok(members) => (StatusCode::OK, json(&members)),
        Err((error, problem)) => {
            let text = format!(r#"{{"error":"{error}","error_description":"{problem}"}}"#);
            (StatusCode::BAD_REQUEST, Json::from_checked(text))
        }
    };
    let mut answer = Response::new(Bytes::copy_from_slice(text.as_str().as_bytes()));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    answer
}

fn grant(shared: &Shared, parameters: &BTreeMap<String, String>) -> Result<TokenMembers, Refusal> {
    let parameter = |name| parameters.get(name).map(String::as_str).unwrap_or_default();
    let secret = shared.app_secret.expose().as_bytes();
    let is_known = parameter("client_id") == shared.app_key
        && bool::from(secret.ct_eq(parameter("client_secret").as_bytes()));
    if !is_known {
        return Err(("invalid_client", "AppKey and AppSecret do not belong together"));
    }
    let now = shared.now();
    match parameter("grant_type") {
        "authorization_code" if parameter("redirect_uri").is_empty() => {
            Err(("invalid_request", "there is no redirect_uri"))
        }
        "authorization_code" => shared.state().tokens.create(parameter("code"), now),
        "refresh_token" => shared.state().tokens.refresh(parameter("refresh_token"), now),
        _ => Err(("unsupported_grant_type", "a grant is authorization_code or refresh_token")),
    }
}

fn json(members: &TokenMembers) -> Json {
    let mut json = vec![b'{'];
    write_members(members, Lists::Plain, true, &mut json);
    json.push(b'}');
    Json::from_checked(String::from_utf8(json).unwrap_or_default())
}
