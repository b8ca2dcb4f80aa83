//! `DIAGNOSTICS.md`: every diagnostic with what it says and the case in `tests/ui` that shows it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::visit::Visit;
use syn::{Attribute, Meta};

use crate::diagnostic::Diagnostic;
use crate::model::Derive;

/// What no case can show: the compiler reads the input first and accepts less than the derive.
const WITHOUT_CASE: &[Diagnostic] = &[Diagnostic::Unreadable];

/// What is left to the compiler, because a macro sees no types. `top-core` gives it the words.
const BY_THE_COMPILER: &[(&str, &str)] = &[
    ("a field whose type is no wire type", "unsupported/field_type"),
    ("an enum in a field without `TopEnum`", "codes/without_derive"),
    ("a response without `TopObject`", "unsupported/response_without_derive"),
    ("a rule that is not for what an alias stands for", "conflict/rule_not_for_an_alias"),
    ("a rule of elements that is not for what an alias stands for", "items/rule_not_for_an_alias"),
    ("`items` on an alias of no list", "items/on_an_alias_of_text"),
    ("`one_of` on an enum of codes", "conflict/one_of_on_an_enum"),
    ("`max_len` on an enum of codes", "conflict/max_len_on_an_enum"),
    ("`list = \"comma\"` on a list of structs", "form/structs_by_comma"),
    ("`json` on an alias of a scalar", "form/json_on_an_alias"),
    ("`list` on an alias of no list", "form/list_on_an_alias"),
    ("a second step of an outcome that is no member", "outcome/second_step_misspelt"),
    ("an outcome that leads to a struct", "outcome/leads_to_a_struct"),
    ("a code of an outcome that is a struct", "outcome/code_is_a_struct"),
    ("a second step of an outcome that leads to a list", "outcome/code_leads_to_a_list"),
    ("a number inside a struct that tells success without `ok`", "outcome/number_inside_without_ok"),
    ("an `ok` that a boolean inside a struct never is", "outcome/ok_of_a_boolean_inside"),
    ("an `ok` that a number inside a struct never is", "outcome/ok_of_a_number_inside"),
    ("an outcome that steps into no struct", "outcome/step_into_no_struct"),
    ("`business()` of a response without an outcome", "outcome/business_without_outcome"),
    ("a function of `custom` that does not exist", "custom/unknown_function"),
    ("a function of `custom` for another type", "custom/of_another_type"),
    ("a function of `custom` with another outcome", "custom/with_another_outcome"),
    ("`debug` beside `derive(Debug)`", "builder/debug_twice"),
    ("a required argument of `new` that is missing", "builder/required_argument_missing"),
];

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui/fail")
}

/// Collects what the derives report in a file.
struct Found(Vec<(Diagnostic, String)>);

impl Found {
    fn collect(&mut self, attrs: &[Attribute], input: &impl ToTokens) {
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
            let Meta::List(list) = &attr.meta else { continue };
            let names = list.tokens.to_string();
            let derives =
                [("TopApi", Derive::TopApi), ("TopObject", Derive::TopObject), ("TopEnum", Derive::TopEnum)];
            for (_, derive) in derives.into_iter().filter(|(name, _)| names.contains(name)) {
                if let Err((reports, _)) = crate::expand(input.to_token_stream(), derive) {
                    let reports = reports.into_iter();
                    self.0.extend(reports.map(|report| (report.diagnostic, report.error.to_string())));
                }
            }
        }
    }
}

impl Visit<'_> for Found {
    fn visit_item_struct(&mut self, item: &syn::ItemStruct) {
        self.collect(&item.attrs, item);
    }

    fn visit_item_enum(&mut self, item: &syn::ItemEnum) {
        self.collect(&item.attrs, item);
    }

    fn visit_item_union(&mut self, item: &syn::ItemUnion) {
        self.collect(&item.attrs, item);
    }
}

/// Returns the cases in the order of their names, each with what the derives report there.
fn reports() -> BTreeMap<String, Vec<(Diagnostic, String)>> {
    let mut reports = BTreeMap::new();
    for folder in fs::read_dir(cases()).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let mut found = Found(Vec::new());
                found.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
                let name = path.strip_prefix(cases()).unwrap().with_extension("");
                reports.insert(name.to_str().unwrap().replace('\\', "/"), found.0);
            }
        }
    }
    reports
}

#[test]
fn every_diagnostic_has_a_case_and_a_line_in_the_catalogue() {
    // A crate alone, without its workspace, has no cases.
    if !cases().exists() {
        return;
    }
    let reports = reports();
    let mut text = "# What the derives say\n\nEvery diagnostic, what it says in one case, and how many of the cases below \
                    `tests/ui/fail` show it. Written by `UPDATE_SNAPSHOTS=1 cargo test -p top-derive`.\n\n\
                    | diagnostic | says, for example | case | cases |\n|---|---|---|---|\n"
        .to_owned();
    let mut without_case = Vec::new();
    for &diagnostic in Diagnostic::ALL {
        let find = |(name, found): (&String, &Vec<(Diagnostic, String)>)| {
            let message = found.iter().find(|(shown, _)| *shown == diagnostic)?.1.clone();
            Some((found.len(), name.clone(), message))
        };
        let shown: Vec<_> = reports.iter().filter_map(find).collect();
        // The case that shows it alone tells most.
        let Some((_, case, message)) = shown.iter().min() else {
            without_case.push(diagnostic);
            continue;
        };
        let message = message.replace('|', "\\|");
        let _ = writeln!(text, "| {} | {message} | `{case}` | {} |", diagnostic.name(), shown.len());
    }
    assert_eq!(without_case, WITHOUT_CASE, "diagnostics without a case");
    for diagnostic in WITHOUT_CASE {
        let _ = writeln!(
            text,
            "| {} | (no case: the compiler refuses such input first) | | 0 |",
            diagnostic.name()
        );
    }
    text += "\nA macro sees names, not types. What it cannot know is said by the compiler:\n\n| mistake | case |\n|---|---|\n";
    for (mistake, case) in BY_THE_COMPILER {
        assert!(reports.get(*case).is_some_and(Vec::is_empty), "{case}");
        let _ = writeln!(text, "| {mistake} | `{case}` |");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("DIAGNOSTICS.md");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap(), "{}", path.display());
}

#[test]
fn names_of_diagnostics_are_unique() {
    let mut names: Vec<_> = Diagnostic::ALL.iter().map(|diagnostic| diagnostic.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Diagnostic::ALL.len());
}
