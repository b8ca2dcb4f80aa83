//! What a call costs at run time, beside hand-written code that does the same.
//!
//! ```text
//! cargo bench -p top-tests --bench run_time -- [--rounds N] [--only prepare|validate|decode|call] [--json FILE]
//!     [--case TEXT] [--contender NAME]
//! ```
//!
//! CPU time of the process, user and system, not time on the wall. In every round each contender of a case has its turn, of
//! some milliseconds, and is compared with the reference of the same round.

#![allow(clippy::print_stdout, reason = "its report is what it is run for")]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

mod call;

mod measure;

mod server;

#[path = "../shared/mod.rs"]
mod shared;

use std::env;

use serde_json::{Value, json};

use crate::measure::{Figure, measure};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "serve") {
        return server::serve();
    }
    let option = |name: &str| {
        arguments.iter().position(|argument| argument == name).map(|at| arguments[at + 1].clone())
    };
    let rounds = option("--rounds").map_or(15, |text| text.parse().expect("a number"));
    let only = option("--only");
    let is_wanted = |group: &str| only.as_deref().is_none_or(|only| only == group);

    let mut reports = Vec::new();
    let part = option("--case").unwrap_or_default();
    let mut cases = shared::cases();
    cases.retain(|case| is_wanted(case.group) && case.name.contains(&part));
    let contender = option("--contender");
    if let Some(name) = &contender {
        // Alone it is what a profiler wants.
        for case in &mut cases {
            case.contenders.retain(|contender| contender.name == *name);
        }
        cases.retain(|case| !case.contenders.is_empty());
    }
    for case in &mut cases {
        let figures = measure(case, rounds);
        report(case.group, &case.name, &figures, &mut reports);
    }
    if is_wanted("call") {
        call::measure(rounds, &part, contender.as_deref(), |name, figures| {
            report("call", name, figures, &mut reports);
        });
    }
    if let Some(file) = option("--json") {
        std::fs::write(file, serde_json::to_string_pretty(&Value::Array(reports)).unwrap()).unwrap();
    }
}

/// Prints one case as a table, and adds it to what is written as JSON.
fn report(group: &str, name: &str, figures: &[Figure], reports: &mut Vec<Value>) {
    println!("\n{group}: {name}");
    println!("| contender | ns, median | min | max | ratio | min | max |\n|---|---|---|---|---|---|---|");
    for figure in figures {
        let ([low, median, high], [low_ratio, ratio, high_ratio]) = (figure.nanos, figure.ratio);
        println!(
            "| {} | {median:.0} | {low:.0} | {high:.0} | **{ratio:.2}** | {low_ratio:.2} | {high_ratio:.2} |",
            figure.name
        );
        reports.push(json!({
            "group": group, "case": name, "contender": figure.name,
            "nanos": {"min": low, "median": median, "max": high},
            "ratio": {"min": low_ratio, "median": ratio, "max": high_ratio},
        }));
    }
}
