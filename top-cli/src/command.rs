//! The command line: what is asked for, and who answers it.

mod input;

mod terminal;

mod apis;

mod new;

mod sign;

mod sandbox;

mod call;

mod list;

mod show;

mod completions;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::{Parser, Subcommand};
use top_core::describe::Registry;

/// The author's tool of the Rust SDK for the Taobao Open Platform (TOP, 淘宝开放平台).
#[derive(Debug, Parser)]
#[command(name = "cargo top", bin_name = "cargo top", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Sign(sign::Sign),
    Sandbox(sandbox::Sandbox),
    Call(Box<call::Call>),
    List(list::List),
    Show(show::Show),
    Completions(completions::Completions),
}

/// Why a command ends without having done all that was asked for; it is written to standard error.
type Failure = Box<dyn std::error::Error>;

/// Runs the command that the arguments of the process name, for the APIs of `registries`, and returns its exit status: 0 if
/// all went well, 1 if not, 2 for arguments that make no sense.
pub fn main(registries: &[&'static Registry]) -> ExitCode {
    let arguments = Arguments::parse_from(own_arguments(std::env::args_os()));
    let outcome = match arguments.command {
        Command::New(new) => new.run(),
        Command::Sign(sign) => sign.run(registries),
        Command::Sandbox(sandbox) => sandbox.run(registries),
        Command::Call(call) => call.run(registries),
        Command::List(list) => list.run(registries),
        Command::Show(show) => show.run(registries),
        Command::Completions(completions) => completions.run(registries),
    };
    outcome.unwrap_or_else(|failure| {
        error(failure);
        ExitCode::FAILURE
    })
}

/// Says on standard error what went wrong.
fn error(message: impl Display) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    // Whoever closed standard error does not want to know.
    let _ = writeln!(anstream::stderr().lock(), "{style}error{style:#}: {message}");
}

/// Says something on standard error that is no failure.
fn note(message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{message}");
}

/// Leaves out the name of the subcommand, which cargo passes on to `cargo-top`.
fn own_arguments(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    arguments
        .enumerate()
        .filter(|(index, argument)| *index != 1 || argument != "top")
        .map(|(_, argument)| argument)
}
