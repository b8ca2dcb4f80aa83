//! How many instructions each step of a call takes, counted by valgrind: unlike time, nearly the same on every run.
//!
//! ```text
//! cargo bench -p top-tests --bench instructions              compares with baseline.txt
//! cargo bench -p top-tests --bench instructions -- --bless   writes it
//! ```
//!
//! It needs `valgrind` and nothing else, and says so where that is not. A case that takes more than the tolerance above its
//! line in `baseline.txt` is an error; one that takes less asks for a lower line. Digests are not counted: valgrind
//! knows no CPU with instructions for SHA-256, and they are not ours. Counts are compared only if compiler, C library and
//! valgrind are those of the baseline.

#![allow(clippy::print_stdout, reason = "its report is what it is run for")]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

#[path = "../shared/mod.rs"]
mod shared;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

/// By how much a count may be off, in percent.
const TOLERANCE: f64 = 3.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "run") {
        for (_, mut work) in cases() {
            // What is set up at the first use is not counted.
            work();
            counted_work(&mut work);
        }
        return ExitCode::SUCCESS;
    }
    let Some(environment) = environment() else {
        println!("skipped: there is no valgrind here that works");
        return ExitCode::SUCCESS;
    };
    let counts = count();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions/baseline.txt");
    if arguments.iter().any(|argument| argument == "--bless") {
        fs::write(file, write_baseline(&environment, &counts)).unwrap();
        return ExitCode::SUCCESS;
    }
    let (of, baseline) = read_baseline(&fs::read_to_string(file).unwrap());
    if of != environment {
        println!("skipped: the baseline was counted with {of}, and this is {environment}");
        return ExitCode::SUCCESS;
    }
    compare(&counts, &baseline)
}

/// Returns what is counted: our own ways, and of the sign methods one, as the digest is not counted.
fn cases() -> Vec<(String, Box<dyn FnMut()>)> {
    let is_ours = |name: &str| matches!(name, "ours" | "validate" | "validate, one violation");
    let mut cases = Vec::new();
    for case in shared::cases() {
        if case.group == "prepare" && !case.name.ends_with(" md5") {
            continue;
        }
        for contender in case.contenders.into_iter().filter(|contender| is_ours(contender.name)) {
            let what = if contender.name == "ours" { case.group } else { contender.name };
            cases.push((format!("{what}: {}", case.name.trim_end_matches(" md5")), contender.work));
        }
    }
    cases
}

/// Does the work; valgrind counts between its start and its end.
#[inline(never)]
fn counted_work(work: &mut dyn FnMut()) {
    work();
}

/// Returns with what is counted, `None` if valgrind is not there.
fn environment() -> Option<String> {
    let first_line = |program: &str, argument: &str| {
        let output =
            Command::new(program).arg(argument).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned())
    };
    let valgrind = first_line("valgrind", "--version")?;
    let rustc = first_line(&env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()), "--version")?;
    let libc = first_line("getconf", "GNU_LIBC_VERSION").unwrap_or_else(|| "another C library".to_owned());
    // The C library and `memchr` choose by these.
    #[cfg(target_arch = "x86_64")]
    let vectors = if std::arch::is_x86_feature_detected!("avx2") { "avx2" } else { "sse2" };
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = env::consts::ARCH;
    Some(format!("{rustc}, {libc}, {valgrind}, {vectors}"))
}

/// Counts every case.
fn count() -> BTreeMap<String, u64> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("instructions");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no"])
        .args(
            ["toggle-collect", "zero-before", "dump-after"]
                .map(|what| format!("--{what}=instructions::counted_work")),
        )
        // Inside of what is counted it stops the count, and starts it again behind the digest.
        .arg("--toggle-collect=top_core::sign::Signer::sign")
        .arg(format!("--callgrind-out-file={}", folder.join("out").display()))
        .arg(env::current_exe().unwrap())
        .arg("run")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |(index, (name, _)): (usize, (String, _))| {
        let dump = fs::read_to_string(folder.join(format!("out.{}", index + 1))).unwrap();
        let total = dump.lines().find_map(|line| line.strip_prefix("totals: "));
        (name, total.unwrap().trim().parse().unwrap())
    };
    cases().into_iter().enumerate().map(read).collect()
}

fn write_baseline(environment: &str, counts: &BTreeMap<String, u64>) -> String {
    let head = "# Instructions of one run of each case; `cargo bench -p top-tests --bench instructions -- --bless` writes them.";
    let lines = counts.iter().map(|(name, count)| format!("{count:>9}  {name}\n"));
    format!("{head}\n# {environment}\n{}", lines.collect::<String>())
}

fn read_baseline(text: &str) -> (String, BTreeMap<String, u64>) {
    let environment = text.lines().nth(1).unwrap().trim_start_matches("# ").to_owned();
    let line = |line: &str| {
        let (count, name) = line.trim().split_once("  ").unwrap();
        (name.to_owned(), count.parse().unwrap())
    };
    (environment, text.lines().skip(2).map(line).collect())
}

fn compare(counts: &BTreeMap<String, u64>, baseline: &BTreeMap<String, u64>) -> ExitCode {
    let (mut is_more, mut is_less) = (false, false);
    for (name, count) in counts {
        let Some(before) = baseline.get(name) else {
            println!("{count:>9}  {name}: is not in the baseline");
            is_more = true;
            continue;
        };
        #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
        let percent = (*count as f64 / *before as f64 - 1.0) * 100.0;
        println!("{count:>9}  {name}: {percent:+.1} %");
        is_more |= percent > TOLERANCE;
        is_less |= percent < -TOLERANCE;
    }
    for name in baseline.keys().filter(|name| !counts.contains_key(*name)) {
        println!("{name}: is in the baseline alone");
        is_more = true;
    }
    if is_more {
        println!(
            "some cases take over {TOLERANCE} % more instructions, or are new: find out why, or `--bless` them"
        );
        return ExitCode::FAILURE;
    }
    if is_less {
        println!("some cases take over {TOLERANCE} % fewer instructions: keep the gain by `-- --bless`");
    }
    ExitCode::SUCCESS
}
