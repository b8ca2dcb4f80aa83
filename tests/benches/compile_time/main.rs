//! What a declared API costs to compile, beside serde and garde on the same structs.
//!
//! ```text
//! cargo bench -p top-tests --bench compile_time -- [--apis N] [--rounds N] [--mode check|debug|release]
//! cargo bench -p top-tests --bench compile_time -- --functions [--apis N]
//! cargo bench -p top-tests --bench compile_time -- --growth 100,300,1000 [--mode ...] [--plot FILE]
//! cargo bench -p top-tests --bench compile_time -- --programs [--apis N]
//! cargo bench -p top-tests --bench compile_time -- --expansion
//! ```
//!
//! Writes three crates below `target/compile-time`: one declares N APIs with this workspace's derives, one the same
//! structs with `Serialize` and garde's `Validate` on requests and `Deserialize` on responses, one with all three
//! derives on every struct, as the derives of this workspace write, read and check every struct. Every API is called once
//! in each: validated, written, read. Then it builds them in turn, and reports CPU seconds and peak memory of rustc and
//! the size of what it writes. The shapes are those of real documents if `../shared/corpus` is there, else drawn from
//! their averages.
//!
//! With `--functions` it lists instead which functions of `top-core` the compiler writes again into a crate that calls 3
//! and N APIs: the path that a call takes must not be among them.
//!
//! With `--growth` it builds crates of so many APIs each, ours beside serde and garde, and draws the curves; with
//! `--programs` it builds programs that call 1, 10 and 100 of N APIs, and prints their sizes. With `--expansion` it prints
//! what a request of ten fields becomes, and fails if that is longer than its budget.

#![allow(clippy::print_stdout, reason = "its report is what it is run for")]

mod expansion;

mod functions;

mod growth;

mod print;

mod shapes;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};

use crate::shapes::Api;

/// The ways to declare an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Ours,
    /// Requests are written and checked, responses are read.
    Serde,
    /// Everything is written, checked and read.
    SerdeBothWays,
}

impl Way {
    const ALL: [Self; 3] = [Self::Ours, Self::Serde, Self::SerdeBothWays];

    fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Serde => "serde-garde",
            Self::SerdeBothWays => "serde-garde-both-ways",
        }
    }
}

/// What one build cost.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    cpu_seconds: f64,
    peak_megabytes: f64,
    artifact_megabytes: f64,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "measure") {
        return measure_child(&arguments[1..]);
    }
    let option = |name: &str| {
        arguments.iter().position(|argument| argument == name).map(|at| arguments[at + 1].clone())
    };
    let number =
        |name: &str, default: usize| option(name).map_or(default, |text| text.parse().expect("a number"));
    let (count, rounds) = (number("--apis", 300), number("--rounds", 3));
    let modes: Vec<String> = option("--mode")
        .map_or_else(|| ["check", "debug", "release"].map(str::to_owned).to_vec(), |mode| vec![mode]);

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned();
    let workspace = root.join("target/compile-time");
    if let Some(counts) = option("--growth") {
        let counts: Vec<usize> = counts.split(',').map(|text| text.parse().expect("a number")).collect();
        let picture = option("--plot").map_or_else(|| workspace.join("growth.svg"), PathBuf::from);
        write_crate(&workspace, &root, Way::SerdeBothWays, &[]);
        return growth::report(&workspace, &root, &counts, &modes, &picture);
    }
    if arguments.iter().any(|argument| argument == "--expansion") {
        return expansion::report(&workspace, &root);
    }
    let apis = shapes::choose(&root, count);
    for way in Way::ALL {
        write_crate(&workspace, &root, way, &apis);
    }
    if arguments.iter().any(|argument| argument == "--programs") {
        return growth::programs(&workspace, &root, &apis);
    }
    if arguments.iter().any(|argument| argument == "--functions") {
        return functions::report(&workspace, &root, &apis);
    }
    describe(&apis);

    println!("| mode | what | min | median | max | ours to it |\n|---|---|---|---|---|---|");
    for mode in &modes {
        for way in Way::ALL {
            // The dependencies, which are not what is measured.
            build(&workspace, way, mode);
        }
        let mut costs = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..rounds {
            for (costs, way) in costs.iter_mut().zip(Way::ALL) {
                costs.push(build(&workspace, way, mode));
            }
        }
        report(mode, apis.len(), &costs);
    }
}

/// Builds a crate anew in a process of its own, whose usage is then that of this build alone.
fn build(workspace: &Path, way: Way, mode: &str) -> Cost {
    let source = workspace.join(way.name()).join("src/lib.rs");
    let text = fs::read(&source).expect("the crate was written");
    fs::write(&source, text).expect("the crate can be written");
    let output = Command::new(env::current_exe().expect("this program"))
        .args(["measure", way.name(), mode])
        .current_dir(workspace)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .expect("this program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let numbers: Vec<f64> = String::from_utf8_lossy(&output.stdout)
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    Cost {
        cpu_seconds: numbers[0],
        peak_megabytes: numbers[1],
        artifact_megabytes: artifact(workspace, way, mode),
    }
}

/// Runs cargo and prints CPU seconds and peak megabytes of all that it started.
fn measure_child(arguments: &[String]) {
    let (package, mode) = (&arguments[0], arguments[1].as_str());
    let mut cargo = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    cargo.args([if mode == "check" { "check" } else { "build" }, "--quiet", "--package", package]);
    if mode == "release" {
        cargo.arg("--release");
    }
    let status = cargo.status().expect("cargo runs");
    assert!(status.success(), "cargo failed");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage is known");
    let seconds = |time: nix::sys::time::TimeVal| {
        use nix::sys::time::TimeValLike;
        f64::from(i32::try_from(time.num_milliseconds()).unwrap_or(i32::MAX)) / 1_000.0
    };
    let kilobytes = f64::from(i32::try_from(usage.max_rss()).unwrap_or(i32::MAX));
    println!("{} {}", seconds(usage.user_time()) + seconds(usage.system_time()), kilobytes / 1_024.0);
}

/// Returns the size of what rustc wrote for the crate, in megabytes.
fn artifact(workspace: &Path, way: Way, mode: &str) -> f64 {
    let profile = if mode == "release" { "release" } else { "debug" };
    let ending = if mode == "check" { ".rmeta" } else { ".rlib" };
    let stem = format!("lib{}-", way.name().replace('-', "_"));
    let files = fs::read_dir(workspace.join("target").join(profile).join("deps")).expect("a target folder");
    let ours = files.filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(&stem) && name.ends_with(ending)
    });
    // The last one written: those of other runs may lie beside it.
    let newest = ours.filter_map(|entry| entry.metadata().ok()).max_by_key(|data| data.modified().ok());
    let bytes = newest.map_or(0, |data| data.len());
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_048_576.0
}

fn report(mode: &str, apis: usize, costs: &[Vec<Cost>; 3]) {
    type Figure = fn(&Cost) -> f64;
    let figures: [(&str, Figure); 3] = [
        ("CPU s", |cost| cost.cpu_seconds),
        ("peak MB", |cost| cost.peak_megabytes),
        ("artifact MB", |cost| cost.artifact_megabytes),
    ];
    let apis = f64::from(u32::try_from(apis).unwrap_or(u32::MAX));
    for (name, figure) in figures {
        let sorted = costs.each_ref().map(|costs| {
            let mut values: Vec<f64> = costs.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            values
        });
        let median = |values: &[f64]| values[values.len() / 2];
        for (way, values) in Way::ALL.into_iter().zip(&sorted) {
            let ratio = median(&sorted[0]) / median(values);
            let shown = if way == Way::Ours { String::new() } else { format!("{ratio:.3}") };
            println!(
                "| {mode} | {name}, {} | {:.2} | {:.2} | {:.2} | {shown} |",
                way.name(),
                values[0],
                median(values),
                values[values.len() - 1],
            );
        }
        if name == "CPU s" {
            println!("| {mode} | ms an API, ours | | {:.2} | | |", median(&sorted[0]) * 1_000.0 / apis);
        }
    }
}

fn describe(apis: &[Api]) {
    let structs: usize = apis.iter().map(|api| 2 + api.request.structs() + api.response.structs()).sum();
    let fields: usize = apis.iter().map(|api| api.request.fields() + api.response.fields()).sum();
    println!("{} APIs, {structs} structs, {fields} fields\n", apis.len());
}

fn write_crate(workspace: &Path, root: &Path, way: Way, apis: &[Api]) {
    let folder = workspace.join(way.name());
    let dependencies = match way {
        Way::Ours => {
            let core = root.join("top-core");
            format!(
                "top-core = {{ path = '{}', default-features = false }}\nhttp = \"1\"\n\n[features]\n\
                 client = [\"top-core/client\"]\n",
                core.display()
            )
        }
        Way::Serde | Way::SerdeBothWays => {
            "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
             garde = { version = \"0.23\", features = [\"derive\"] }\n"
                .to_owned()
        }
    };
    let manifest = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}",
        way.name()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/lib.rs"), &print::crate_of(way, apis));
    let members =
        "[workspace]\nresolver = \"3\"\nmembers = [\"ours\", \"serde-garde\", \"serde-garde-both-ways\"]\n";
    write(&workspace.join("Cargo.toml"), members);
}

fn write(path: &PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
