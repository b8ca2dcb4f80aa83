//! Values that must never be shown: the app secret (AppSecret), the session (`SessionKey`, access token), and what
//! tokens are got by.

mod echoes;

use std::fmt;

use zeroize::Zeroize;

pub(crate) use self::echoes::Echoes;

/// What stands where a secret would.
pub(crate) const REDACTED: &str = "[redacted]";

macro_rules! secret {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        ///
        /// It is wiped from memory when dropped, shows nothing in [`Debug`](fmt::Debug), and has no
        /// [`Display`](fmt::Display).
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Takes the secret.
            pub fn new(secret: impl Into<String>) -> Self {
                Self(secret.into())
            }

            /// Returns the secret itself. Mind where it goes.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), REDACTED)
            }
        }

        impl From<String> for $name {
            fn from(secret: String) -> Self {
                Self(secret)
            }
        }

        impl From<&str> for $name {
            fn from(secret: &str) -> Self {
                Self(secret.to_owned())
            }
        }
    };
}

secret! {
    /// The secret of an application (AppSecret), with which its calls are signed.
    AppSecret
}

secret! {
    /// A user's authorisation of an application (`session`, `SessionKey`, access token).
    Session
}

secret! {
    /// What a user's authorisation (授权) is redirected back with (`code`, 授权码). It can be used once, for one token.
    AuthorizationCode
}

secret! {
    /// By which a token is refreshed (`refresh_token`, 刷新令牌).
    RefreshToken
}
