//! The commands of the binary, as they are called.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod sign;

mod sandbox;

mod call;

mod declared;

use std::process::{Command, Output};

/// The binary, with nothing in its environment that would be taken for an application.
fn tool() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("cargo-top"));
    command.arg("top");
    for variable in ["TOP_APP_KEY", "TOP_APP_SECRET", "TOP_SESSION", "TOP_GATEWAY"] {
        command.env_remove(variable);
    }
    command
}

/// What a command did.
#[derive(Debug)]
struct Done {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Done {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let status = output.status.code().unwrap_or(-1);
        Self { status, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Asserts that all went well, and returns what was written.
    #[track_caller]
    fn succeeded(&self) -> &str {
        assert!(self.status == 0 && self.stderr.is_empty(), "{self:?}");
        &self.stdout
    }

    /// Asserts that it failed, and returns what was said about it.
    #[track_caller]
    fn failed(&self) -> &str {
        assert_eq!(self.status, 1, "{self:?}");
        &self.stderr
    }
}

/// Runs a command to its end.
fn run(command: &mut Command) -> Done {
    Done::of(command.output().unwrap())
}

/// Runs a command that reads `input`.
fn run_with(command: &mut Command, input: &str) -> Done {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It need not read all of it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    Done::of(child.wait_with_output().unwrap())
}
