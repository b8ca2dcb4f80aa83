//! The official test vectors, every one: published, or made by running the official SDKs.
//!
//! Where the outcome differs on purpose, it is written down with the reason; an unlisted difference fails, and so does a
//! listed one that is none.

mod documented;

mod sign;

mod spi;

mod request;

mod flatten;

mod validation;

mod parse;

mod outcome;

mod wire;

mod retry;

use std::path::Path;

use serde_json::Value;

use crate::fixtures;

/// What is different on purpose: the id of a vector, what comes out of it here, and why.
type Difference = (&'static str, Value, &'static str);

/// Returns the vectors of one section, each with its id.
pub(crate) fn section(name: &str) -> Vec<(String, Value)> {
    let Value::Array(vectors) = fixtures::json("vectors.json")[name].take() else {
        panic!("no section {name}")
    };
    assert!(!vectors.is_empty());
    vectors.into_iter().map(|vector| (id(&vector).to_owned(), vector)).collect()
}

/// The vectors of dates have no id but their text, those of exchanges and retries none but their case.
fn id(vector: &Value) -> &str {
    vector["id"].as_str().or(vector["text"].as_str()).or(vector["case"].as_str()).unwrap()
}

/// Compares the outcome of every vector of a section with the official one, or with the difference listed for it.
fn assert_outcomes(
    name: &str,
    ours: impl Fn(&str, &Value) -> Value,
    official: impl Fn(&Value) -> Value,
    differences: &[Difference],
) {
    let vectors = section(name);
    let mut faults = Vec::new();
    for (id, vector) in &vectors {
        let (ours, official) = (ours(id, vector), official(vector));
        match differences.iter().find(|(different, ..)| different == id) {
            None if ours == official => {}
            None => faults.push(format!("{id}: official {official}, here {ours}")),
            Some(_) if ours == official => faults.push(format!("{id}: listed as different, but equal")),
            Some((_, expected, _)) if ours == *expected => {}
            Some((_, expected, _)) => faults.push(format!("{id}: listed as {expected}, here {ours}")),
        }
    }
    for (different, _, reason) in differences {
        assert!(reason.ends_with('.'), "{different}: a reason is a sentence");
        if !vectors.iter().any(|(id, _)| id == different) {
            faults.push(format!("{different}: listed as different, but no vector"));
        }
    }
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

#[test]
fn the_copied_vectors_agree_with_their_origin() {
    let origin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/vectors/vectors.json");
    let Ok(text) = std::fs::read_to_string(origin) else { return };
    let origin: Value = serde_json::from_str(&text).unwrap();
    let Value::Object(copy) = fixtures::json("vectors.json") else { panic!("no object") };

    for (name, copied) in copy.into_iter().filter(|(name, _)| name != "meta") {
        assert_eq!(without_source(&copied), without_source(&origin[&name]), "{name}");
    }
}

/// The sources of the copy are shortened.
fn without_source(section: &Value) -> Vec<Value> {
    let mut vectors = section.as_array().map_or_else(|| vec![section.clone()], Clone::clone);
    for vector in &mut vectors {
        vector.as_object_mut().unwrap().remove("source");
    }
    vectors
}
