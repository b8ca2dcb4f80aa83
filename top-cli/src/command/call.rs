//! `cargo top call`: a call of a declared API.

pub(super) mod json;
mod params;
mod show;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use top_core::describe::Registry;
use top_core::descriptor::{Api, SessionMode};
use top_core::dynamic::DynamicObject;
use top_core::{AppSecret, BlockingClient, CallOptions, Client, Error, Format, Session, SignMethod};

use super::terminal::{harmless_lines, print};
use super::{Failure, apis, error};

/// Calls a declared API, and shows its answer
///
/// The parameters are checked by their declared limits before anything is sent. Secrets belong into the environment: arguments
/// are seen by others on the machine. The exit status is 1 if the call failed, by the platform's word or by that of the
/// response itself.
#[allow(clippy::struct_excessive_bools, reason = "they are switches")]
#[derive(Debug, clap::Args)]
pub(super) struct Call {
    /// The method name of the API
    #[arg(value_name = "METHOD")]
    method: String,

    /// The parameters as a JSON object by their wire names: text, `@FILE`, or `@-` for standard input; the value of a file is
    /// `"@PATH"`
    #[arg(long, value_name = "JSON")]
    params: Option<String>,

    /// Call with the documented examples as parameters
    #[arg(long, conflicts_with = "params")]
    example: bool,

    /// Another parameter, that is not declared
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    extra: Vec<(String, String)>,

    /// The AppKey
    #[arg(long, value_name = "KEY", env = "TOP_APP_KEY")]
    app_key: Option<String>,

    /// The AppSecret
    #[arg(long, env = "TOP_APP_SECRET", hide_env_values = true, value_parser = secret)]
    secret: Option<AppSecret>,

    /// The user's session
    #[arg(long, env = "TOP_SESSION", hide_env_values = true, value_parser = session)]
    session: Option<Session>,

    /// Where to call; the platform's production environment unless given
    #[arg(long, value_name = "URL", env = "TOP_GATEWAY")]
    gateway: Option<String>,

    /// The form in which the platform answers
    #[arg(long, value_enum, default_value_t = AnswerFormat::Json)]
    format: AnswerFormat,

    /// How to sign: `md5`, `hmac` or `hmac-sha256`
    #[arg(long, value_name = "METHOD", default_value_t)]
    sign_method: SignMethod,

    /// How long the call may take, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// Leave it to the platform to check the limits of the parameters; what is required must still be there
    #[arg(long)]
    skip_validation: bool,

    /// Send nothing, and show what would be sent
    #[arg(long)]
    dry_run: bool,

    /// Write the whole answer as JSON, with the members that are not declared
    #[arg(long)]
    json: bool,

    /// Show what the members of the answer mean
    #[arg(long, conflicts_with = "json")]
    docs: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    Json,
    Xml,
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("it is written NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[allow(clippy::unnecessary_wraps, reason = "clap asks for a function that may fail")]
fn secret(text: &str) -> Result<AppSecret, String> {
    Ok(AppSecret::from(text))
}

#[allow(clippy::unnecessary_wraps, reason = "clap asks for a function that may fail")]
fn session(text: &str) -> Result<Session, String> {
    Ok(Session::from(text))
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|seconds| !seconds.is_zero()).ok_or("it is a number of seconds above 0")
}

impl Call {
    pub(super) fn run(self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        let api = apis::find(registries, &self.method)?;
        let request = if self.example {
            DynamicObject::example(api.request())
        } else {
            params::read(api, self.params.as_deref())?
        };
        if let Some((name, _)) = self
            .extra
            .iter()
            .find(|(name, _)| api.request().fields().iter().any(|field| field.wire_name() == name))
        {
            return Err(format!(
                "--extra is for parameters that are not declared, and `{name}` is: give it by --params"
            )
            .into());
        }
        if self.dry_run {
            // What is not known is shown as what it is, and signed with: the signature is not shown.
            let call = self.client()?.as_async().prepare_dynamic(api, &request, &self.options());
            print(&show::prepared(&call.map_err(|error| self.explain(&error, api))?, &request, self.json))?;
            return Ok(ExitCode::SUCCESS);
        }
        self.check_set_up()?;
        let start = Instant::now();
        let outcome = self.client()?.execute_dynamic(api, &request, self.options());
        let reply = outcome.map_err(|error| self.explain(&error, api))?;
        if self.json {
            print(&show::json(&reply))?;
        } else {
            print(&show::reply(api, &reply, start.elapsed(), self.docs))?;
        }
        match reply.outcome() {
            Ok(_) => Ok(ExitCode::SUCCESS),
            Err(failure) => {
                error(harmless_lines(&failure.to_string()));
                Ok(ExitCode::FAILURE)
            }
        }
    }

    /// Checks that there is all that it takes to call.
    fn check_set_up(&self) -> Result<(), Failure> {
        let mut missing = Vec::new();
        if self.app_key.as_ref().is_none_or(|key| key.trim().is_empty()) {
            missing.push("the AppKey: set TOP_APP_KEY, or give --app-key");
        }
        if self.secret.as_ref().is_none_or(|secret| secret.expose().trim().is_empty()) {
            missing.push("the AppSecret: set TOP_APP_SECRET, or give --secret");
        }
        if self.example && self.gateway.is_none() {
            missing.push("the gateway: examples are not sent to production unless it is named by --gateway");
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(format!("what a call needs is missing:\n  {}", missing.join("\n  ")).into())
    }

    fn client(&self) -> Result<BlockingClient, Error> {
        let (key, secret) = (self.app_key.as_deref(), self.secret.clone());
        let is_shown = |text: &&str| !text.trim().is_empty();
        let key = key.filter(is_shown).unwrap_or("[AppKey]");
        let secret = secret.filter(|secret| is_shown(&secret.expose()));
        let secret = secret.unwrap_or_else(|| AppSecret::from("[AppSecret]"));
        let format = match self.format {
            AnswerFormat::Json => Format::Json,
            AnswerFormat::Xml => Format::Xml,
        };
        let client = Client::builder(key, secret).sign_method(self.sign_method).format(format);
        match &self.gateway {
            Some(gateway) => client.gateway(gateway.as_str()).build_blocking(),
            None => client.build_blocking(),
        }
    }

    fn options(&self) -> CallOptions {
        let mut options = CallOptions::new();
        if let Some(session) = &self.session {
            options = options.session(session.clone());
        }
        if let Some(timeout) = self.timeout {
            options = options.timeout(timeout);
        }
        if self.skip_validation {
            options = options.skip_validation();
        }
        for (name, value) in &self.extra {
            options = options.extra(name, value);
        }
        options
    }

    /// Says what went wrong, and what to do about it here.
    fn explain(&self, error: &Error, api: &Api) -> Failure {
        let mut lines = vec![match error {
            Error::MissingSession(_) => {
                format!(
                    "{}: it is called on behalf of a user: set TOP_SESSION, or give --session",
                    api.method()
                )
            }
            error => error.to_string(),
        }];
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            lines.push(format!("because {cause}"));
            source = cause.source();
        }
        if let Error::Api(error) = error {
            if let Some(signed) = error.signed() {
                lines.push(format!("the string to sign was {signed}"));
                lines.push("compare it by `cargo top sign --explain`".to_owned());
            }
            if error.is_session_invalid() && api.session() != SessionMode::None && self.session.is_none() {
                lines.push("set TOP_SESSION, or give --session".to_owned());
            }
        }
        harmless_lines(&lines.join("\n  ")).into()
    }
}
