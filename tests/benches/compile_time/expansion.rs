//! Counts the lines that a declared request becomes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fmt::Write as _};

use crate::{Way, write, write_crate};

/// The most lines that a request of ten fields may become.
const BUDGET: usize = 100;

/// Expands a request of ten fields with documentation and limits, and prints what becomes of it, formatted.
pub(crate) fn report(workspace: &Path, root: &Path) {
    for way in Way::ALL {
        write_crate(workspace, root, way, &[]);
    }
    let mut source = "/// Does something.\n#[derive(top_core::TopApi)]\n\
                      #[top(method = \"taobao.item.get\", response = (), debug)]\npub struct ItemGet {\n"
        .to_owned();
    for index in 0..10 {
        let _ = writeln!(
            source,
            "/// What the field means (第 {index} 个字段的描述).\n#[top(max_len = 64)]\npub field_{index}: Option<String>,"
        );
    }
    write(&workspace.join("ours/src/lib.rs"), &(source + "}\n"));
    let expanded = expand(workspace);
    let (_, written) = expanded.split_once("\n}\n").expect("the struct ends");
    let formatted = format(written);
    let lines = formatted.lines().count();
    println!("{formatted}\n{lines} lines of at most {BUDGET}");
    assert!(lines <= BUDGET, "the expansion is longer than its budget");
}

fn expand(workspace: &Path) -> String {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["rustc", "--quiet", "--package", "ours", "--profile", "check", "--", "-Zunpretty=expanded"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        // To print it is nothing that a stable compiler does otherwise.
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("source is UTF-8")
}

fn format(source: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt runs");
    rustfmt.stdin.take().expect("a pipe").write_all(source.as_bytes()).expect("rustfmt reads");
    let output = rustfmt.wait_with_output().expect("rustfmt ends");
    assert!(output.status.success(), "rustfmt failed");
    String::from_utf8(output.stdout).expect("source is UTF-8")
}
