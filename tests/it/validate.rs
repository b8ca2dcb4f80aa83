//! Validation: the edge of every rule, the whole tree, all violations at once.

mod rules;

mod parameters;

mod tree;

mod report;

use top_core::{TopObject, Violation};

/// Returns the wire paths of everything that is wrong, in the order in which it is reported.
fn paths(object: &impl TopObject) -> Vec<String> {
    violations(object).iter().map(|violation| violation.path().to_owned()).collect()
}

fn violations(object: &impl TopObject) -> Vec<Violation> {
    object.validate().err().into_iter().flatten().collect()
}
