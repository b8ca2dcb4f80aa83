//! A user's token, as the platform issues it and as a store keeps it.

use std::fmt;

use crate::TopObject;
use crate::secret::{REDACTED, RefreshToken, Session};
use crate::wire::DateTime;

/// A token (令牌): a user's session, and what is known of it.
///
/// `Debug` shows the user and the times, and nothing that a call could be made with. A store keeps a token as its parts:
///
/// ```
/// use top_core::session::{RefreshToken, Token};
/// use top_core::{DateTime, Session};
///
/// let expires: DateTime = "2016-01-01 12:00:00".parse()?;
/// let token = Token::new(Session::new("6100aa"))
///     .with_expiry(expires)
///     .with_refresh_token(RefreshToken::new("6200bb"), None)
///     .with_user("263685215", "商家测试帐号17");
/// assert_eq!(token.session().expose(), "6100aa");
/// assert!(token.is_expired(expires));
/// assert!(!format!("{token:?}").contains("6100aa"));
/// # Ok::<(), top_core::wire::ParseDateTimeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    session: Session,
    expires_at: Option<DateTime>,
    refresh_token: Option<RefreshToken>,
    refresh_expires_at: Option<DateTime>,
    /// In the order of [`SecurityLevel`].
    levels: [Option<DateTime>; 4],
    user_id: Option<String>,
    user_nick: Option<String>,
    sub_user_id: Option<String>,
    sub_user_nick: Option<String>,
    open_uid: Option<String>,
}

/// What a token may be used for: reading or writing APIs of one of two levels of security (安全等级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SecurityLevel {
    /// Reading, level 1 (`r1_expires_in`).
    R1,
    /// Reading, level 2 (`r2_expires_in`).
    R2,
    /// Writing, level 1 (`w1_expires_in`).
    W1,
    /// Writing, level 2 (`w2_expires_in`).
    W2,
}

impl Token {
    /// Takes a session of which nothing else is known: it never expires by the client's reckoning.
    pub fn new(session: impl Into<Session>) -> Self {
        Self(Box::new(Parts {
            session: session.into(),
            expires_at: None,
            refresh_token: None,
            refresh_expires_at: None,
            levels: [None; 4],
            user_id: None,
            user_nick: None,
            sub_user_id: None,
            sub_user_nick: None,
            open_uid: None,
        }))
    }

    /// Sets when the session is over.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: DateTime) -> Self {
        self.0.expires_at = Some(expires_at);
        self
    }

    /// Sets by what the token is refreshed, and until when, `None` if that is not known.
    #[must_use]
    pub fn with_refresh_token(
        mut self,
        refresh_token: impl Into<RefreshToken>,
        expires_at: Option<DateTime>,
    ) -> Self {
        self.0.refresh_token = Some(refresh_token.into());
        self.0.refresh_expires_at = expires_at;
        self
    }

    /// Sets until when the session is good for the APIs of a level.
    #[must_use]
    pub fn with_level(mut self, level: SecurityLevel, expires_at: DateTime) -> Self {
        self.0.levels[level as usize] = Some(expires_at);
        self
    }

    /// Sets whose session it is: the id and the nick.
    #[must_use]
    pub fn with_user(mut self, id: impl Into<String>, nick: impl Into<String>) -> Self {
        self.0.user_id = Some(id.into());
        self.0.user_nick = Some(nick.into());
        self
    }

    /// Sets which sub-account (子账号) of the user it is: the id and the nick.
    #[must_use]
    pub fn with_sub_user(mut self, id: impl Into<String>, nick: impl Into<String>) -> Self {
        self.0.sub_user_id = Some(id.into());
        self.0.sub_user_nick = Some(nick.into());
        self
    }

    /// Sets the id by which this application alone knows the user.
    #[must_use]
    pub fn with_open_uid(mut self, open_uid: impl Into<String>) -> Self {
        self.0.open_uid = Some(open_uid.into());
        self
    }

    /// Returns the session (`access_token`), which calls are made with.
    pub fn session(&self) -> &Session {
        &self.0.session
    }

    /// Returns when the session is over, `None` if that is not known.
    pub fn expires_at(&self) -> Option<DateTime> {
        self.0.expires_at
    }

    /// Returns by what the token is refreshed (`refresh_token`), `None` if it cannot be (`re_expires_in` 0).
    pub fn refresh_token(&self) -> Option<&RefreshToken> {
        self.0.refresh_token.as_ref()
    }

    /// Returns until when the token can be refreshed (`re_expires_in`), `None` if that is not known.
    pub fn refresh_expires_at(&self) -> Option<DateTime> {
        self.0.refresh_expires_at
    }

    /// Returns until when the session is good for the APIs of a level, `None` if that is not known.
    pub fn level_expires_at(&self, level: SecurityLevel) -> Option<DateTime> {
        self.0.levels[level as usize]
    }

    /// Returns the id of the user (`taobao_user_id`), which is a number at present.
    pub fn user_id(&self) -> Option<&str> {
        self.0.user_id.as_deref()
    }

    /// Returns the nick of the user (`taobao_user_nick`, 昵称), decoded.
    pub fn user_nick(&self) -> Option<&str> {
        self.0.user_nick.as_deref()
    }

    /// Returns the id of the sub-account (`sub_taobao_user_id`, 子账号) that authorised.
    pub fn sub_user_id(&self) -> Option<&str> {
        self.0.sub_user_id.as_deref()
    }

    /// Returns the nick of the sub-account (`sub_taobao_user_nick`), decoded.
    pub fn sub_user_nick(&self) -> Option<&str> {
        self.0.sub_user_nick.as_deref()
    }

    /// Returns the id by which this application alone knows the user (`taobao_open_uid`).
    pub fn open_uid(&self) -> Option<&str> {
        self.0.open_uid.as_deref()
    }

    /// Returns whether the session is over at a time; of one whose end is not known it never is.
    pub fn is_expired(&self, at: DateTime) -> bool {
        self.expires_at().is_some_and(|end| end <= at)
    }

    /// Returns whether the token can be refreshed at a time.
    pub fn is_refreshable(&self, at: DateTime) -> bool {
        self.refresh_token().is_some() && self.refresh_expires_at().is_none_or(|end| end > at)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("session", &format_args!("{REDACTED}"))
            .field("expires_at", &self.expires_at())
            .field("refresh_token", &self.refresh_token())
            .field("refresh_expires_at", &self.refresh_expires_at())
            .field("user_id", &self.user_id())
            .field("user_nick", &self.user_nick())
            .finish_non_exhaustive()
    }
}

/// The members of a token on the wire. Numbers may come as text.
#[derive(TopObject)]
#[top(debug)]
pub(crate) struct TokenMembers {
    #[top(secret)]
    pub(crate) access_token: Option<String>,
    pub(crate) token_type: Option<String>,
    /// Seconds, like all that are `_in`.
    pub(crate) expires_in: Option<i64>,
    #[top(secret)]
    pub(crate) refresh_token: Option<String>,
    pub(crate) re_expires_in: Option<i64>,
    pub(crate) r1_expires_in: Option<i64>,
    pub(crate) r2_expires_in: Option<i64>,
    pub(crate) w1_expires_in: Option<i64>,
    pub(crate) w2_expires_in: Option<i64>,
    /// Milliseconds since the Unix epoch, like all that are no `_in`.
    pub(crate) expire_time: Option<i64>,
    pub(crate) refresh_token_valid_time: Option<i64>,
    pub(crate) taobao_user_id: Option<String>,
    pub(crate) taobao_user_nick: Option<String>,
    pub(crate) sub_taobao_user_id: Option<String>,
    pub(crate) sub_taobao_user_nick: Option<String>,
    pub(crate) taobao_open_uid: Option<String>,
}

impl TokenMembers {
    /// Makes a token of members that were asked for at `asked_at`, by `previous` if it was a refresh. `None` if there is
    /// no access token.
    pub(crate) fn into_token(self, asked_at: DateTime, previous: Option<&RefreshToken>) -> Option<Token> {
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let session = Session::new(text(self.access_token)?);
        // The seconds count from a moment after the question: so reckoned, nothing is used too long, even if the
        // platform's clock and the client's differ.
        let after = |seconds: i64| {
            let millis = asked_at.unix_millis().saturating_add(seconds.max(0).saturating_mul(1_000));
            DateTime::from_unix_millis(millis).unwrap_or(DateTime::MAX)
        };
        let at =
            |millis: Option<i64>| millis.filter(|millis| *millis > 0).and_then(DateTime::from_unix_millis);
        let refresh_token = match self.re_expires_in {
            Some(seconds) if seconds <= 0 => None,
            // A refresh that brings no new one leaves the old one good (RFC 6749, section 6).
            _ => text(self.refresh_token).map(RefreshToken::new).or_else(|| previous.cloned()),
        };
        let levels = [self.r1_expires_in, self.r2_expires_in, self.w1_expires_in, self.w2_expires_in];
        Some(Token(Box::new(Parts {
            session,
            expires_at: self.expires_in.map(after).or_else(|| at(self.expire_time)),
            refresh_expires_at: match refresh_token {
                Some(_) => self.re_expires_in.map(after).or_else(|| at(self.refresh_token_valid_time)),
                None => None,
            },
            refresh_token,
            levels: levels.map(|seconds| seconds.map(after)),
            user_id: text(self.taobao_user_id),
            user_nick: text(self.taobao_user_nick).map(decode_nick),
            sub_user_id: text(self.sub_taobao_user_id),
            sub_user_nick: text(self.sub_taobao_user_nick).map(decode_nick),
            open_uid: text(self.taobao_open_uid),
        })))
    }
}

/// Decodes a nick, which is URL-encoded UTF-8; one that is not is left as it is.
fn decode_nick(nick: String) -> String {
    let blanks = nick.replace('+', " ");
    match percent_encoding::percent_decode_str(&blanks).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => nick,
    }
}
