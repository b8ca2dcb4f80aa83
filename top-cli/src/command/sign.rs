//! `cargo top sign`: signatures, and why one is another than expected.

mod attempt;
mod capture;
mod cause;
mod explain;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use top_core::AppSecret;
use top_core::SignMethod;
use top_core::describe::Registry;

use self::attempt::{Attempt, Way};
use self::capture::Capture;
use super::terminal::print;
use super::{Failure, error, input, note};

/// Signs parameters as the platform does, and explains signatures
///
/// Parameters are taken as they are: nothing is added, blank ones are left out as the protocol says, and so is the `sign` of
/// a captured call. The signature
/// is all that is written, unless `--explain` is given. The exit status is 1 if another signature was expected.
#[derive(Debug, clap::Args)]
pub(super) struct Sign {
    /// `NAME=VALUE`, `@FILE` with a JSON object of strings (`@-` for standard input), or a URL with its query
    #[arg(value_name = "PARAMETER")]
    parameters: Vec<String>,

    /// The AppSecret; the environment is the better place, as arguments are seen by others on the machine
    #[arg(long, env = "TOP_APP_SECRET", hide_env_values = true, value_parser = secret)]
    secret: Option<AppSecret>,

    /// How to sign: `md5`, `hmac`, `hmac-sha256`; without it as the parameter `sign_method` says, else `hmac-sha256`
    ///
    /// `legacy` is the form without a method that old SDKs fall back to, which the platform no longer documents.
    #[arg(long = "sign-method", value_name = "METHOD")]
    way: Option<Way>,

    /// A file with the body that is signed behind the parameters, or, with a URL, is read as what it is
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// A file with a captured call: an HTTP message, or a URL with headers and body below it, or a form
    #[arg(long, value_name = "FILE", conflicts_with_all = ["parameters", "body"])]
    request: Option<PathBuf>,

    /// The signature that is expected, in place of the parameter `sign`
    #[arg(long, value_name = "SIGN")]
    expected: Option<String>,

    /// Show what is signed, and, if another signature is expected, find out why
    #[arg(long)]
    explain: bool,
}

#[allow(clippy::unnecessary_wraps, reason = "clap asks for a function that may fail")]
fn secret(text: &str) -> Result<AppSecret, String> {
    Ok(AppSecret::from(text))
}

impl Sign {
    pub(super) fn run(self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        let mut capture = self.capture()?;
        // In a captured call it is what was sent. Parameters that are given one by one are taken as they are, as the
        // official function takes them.
        let is_call = self.request.is_some() || self.parameters.iter().any(|parameter| is_url(parameter));
        let sign = capture
            .pairs
            .iter()
            .position(|(name, value)| name == "sign" && (is_call || self.expected.as_ref() == Some(value)));
        let sign = sign.map(|index| capture.pairs.remove(index).1);
        if capture.pairs.iter().any(|(name, _)| name == "sign") {
            note("`sign` is among the parameters and was signed with them; a call is signed without it");
        }
        let expected = self.expected.clone().or_else(|| sign.clone());
        let Some(secret) = self.secret.clone().filter(|secret| !secret.expose().is_empty()) else {
            return Err("there is no AppSecret: set TOP_APP_SECRET, or give --secret".into());
        };
        let way = self.way(&capture)?;
        let attempt = Attempt::new(std::mem::take(&mut capture.pairs), capture.body.take(), secret, way);
        let signature = attempt.signature();
        let is_expected = expected.as_ref().is_none_or(|expected| *expected == signature);
        if self.explain {
            let subject = explain::Subject {
                attempt: &attempt,
                capture: &capture,
                sign: sign.as_deref(),
                signature: &signature,
                expected: expected.as_deref(),
                registries,
            };
            print(&subject.explain())?;
        } else {
            print(&format!("{signature}\n"))?;
            if !is_expected {
                error("another signature is expected: --explain finds out why");
            }
        }
        Ok(if is_expected { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn way(&self, capture: &Capture) -> Result<Way, Failure> {
        let named =
            capture.pairs.iter().find(|(name, _)| name == "sign_method").map(|(_, value)| value.as_str());
        match (self.way, named) {
            (Some(way), _) => Ok(way),
            (None, None | Some("")) => Ok(Way::Documented(SignMethod::default())),
            (None, Some(named)) => match named.parse() {
                Ok(method) => Ok(Way::Documented(method)),
                Err(error) => Err(format!(
                    "{error}, and the parameter `sign_method` is {named:?}: --sign-method decides"
                )
                .into()),
            },
        }
    }

    fn capture(&self) -> Result<Capture, Failure> {
        if let Some(path) = &self.request {
            let capture = Capture::read(&input::read(path)?);
            if capture.pairs.is_empty() {
                return Err(format!("{}: there is no parameter in it", path.display()).into());
            }
            return Ok(capture);
        }
        let body = self.body.as_deref().map(input::read).transpose()?;
        if let [url] = self.parameters.as_slice()
            && is_url(url)
        {
            return Ok(Capture::of_url(url, body.as_deref().unwrap_or_default(), ""));
        }
        if self.parameters.is_empty() && body.is_none() {
            return Err("there is nothing to sign: give NAME=VALUE, @FILE, a URL or --request".into());
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (index, parameter) in self.parameters.iter().enumerate() {
            let read = match parameter.strip_prefix('@') {
                Some(path) => read_object(Path::new(path))?,
                // What is no parameter is not shown: it may be a secret in the wrong place.
                None => match parameter.split_once('=') {
                    Some((name, value)) if !is_url(parameter) => vec![(name.to_owned(), value.to_owned())],
                    _ => return Err(format!("parameter {} is no NAME=VALUE and no @FILE", index + 1).into()),
                },
            };
            for (name, value) in read {
                if pairs.iter().any(|(known, _)| *known == name) {
                    return Err(format!("the parameter `{name}` is given twice").into());
                }
                pairs.push((name, value));
            }
        }
        Ok(Capture { pairs, body, ..Capture::default() })
    }
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Reads a JSON object of strings; null is no parameter.
fn read_object(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let text = input::read_text(path)?;
    let object: BTreeMap<String, Option<String>> = serde_json::from_str(&text)
        .map_err(|error| format!("{}: this is no JSON object of strings: {error}", path.display()))?;
    Ok(object.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}
