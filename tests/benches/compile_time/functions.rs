//! Lists the functions of `top-core` that the compiler writes again into a crate that uses it.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, process};

use object::read::archive::ArchiveFile;
use object::{File, Object, ObjectSymbol, SymbolKind};

use crate::shapes::Api;
use crate::{Way, write_crate};

/// Builds a crate that calls 3 APIs and one that calls all, and lists what of `top-core` is in each.
pub(crate) fn report(workspace: &Path, root: &Path, apis: &[Api]) {
    let few = count(workspace, root, &apis[..3]);
    let all = count(workspace, root, apis);
    println!("| function of top-core | with 3 APIs | with {} APIs |\n|---|---|---|", apis.len());
    for (name, count) in &all {
        println!("| `{name}` | {} | {count} |", few.get(name).unwrap_or(&0));
    }
    // Where a call is signed, written, sent and read; what knows the types of an API lies elsewhere.
    let engine =
        ["sign", "flatten", "params", "validate", "multipart", "client::Inner", "client::reqwest_transport"];
    for name in all.keys() {
        let is_engine = engine.iter().any(|module| name.starts_with(&format!("top_core::{module}")));
        assert!(!is_engine, "`{name}` is written again");
    }
}

/// Counts the functions whose path starts in `top-core`, by their path without type parameters.
fn count(workspace: &Path, root: &Path, apis: &[Api]) -> BTreeMap<String, usize> {
    write_crate(workspace, root, Way::Ours, apis);
    let target = workspace.join("functions");
    let _ = fs::remove_dir_all(target.join("debug/deps"));
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = process::Command::new(cargo)
        .args(["build", "--quiet", "--package", "ours", "--features", "client"])
        .current_dir(workspace)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "cargo failed");
    let files = fs::read_dir(target.join("debug/deps")).expect("a target folder");
    let library = files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libours-") && name.ends_with(".rlib")
        })
        .expect("a library");
    let bytes = fs::read(library).expect("the library can be read");
    let archive = ArchiveFile::parse(&*bytes).expect("a library is an archive");
    let mut functions = BTreeMap::new();
    for member in archive.members() {
        let member = member.and_then(|member| member.data(&*bytes)).expect("a member of the archive");
        let Ok(file) = File::parse(member) else { continue };
        for symbol in
            file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.is_definition())
        {
            let name = format!("{:#}", rustc_demangle::demangle(symbol.name().unwrap_or_default()));
            if name.starts_with("top_core::") {
                *functions.entry(without_parameters(&name)).or_default() += 1;
            }
        }
    }
    functions
}

/// Leaves out what is between `<` and `>`.
fn without_parameters(name: &str) -> String {
    let mut depth = 0_usize;
    name.chars()
        .filter(|character| {
            match character {
                '<' => depth += 1,
                '>' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
