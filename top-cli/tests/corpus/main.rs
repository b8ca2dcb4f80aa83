//! Every document of `../shared/corpus` and `../shared/samples` becomes a module, and every module works.
//!
//! ```text
//! cargo test -p top-cli --test corpus -- [--sample N] [--chunk N]
//! ```
//!
//! Turns the documents into modules, a crate for each 1,000 of them that depends on `top-core` alone, without its features;
//! with `--sample`, some three of each class of oddities and as many others as it takes. Then
//!
//! 1. compares what becomes of the pages of `../shared/pages` with what `top-apis` declares, and runs their examples;
//! 2. compiles the crates, and prints what that costs in seconds and memory for 1,000 APIs;
//! 3. has rustfmt and clippy find nothing to say about them;
//! 4. sends a request of every API with every field set to the gateway for tests, once described by its table, once as the
//!    declared struct that the first one was read into, and has the gateway answer with every member set: what arrives is
//!    what was sent, both ways;
//! 5. reads the sample answers of the documents that have some, in their three formats, to equal values.
//!
//! It says so and ends well if there is no `../shared/corpus`.

#![allow(clippy::print_stdout, reason = "its report is what it is run for")]
#![allow(clippy::expect_used, reason = "whatever fails here fails the test")]

mod crates;
mod oddity;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::resource::{UsageWho, getrusage};
use top_cli::document::Document;
use top_cli::module::Module;
use top_cli::read;

use crate::crates::Crates;

/// The share of APIs that may be left to a human.
const MAX_TODO_SHARE: f64 = 0.02;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [mode, workspace, package] = arguments.as_slice()
        && mode == "measure"
    {
        measure(Path::new(workspace), package);
        return;
    }
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<usize>().ok()
    };
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if !shared.join("corpus").is_dir() {
        println!("skipped: there is no {}", shared.join("corpus").display());
        return;
    }
    let mut documents = documents(&shared.join("corpus"));
    let all = documents.len();
    if let Some(count) = option("--sample") {
        documents = oddity::sample(documents, count);
    }
    let of_corpus = documents.len();
    // The raw documents say more than the reduced ones of the same APIs.
    let samples = self::documents(&shared.join("samples"));
    documents.extend(samples.clone());
    // Names that mean something to Rust, to the derives or to what is printed, all in one.
    documents.extend(read::documents(include_bytes!("hostile.jsonl")).into_iter().map(|document| {
        let document = document.expect("a document");
        (document.method.clone(), document)
    }));
    println!("{} documents: {of_corpus} of {all} of the corpus, and those with samples", documents.len());

    let modules = modules_of(documents.values());
    let with_todo = modules.iter().filter(|module| module.all_todos().next().is_some()).count();
    #[allow(clippy::cast_precision_loss, reason = "some thousands")]
    let share = with_todo as f64 / modules.len() as f64;
    println!("{with_todo} of {} modules have a TODO(top), {:.1} %", modules.len(), share * 100.0);
    // A sample has more of what is odd.
    assert!(option("--sample").is_some() || share <= MAX_TODO_SHARE, "too much is left to a human");

    let pages = modules_of(self::documents(&shared.join("pages")).values().chain(samples.values()));
    let crates = Crates::write(&folder(), &modules, &pages, &documents, option("--chunk").unwrap_or(1_000));
    let mut arguments = vec!["fmt", "--check"];
    arguments.extend(crates.packages().iter().flat_map(|package| ["--package", package]));
    crates.cargo(&arguments);
    println!("rustfmt has nothing to change");
    compile(&crates, modules.len());
    crates.cargo(&["test", "--quiet", "--package", "pages"]);
    println!("the pages are what top-apis declares, and their examples run");
    let mut arguments = vec!["clippy", "--quiet"];
    arguments.extend(crates.packages().iter().flat_map(|package| ["--package", package]));
    arguments.extend(["--", "-D", "warnings"]);
    crates.cargo(&arguments);
    println!("clippy has nothing to say");
    for package in crates.packages() {
        crates.cargo(&["run", "--quiet", "--package", &format!("{package}-calls")]);
    }
}

fn modules_of<'d>(documents: impl Iterator<Item = &'d Document>) -> Vec<Module> {
    documents.map(|document| Module::of(document).expect("a module")).collect()
}

/// Reads every document of the files of a folder.
fn documents(folder: &Path) -> BTreeMap<String, Document> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut documents = BTreeMap::new();
    for file in files {
        let bytes = std::fs::read(&file).expect("a file");
        for document in read::documents(&bytes) {
            let document = document.unwrap_or_else(|error| panic!("{}:{error}", file.display()));
            documents.insert(document.method.clone(), document);
        }
    }
    documents
}

/// Returns the folder that the crates are written to.
fn folder() -> PathBuf {
    target().join("corpus")
}

/// Returns the folder that cargo builds in: this program is in its `debug/deps`.
fn target() -> PathBuf {
    let program = env::current_exe().expect("this program");
    program.ancestors().nth(3).expect("a target folder").to_owned()
}

/// Compiles the crates one by one, and says what it took.
#[allow(clippy::cast_precision_loss, reason = "some thousands")]
fn compile(crates: &Crates, count: usize) {
    crates.cargo(&["check", "--quiet", "--package", "top-core"]);
    let (mut seconds, mut megabytes, mut most) = (0.0, 0.0, 0.0_f64);
    for package in crates.packages() {
        let output = Command::new(env::current_exe().expect("this program"))
            .args(["measure".as_ref(), crates.folder().as_os_str(), package.as_ref()])
            .output()
            .expect("this program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [cpu, peak] = numbers.as_slice() else { panic!("no figures: {text}") };
        seconds += cpu;
        megabytes += peak;
        most = most.max(*peak);
    }
    let thousands = count as f64 / 1_000.0;
    println!(
        "for 1,000 APIs, checked: {:.1} CPU seconds, {:.0} MB of peak memory, all crates added up; {most:.0} MB at most",
        seconds / thousands,
        megabytes / thousands
    );
}

/// Checks one package, and prints the CPU seconds and the peak memory in megabytes that it took.
fn measure(workspace: &Path, package: &str) {
    let manifest = workspace.join("Cargo.toml");
    let status = Command::new(crates::cargo_program())
        .args(["check", "--quiet", "--package", package, "--manifest-path"])
        .arg(manifest)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "cargo failed");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage is known");
    let seconds = |time: nix::sys::time::TimeVal| {
        use nix::sys::time::TimeValLike;
        f64::from(i32::try_from(time.num_milliseconds()).unwrap_or(i32::MAX)) / 1_000.0
    };
    let kilobytes = f64::from(i32::try_from(usage.max_rss()).unwrap_or(i32::MAX));
    println!("{} {}", seconds(usage.user_time()) + seconds(usage.system_time()), kilobytes / 1_024.0);
}
