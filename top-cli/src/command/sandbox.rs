//! `cargo top sandbox`: the gateway for tests, serving every declared API.

use std::net::{SocketAddr, ToSocketAddrs};
use std::process::ExitCode;
use std::sync::mpsc;

use anstyle::{AnsiColor, Style};
use top_core::describe::Registry;
use top_core::sandbox::{RecordedCall, Sandbox as Gateway};
use top_core::{AppSecret, DateTime};

use super::terminal::{FAINT, NAME, harmless, print};
use super::{Failure, apis, note};

/// The AppKey and the AppSecret that the gateway knows unless others are given; they are nothing to be kept.
const TEST_APP: (&str, &str) = ("12345678", "helloworld");

/// How many calls are kept while they are answered; nobody asks for them later.
const KEPT_CALLS: usize = 64;

/// Serves every declared API on this machine, answering with the documented examples, until Ctrl-C
///
/// Each call is verified as the platform does: signature, timestamp, parameters and their limits. The first line that is
/// written is the address, for programs; then one line a call.
#[derive(Debug, clap::Args)]
pub(super) struct Sandbox {
    /// The address to listen on, with port 0 for any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    listen: String,

    /// The AppKey that is known
    #[arg(long, value_name = "KEY", default_value = TEST_APP.0)]
    app_key: String,

    /// The AppSecret that belongs to it; a word for tests unless given
    #[arg(long, value_name = "SECRET", value_parser = secret)]
    secret: Option<AppSecret>,
}

#[allow(clippy::unnecessary_wraps, reason = "clap asks for a function that may fail")]
fn secret(text: &str) -> Result<AppSecret, String> {
    Ok(AppSecret::from(text))
}

impl Sandbox {
    pub(super) fn run(&self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        let address = self.address()?;
        let secret = self.secret.clone().unwrap_or_else(|| AppSecret::from(TEST_APP.1));
        let gateway =
            Gateway::builder().app(&self.app_key, secret).listen(address).keep_calls(KEPT_CALLS).start();
        let gateway = gateway.map_err(|error| format!("{}: {error}", self.listen))?;
        for registry in registries {
            gateway.answer_examples(registry);
        }
        gateway.on_call(|call| {
            // The calls go on, whether or not anyone reads of them.
            let _ = print(&line(call));
        });
        let (stop, stopped) = mpsc::channel();
        ctrlc::set_handler(move || {
            // Whoever asks twice is already obeyed.
            let _ = stop.send(());
        })?;
        // Whoever reads the address calls at once: all is set up by then.
        print(&self.greeting(&gateway.url(), apis::all(registries).count()))?;
        if !address.ip().is_loopback() {
            note("note: whoever reaches this address can call it");
        }
        let _ = stopped.recv();
        Ok(ExitCode::SUCCESS)
    }

    fn address(&self) -> Result<SocketAddr, Failure> {
        let mut addresses = self.listen.to_socket_addrs().map_err(|error| {
            format!("--listen {}: {error}; an address is written like 127.0.0.1:8080", self.listen)
        })?;
        addresses.next().ok_or_else(|| format!("--listen {}: there is no such address", self.listen).into())
    }

    /// Says where the gateway is, and how it is called.
    fn greeting(&self, url: &str, apis: usize) -> String {
        let key = &self.app_key;
        let (secret, variable) = match &self.secret {
            Some(_) => ("the one that was given", "..."),
            None => (TEST_APP.1, TEST_APP.1),
        };
        let plural = if apis == 1 { "" } else { "s" };
        format!(
            "{url}\n\
             {NAME}AppKey{NAME:#}     {key}\n\
             {NAME}AppSecret{NAME:#}  {secret}\n\
             {apis} API{plural}, answered with the documented examples; to call one:\n  \
             TOP_GATEWAY={url} TOP_APP_KEY={key} TOP_APP_SECRET={variable} cargo top call METHOD --example\n"
        )
    }
}

/// Says what became of a call, on one line.
fn line(call: &RecordedCall) -> String {
    let (time, method) = (DateTime::now().to_string(), harmless(call.method()));
    let time = time.split(' ').next_back().unwrap_or_default();
    let method = if method.is_empty() { "(no method)" } else { &method };
    let millis = call.duration().unwrap_or_default().as_secs_f64() * 1_000.0;
    let (style, outcome) = match call.error_code() {
        None => (AnsiColor::Green.on_default(), "ok".to_owned()),
        Some(code) => {
            let sub_code =
                call.sub_code().map(|sub_code| format!(" {}", harmless(sub_code))).unwrap_or_default();
            (AnsiColor::Red.on_default(), format!("error {code}{sub_code}"))
        }
    };
    let bold = Style::new().bold();
    let id = call.request_id();
    format!(
        "{FAINT}{time}{FAINT:#}  {bold}{method}{bold:#}  {style}{outcome}{style:#}  {id}  {millis:.1} ms\n"
    )
}
