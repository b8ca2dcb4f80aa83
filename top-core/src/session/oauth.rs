//! The authorisation server: the page where users agree, and what tokens are asked for by.

use std::fmt;

use http::Uri;

use super::answer::TokenRequest;
use super::redirect::{self, RedirectError};
use crate::error::ConfigurationError;
use crate::form::encode_text;
use crate::params::is_blank;
use crate::request::App;
use crate::secret::{AppSecret, AuthorizationCode, RefreshToken};

/// Addresses of authorisation servers.
pub mod server {
    /// The production environment (正式环境).
    pub const PRODUCTION: &str = "https://oauth.taobao.com";
    /// The platform's own test environment (沙箱环境), with keys of its own; newer documents list it no longer.
    pub const SANDBOX: &str = "https://oauth.tbsandbox.com";
}

/// How the page of authorisation looks (`view`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum View {
    /// For Taobao, on a computer (`web`).
    #[default]
    Web,
    /// For Tmall (`tmall`, 天猫).
    Tmall,
    /// For a telephone (`wap`).
    Wap,
}

impl View {
    /// Returns the value of the parameter `view`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Tmall => "tmall",
            Self::Wap => "wap",
        }
    }
}

/// An application at the authorisation server (OAuth 2.0), without any I/O; see the [module](super).
#[derive(Debug, Clone)]
pub struct OAuth {
    app_key: String,
    app_secret: AppSecret,
    redirect_uri: String,
    server: String,
    view: View,
}

impl OAuth {
    /// Takes the application, and the address of it that users are sent back to (回调地址), as it is registered.
    ///
    /// Users agree at [`server::PRODUCTION`] on the page [`View::Web`], unless set otherwise.
    pub fn new(app: &App, redirect_uri: impl Into<String>) -> Self {
        Self {
            app_key: app.app_key().to_owned(),
            app_secret: app.app_secret().clone(),
            redirect_uri: redirect_uri.into(),
            server: server::PRODUCTION.to_owned(),
            view: View::default(),
        }
    }

    /// Sets the authorisation server: an `https` or `http` URL, under which `/authorize` and `/token` are;
    /// [`server`] names the official ones.
    #[must_use]
    pub fn with_server(mut self, url: impl Into<String>) -> Self {
        self.server = url.into();
        self
    }

    /// Sets how the page of authorisation looks.
    #[must_use]
    pub fn with_view(mut self, view: View) -> Self {
        self.view = view;
        self
    }

    /// Returns the URL that a user's browser is sent to. It holds no secret.
    ///
    /// `state` is text that nobody can guess, made for this browser and kept with it: by it
    /// [`read_redirect`](Self::read_redirect) knows that the code was not slipped in by someone else.
    ///
    /// # Errors
    ///
    /// Returns an error if `state` or the redirect URI is blank, or the server is no `http` or `https` URL.
    pub fn authorize_url(&self, state: &str) -> Result<String, ConfigurationError> {
        if is_blank(state) {
            return Err(ConfigurationError::new("the `state` of an authorisation is blank"));
        }
        let mut url = self.url("authorize")?;
        url.push('?');
        let pairs = [
            ("response_type", "code"),
            ("client_id", &self.app_key),
            ("redirect_uri", &self.redirect_uri),
            ("state", state),
            ("view", self.view.as_str()),
        ];
        url.push_str(&form(&pairs));
        Ok(url)
    }

    /// Reads the request that the browser came back with: its URL, or the query of it.
    ///
    /// `state` is what the authorisation was started with in the same browser. It is compared in constant time, before
    /// anything else is believed.
    ///
    /// # Errors
    ///
    /// Returns an error if the state is another or missing, if the user or the server refused, or if there is no code.
    pub fn read_redirect(&self, redirect: &str, state: &str) -> Result<AuthorizationCode, RedirectError> {
        redirect::read(redirect, state)
    }

    /// Prepares the request for the token that belongs to a code.
    ///
    /// # Errors
    ///
    /// Returns an error if the redirect URI is blank, or the server is no `http` or `https` URL.
    pub fn prepare_create(&self, code: &AuthorizationCode) -> Result<TokenRequest, ConfigurationError> {
        let body = form(&[
            ("grant_type", "authorization_code"),
            ("client_id", &self.app_key),
            ("client_secret", self.app_secret.expose()),
            ("code", code.expose()),
            ("redirect_uri", &self.redirect_uri),
            ("view", self.view.as_str()),
        ]);
        let secrets = vec![self.app_secret.expose().to_owned(), code.expose().to_owned()];
        Ok(TokenRequest::new(self.url("token")?, body, secrets, None))
    }

    /// Prepares the request for the token that follows one.
    ///
    /// # Errors
    ///
    /// Returns an error if the redirect URI is blank, or the server is no `http` or `https` URL.
    pub fn prepare_refresh(&self, refresh_token: &RefreshToken) -> Result<TokenRequest, ConfigurationError> {
        let body = form(&[
            ("grant_type", "refresh_token"),
            ("client_id", &self.app_key),
            ("client_secret", self.app_secret.expose()),
            ("refresh_token", refresh_token.expose()),
            ("redirect_uri", &self.redirect_uri),
            ("view", self.view.as_str()),
        ]);
        let secrets = vec![self.app_secret.expose().to_owned(), refresh_token.expose().to_owned()];
        Ok(TokenRequest::new(self.url("token")?, body, secrets, Some(refresh_token.clone())))
    }

    fn url(&self, page: &str) -> Result<String, ConfigurationError> {
        if is_blank(&self.redirect_uri) {
            return Err(ConfigurationError::new("the redirect URI of an authorisation is blank"));
        }
        let is_usable = |uri: &Uri| {
            matches!(uri.scheme_str(), Some("https" | "http"))
                && uri.host().is_some()
                && uri.query().is_none()
        };
        match self.server.parse::<Uri>() {
            Ok(uri) if is_usable(&uri) => Ok(format!("{}/{page}", self.server.trim_end_matches('/'))),
            _ => Err(ConfigurationError::new(
                "the authorisation server is no URL that starts with `https://` or `http://`",
            )),
        }
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    let mut form = Vec::new();
    for (name, value) in pairs {
        if !form.is_empty() {
            form.push(b'&');
        }
        form.extend_from_slice(name.as_bytes());
        form.push(b'=');
        form.extend_from_slice(encode_text(value).as_bytes());
    }
    // Form encoding is ASCII.
    String::from_utf8(form).unwrap_or_default()
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
