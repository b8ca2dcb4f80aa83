//! The crates that are made of the modules, and the program that calls every API of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use top_cli::document::Document;
use top_cli::module::Module;
use top_cli::rust::{self, Folder, Style};

/// The test that compares the modules of the pages with `top-apis`.
const SAME: &str = include_str!("same.rs");

/// The program, which is told of the APIs by the macro `apis`.
const ROUND_TRIP: &str = include_str!("round_trip.rs");

pub(crate) struct Crates {
    folder: PathBuf,
    packages: Vec<String>,
}

pub(crate) fn cargo_program() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

impl Crates {
    pub(crate) fn write(
        folder: &Path,
        modules: &[Module],
        pages: &[Module],
        documents: &BTreeMap<String, Document>,
        chunk: usize,
    ) -> Self {
        let _ = fs::remove_dir_all(folder);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        let mut packages = Vec::new();
        let mut modules = modules.to_vec();
        rust::name_apart(&mut modules);
        for (index, modules) in modules.chunks(chunk).enumerate() {
            let package = format!("corpus-{index}");
            write_crate(&folder.join(&package), &package, modules, root);
            let name = package.replace('-', "_");
            let mut calls = String::new();
            for module in modules {
                let request = &module.request().expect("a request").name;
                let path = format!("{name}::apis::{}::{request}", module.name);
                let _ = writeln!(calls, "    {path},");
                write_samples(&folder.join("samples"), documents.get(&module.method));
            }
            write_round_trip(folder, &calls, &package, root);
            packages.push(package);
        }
        write_pages(&folder.join("pages"), pages, root);
        let members = packages.iter().map(|package| format!("\"{package}\", \"{package}-calls\", "));
        let members = members.collect::<String>();
        write(
            &folder.join("Cargo.toml"),
            // The profile of this repository, so that what is built of it is not built twice.
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [{members}\"pages\"]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
            ),
        );
        // An author has not the settings of this repository, which is around the folder.
        write(&folder.join("rustfmt.toml"), "");
        write(&folder.join("clippy.toml"), "");
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        Self { folder: folder.to_owned(), packages }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn packages(&self) -> &[String] {
        &self.packages
    }

    /// Runs cargo in the workspace of the crates.
    pub(crate) fn cargo(&self, arguments: &[&str]) {
        let status = Command::new(cargo_program())
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", super::target())
            .status()
            .expect("cargo runs");
        assert!(status.success(), "cargo {} failed", arguments.join(" "));
    }
}

/// Writes a crate that depends on `top-core` alone, as an author's does.
fn write_crate(folder: &Path, package: &str, modules: &[Module], root: &Path) {
    write_declarations(folder, package, modules);
    write_manifest(folder, package, root, "");
}

/// Writes a crate whose documentation has examples that run, and whose tests compare it with `top-apis`.
fn write_pages(folder: &Path, modules: &[Module], root: &Path) {
    write_declarations(folder, "pages", modules);
    let more = format!(
        "\n[dev-dependencies]\ntop-apis = {{ path = {:?} }}\ntop-core = {{ path = {:?}, features = [\"sandbox\"] }}\n",
        root.join("top-apis"),
        root.join("top-core")
    );
    write_manifest(folder, "pages", root, &more);
    write(&folder.join("tests/same.rs"), SAME);
}

fn write_declarations(folder: &Path, package: &str, modules: &[Module]) {
    let style = Style { path: Some(format!("{}::apis", package.replace('-', "_"))), ..Style::default() };
    let mut list = Folder::default();
    for module in modules {
        write(&folder.join(format!("src/apis/{}.rs", module.name)), &rust::print(module, &style));
        list.add(module);
    }
    write(&folder.join("src/apis/mod.rs"), &list.print());
    write(
        &folder.join("src/lib.rs"),
        "//! APIs.\n\n#![forbid(unsafe_code)]\n#![deny(warnings, missing_docs, unreachable_pub)]\n\npub mod apis;\n",
    );
}

fn write_manifest(folder: &Path, package: &str, root: &Path, more: &str) {
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             top-core = {{ path = {:?}, default-features = false }}\n{more}",
            root.join("top-core")
        ),
    );
}

/// Writes the program that calls every API of a crate: one for each, as the compiler holds all of one in its memory.
fn write_round_trip(folder: &Path, calls: &str, package: &str, root: &Path) {
    let folder = folder.join(format!("{package}-calls"));
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"{package}-calls\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             http = \"1\"\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}\n\
             top-core = {{ path = {:?}, features = [\"sandbox\", \"xml\", \"gzip\", \"charset\"] }}\n{package} = {{ path = \"../{package}\" }}\n",
            root.join("top-core")
        ),
    );
    write(&folder.join("src/main.rs"), &format!("{ROUND_TRIP}\napis! {{\n{calls}}}\n"));
}

/// Writes the sample answers of a document where the program finds them.
fn write_samples(folder: &Path, document: Option<&Document>) {
    let Some(Document { method, samples, .. }) = document else { return };
    let bodies =
        [("json", &samples.json), ("simplified.json", &samples.simplified_json), ("xml", &samples.xml)];
    for (ending, body) in bodies {
        if let Some(body) = body {
            write(&folder.join(format!("{method}.{ending}")), body);
        }
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
    fs::write(file, text).expect("a file can be written");
}
