//! The repository holds its own rules.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Returns every file below `folder` whose name ends in `ending`, with its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}

/// The lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn only_the_built_in_transport_knows_reqwest() {
    for (name, text) in files("top-core/src", ".rs") {
        let knows = code(&text).any(|line| line.contains("reqwest::"));
        assert_eq!(knows, name == "top-core/src/client/reqwest_transport.rs", "{name}");
    }
}

#[test]
fn everything_before_and_after_the_network_is_pure() {
    let is_allowed = |name: &str| {
        name.starts_with("top-core/src/client") || name.starts_with("top-core/src/sandbox")
            // The edge to axum, and a form whose reader is asynchronous over bytes that are there.
            || matches!(name, "top-core/src/spi/axum.rs" | "top-core/src/spi/multipart.rs")
            // The conversion from the system's time, and `DateTime::now`, which only clocks call.
            || name == "top-core/src/wire/date_time.rs"
    };
    for (name, text) in files("top-core/src", ".rs").into_iter().filter(|(name, _)| !is_allowed(name)) {
        for impure in
            ["SystemTime", "Instant", "std::env", "std::net", "std::fs", "std::thread", "async ", "tokio"]
        {
            assert!(!code(&text).any(|line| line.contains(impure)), "{name} uses {impure}");
        }
    }
}

#[test]
fn top_apis_holds_declarations_only() {
    for (name, text) in files("top-apis/src", ".rs") {
        for logic in ["impl ", "fn ", "macro_rules"] {
            assert!(!code(&text).any(|line| line.contains(logic)), "{name} holds {logic}");
        }
    }
}

#[test]
fn the_macro_knows_no_protocol() {
    let manifest = fs::read_to_string(root().join("top-derive/Cargo.toml")).unwrap();
    assert!(!manifest.lines().any(|line| line.starts_with("top-")), "it depends on a crate of the workspace");
    for (name, text) in files("top-derive/src", ".rs").into_iter().filter(|(name, _)| !name.contains("tests"))
    {
        for foreign in ["http", "md5", "hmac", "serde", "std::env", "std::fs", "regex"] {
            assert!(!code(&text).any(|line| line.contains(foreign)), "{name} speaks of {foreign}");
        }
    }
}

#[test]
fn the_macro_and_the_engine_know_the_same_system_parameters() {
    let listed = |file: &str, start: &str| {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let list = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {file}")).1;
        let list = list.split_once('[').unwrap().1.split_once("];").unwrap().0.to_owned();
        let mut names: Vec<_> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        names.sort();
        names
    };
    let known = listed("top-derive/src/check/names.rs", "const SYSTEM_PARAMETERS: [&str; 11] =");
    assert_eq!(known, top_core::system::SYSTEM_PARAMETERS);
}

#[test]
fn files_are_short_enough_to_be_read() {
    for folder in ["top-derive", "top-core", "top-apis", "tests"] {
        for (name, text) in files(folder, ".rs") {
            // Documentation is meant to be long; code is what has to fit into a head.
            let lines = code(&text).count();
            assert!(lines <= 400, "{name} has {lines} lines of code");
        }
    }
}

/// An author who starts with a sample keeps `missing_docs` quiet.
#[test]
fn the_samples_of_the_readme_are_documented() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let samples: Vec<_> =
        readme.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(!samples.is_empty());
    for sample in samples {
        let lines: Vec<_> = sample.lines().map(str::trim).collect();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("pub ")) {
            let above = lines[..index].iter().rev().find(|above| !above.starts_with("#["));
            assert!(above.is_some_and(|above| above.starts_with("///")), "{line} is not documented");
        }
    }
}

#[test]
fn every_recorded_message_has_its_case_and_every_failing_case_its_message() {
    let cases = files("tests/ui/fail", ".rs");
    for (name, _) in &cases {
        assert!(root().join(name.replace(".rs", ".stderr")).exists(), "{name} has no message");
    }
    for (name, _) in files("tests/ui/fail", ".stderr") {
        assert!(root().join(name.replace(".stderr", ".rs")).exists(), "{name} has no case");
    }
}

#[test]
fn no_dependency_wants_a_newer_rust_than_the_workspace_declares() {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let version = cargo(&["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata =
        cargo(&["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let parse =
        |version: &str| version.split('.').take(2).map(|part| part.parse().unwrap()).collect::<Vec<u32>>();
    let packages = metadata["packages"].as_array().unwrap();
    let declared = packages.iter().find(|package| package["name"] == "top-core").unwrap();
    let declared = parse(declared["rust_version"].as_str().unwrap());
    for package in packages {
        if let Some(wanted) = package["rust_version"].as_str() {
            assert!(parse(wanted) <= declared, "{} wants Rust {wanted}", package["name"]);
        }
    }
}
