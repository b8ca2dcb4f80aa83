//! `cargo top completions`: what a shell completes.

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use top_core::describe::Registry;

use super::terminal::print;
use super::{Arguments, Failure, apis};

/// Writes what a shell needs to complete the arguments of `cargo-top`, the methods of the declared APIs included
///
/// For bash: `cargo top completions bash > ~/.local/share/bash-completion/completions/cargo-top`
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        // Named where arguments are completed only: an unknown method is told by `apis::find`, without thousands of others.
        let with_methods = |command: Command| {
            let methods: Vec<_> = apis::all(registries).map(top_core::descriptor::Api::method).collect();
            command.mut_arg("method", |argument| argument.value_parser(PossibleValuesParser::new(methods)))
        };
        let command = Arguments::command().name("cargo-top").bin_name("cargo-top");
        let mut command = command.mut_subcommand("call", with_methods).mut_subcommand("show", with_methods);
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "cargo-top", &mut script);
        print(&String::from_utf8(script)?)?;
        Ok(ExitCode::SUCCESS)
    }
}
