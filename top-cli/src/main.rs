//! `cargo top`: the author's tool for the APIs of `top-apis`.

use std::process::ExitCode;

fn main() -> ExitCode {
    top_cli::main(&[&top_apis::APIS])
}
