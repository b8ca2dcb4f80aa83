//! Where tokens are kept.

use std::collections::BTreeMap;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::StoreError;
use crate::session::Token;

/// Keeps the tokens of users: a table of the application's, a cache that its machines share.
///
/// What it keeps is as good as the users' passwords. [`MemoryStore`] is one for a single process.
pub trait TokenStore: Send + Sync + 'static {
    /// Returns the token of a user, `None` if there is none.
    fn load<'a>(&'a self, user: &'a str) -> StoreFuture<'a, Option<Token>>;

    /// Puts a token in place of the user's.
    fn save<'a>(&'a self, user: &'a str, token: Token) -> StoreFuture<'a, ()>;
}

/// What a store gives.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A store that is shared with the rest of the application.
impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn load<'a>(&'a self, user: &'a str) -> StoreFuture<'a, Option<Token>> {
        (**self).load(user)
    }

    fn save<'a>(&'a self, user: &'a str, token: Token) -> StoreFuture<'a, ()> {
        (**self).save(user, token)
    }
}

/// Keeps tokens in memory, as long as the process lives. A clone is the same store.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<BTreeMap<String, Token>>>);

impl MemoryStore {
    /// Makes a store without tokens.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a token in place of the user's.
    pub fn insert(&self, user: impl Into<String>, token: Token) {
        self.tokens().insert(user.into(), token);
    }

    /// Returns the token of a user.
    pub fn get(&self, user: &str) -> Option<Token> {
        self.tokens().get(user).cloned()
    }

    /// Forgets the token of a user.
    pub fn remove(&self, user: &str) -> Option<Token> {
        self.tokens().remove(user)
    }

    fn tokens(&self) -> MutexGuard<'_, BTreeMap<String, Token>> {
        // Whoever panicked was not in the middle of a change.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn load<'a>(&'a self, user: &'a str) -> StoreFuture<'a, Option<Token>> {
        Box::pin(ready(Ok(self.get(user))))
    }

    fn save<'a>(&'a self, user: &'a str, token: Token) -> StoreFuture<'a, ()> {
        self.insert(user, token);
        Box::pin(ready(Ok(())))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("tokens", &self.tokens().len()).finish()
    }
}
