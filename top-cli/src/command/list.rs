//! `cargo top list`: what is declared.

use std::process::ExitCode;

use top_core::describe::Registry;
use top_core::descriptor::Api;

use super::terminal::{NAME, Table, print, shown};
use super::{Failure, apis, error};

/// Lists the declared APIs
///
/// The exit status is 1 if there is none.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Those of which the method or the description has this in it, whatever the case; `*` stands for anything
    pattern: Option<String>,
}

impl List {
    pub(super) fn run(&self, registries: &[&'static Registry]) -> Result<ExitCode, Failure> {
        let mut table = Table::default();
        let mut is_empty = true;
        for api in apis::all(registries).filter(|api| self.is_meant(api)) {
            is_empty = false;
            let docs = shown(api.request().docs().lines().next().unwrap_or_default());
            table.row([(api.method(), NAME), (&docs, anstyle::Style::new())]);
        }
        let mut out = String::new();
        table.write(0, &mut out);
        print(&out)?;
        if is_empty {
            error(match &self.pattern {
                Some(pattern) => format!("no declared API has {pattern:?} in its method or its description"),
                None => "no API is declared".to_owned(),
            });
            return Ok(ExitCode::FAILURE);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn is_meant(&self, api: &Api) -> bool {
        let Some(pattern) = &self.pattern else { return true };
        let pattern = pattern.to_lowercase();
        [api.method(), api.request().docs()].iter().any(|text| matches(&pattern, &text.to_lowercase()))
    }
}

/// Returns whether the pieces of a pattern come in `text` one after the other.
fn matches(pattern: &str, text: &str) -> bool {
    let mut rest = Some(text);
    for piece in pattern.split('*') {
        rest = rest.and_then(|rest| rest.find(piece).map(|at| &rest[at + piece.len()..]));
    }
    rest.is_some()
}
