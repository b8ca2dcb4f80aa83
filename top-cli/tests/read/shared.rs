//! Documents of the platform itself, which not every machine has.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use top_cli::document::Parameter;

use crate::{document, documents};

/// Returns the files of a folder beside the repository, none if it is not there.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn count(parameters: &[Parameter]) -> usize {
    parameters.iter().map(|parameter| 1 + count(&parameter.members)).sum()
}

fn count_in(parameters: &Value) -> usize {
    let parameters = parameters.as_array().map(Vec::as_slice).unwrap_or_default();
    parameters.iter().map(|parameter| 1 + count_in(&parameter["subParams"])).sum()
}

#[test]
fn every_reduced_document_is_read_to_the_last_parameter() {
    let files = files("corpus");
    let mut read = 0;
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let documents = documents(&text);
        assert_eq!(documents.len(), text.lines().count(), "{}", file.display());
        for (document, line) in documents.iter().zip(text.lines()) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(document.method, value["name"]);
            assert_eq!(count(&document.request), count_in(&value["requestParams"]), "{}", document.method);
            assert_eq!(count(&document.response), count_in(&value["responseParams"]), "{}", document.method);
            assert_eq!(document.doubts, [""; 0], "{}", document.method);
            read += 1;
        }
    }
    assert!(files.is_empty() || read == 3911, "{read}");
}

#[test]
fn every_raw_document_is_read_with_samples_and_authorization() {
    for file in files("samples") {
        let text = fs::read_to_string(file).unwrap();
        let document = document(&text);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document.method, value["name"]);
        assert_eq!(count(&document.request), count_in(&value["requestParams"]));
        assert_eq!(count(&document.response), count_in(&value["responseParams"]));
        assert!(document.authorization.is_some());
        assert_eq!(document.samples.xml.unwrap(), value["rspSampleXml"]);
        assert_eq!(document.samples.json.unwrap(), value["rspSampleJson"]);
    }
}
