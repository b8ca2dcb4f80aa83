//! `cargo top new`: declarations from documents.

use std::process::ExitCode;

use super::Failure;

/// Writes a Rust module for each documented API
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// A page's text copied from a browser, documentation JSON, or JSON Lines; `-` for standard input
    #[arg(required = true)]
    input: Vec<String>,
}

impl New {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let _ = self.input;
        Ok(ExitCode::SUCCESS)
    }
}
