//! `cargo top new`: declarations from documents.

mod output;
mod place;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use self::output::Output;
use super::Failure;
use crate::document::Document;
use crate::module::Module;
use crate::rust::Style;
use crate::{read, rust};

/// Writes a Rust module for each documented API
///
/// The modules are plain source, and yours from then on. What a human has to judge is marked `TODO(top)` and listed. Nothing
/// that exists is overwritten without `--force`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// A page's text copied from a browser, documentation JSON, or JSON Lines; `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// The folder to write to: one file a module, and a `mod.rs`; without it everything goes to standard output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write to standard output, which is what happens without `--out`
    #[arg(long, conflicts_with = "out")]
    stdout: bool,

    /// Write nothing, and show how what would be written differs from what is there
    #[arg(long, requires = "out", conflicts_with = "force")]
    check: bool,

    /// Overwrite modules that are there and differ
    #[arg(long, requires = "out")]
    force: bool,

    /// The path of the module that the modules are in, for example `my_crate::apis`, for the examples in their
    /// documentation; it is found by itself where `--out` is below the `src` of a library
    #[arg(long, value_name = "PATH", value_parser = rust_path)]
    module_path: Option<String>,

    /// What the structs derive besides what makes them requests and responses, for example `Clone,PartialEq`
    #[arg(long, value_name = "TRAITS", value_delimiter = ',', value_parser = rust_path)]
    derive: Vec<String>,
}

/// How many documents are so many that their progress is shown.
const MANY: usize = 20;

impl New {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut problems = Problems::default();
        let modules = self.modules(&mut problems);
        let path = self.module_path.clone().or_else(|| place::module_path(self.out.as_deref()?));
        let style = Style { path, derives: self.derive.clone() };
        let sources = modules.iter().map(|module| (module, rust::print(module, &style)));
        match &self.out {
            None => output::to_stdout(sources)?,
            Some(folder) => {
                let output = Output { folder, check: self.check, force: self.force };
                output.write(sources, &mut problems)?;
            }
        }
        Ok(if problems.count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Reads every document and decides what it is in Rust.
    fn modules(&self, problems: &mut Problems) -> Vec<Module> {
        let documents = self.documents(problems);
        let progress = progress(documents.len());
        let mut by_method = BTreeMap::<String, (Document, &Path, Module)>::new();
        for (input, document) in documents {
            progress.inc(1);
            if let Some((known, known_input, _)) = by_method.get(&document.method) {
                if *known != document {
                    let (method, one, other) = (&document.method, known_input.display(), input.display());
                    problems
                        .add(format!("{other}: {method} is documented otherwise in {one}, which was taken"));
                }
                continue;
            }
            match Module::of(&document) {
                Ok(module) => {
                    by_method.insert(document.method.clone(), (document, input, module));
                }
                Err(error) => problems.add(format!("{}: {error}", input.display())),
            }
        }
        progress.finish_and_clear();
        let mut modules: Vec<_> = by_method.into_values().map(|(_, _, module)| module).collect();
        rust::name_apart(&mut modules);
        modules
    }

    fn documents(&self, problems: &mut Problems) -> Vec<(&Path, Document)> {
        let mut documents = Vec::new();
        for input in &self.inputs {
            let bytes = match read_input(input) {
                Ok(bytes) => bytes,
                Err(error) => {
                    problems.add(format!("{}: {error}", input.display()));
                    continue;
                }
            };
            for document in read::documents(&bytes) {
                match document {
                    Ok(document) => documents.push((input.as_path(), document)),
                    Err(error) => problems.add(format!("{}:{error}", input.display())),
                }
            }
        }
        documents
    }
}

fn rust_path(text: &str) -> Result<String, &'static str> {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if text.split("::").all(is_name) { Ok(text.to_owned()) } else { Err("this is no path in Rust") }
}

fn read_input(input: &Path) -> std::io::Result<Vec<u8>> {
    if input == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(input)
}

fn progress(count: usize) -> ProgressBar {
    if count < MANY {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} documents");
    ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// What went wrong with one of many; the others go on.
#[derive(Debug, Default)]
struct Problems {
    count: usize,
}

impl Problems {
    fn add(&mut self, problem: impl std::fmt::Display) {
        self.count += 1;
        super::error(problem);
    }
}
