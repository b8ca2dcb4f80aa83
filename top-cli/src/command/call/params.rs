//! The parameters of a call: JSON that a person wrote.

use std::path::Path;

use anstyle::Style;
use top_core::File;
use top_core::descriptor::{Api, Type};
use top_core::dynamic::{DynamicObject, FromJsonError, JsonProblem, JsonProblemKind};

use crate::command::terminal::{NAME, Table, harmless_lines, pretty_json, shown};
use crate::command::{Failure, input};

/// Reads the parameters of `api` from JSON text, `@FILE` or `@-`; from nothing if there are none to be given.
pub(super) fn read(api: &Api, given: Option<&str>) -> Result<DynamicObject, Failure> {
    let text = match given {
        None => "{}".to_owned(),
        Some(given) => match given.strip_prefix('@') {
            Some(path) => input::read_text(Path::new(path))?,
            None => given.to_owned(),
        },
    };
    DynamicObject::from_json_with_files(api.request(), &text, &mut open).map_err(|error| {
        if given.is_none() { missing(api, &error).into() } else { problems(api, &error).into() }
    })
}

/// Opens the file that a value names.
fn open(text: &str) -> Result<File, String> {
    let path = text.strip_prefix('@').ok_or("a file is given by its path, as \"@PATH\"")?;
    let file = File::open(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(file.with_guessed_content_type())
}

fn problems(api: &Api, error: &FromJsonError) -> String {
    let method = api.method();
    let mut lines: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    let is_missing = |problem: &JsonProblem| problem.kind() == JsonProblemKind::Missing;
    let mut message = format!("--params for {method}:");
    if let [line] = lines.as_mut_slice() {
        message = format!("{message} {line}");
    } else {
        lines.insert(0, message);
        message = lines.join("\n  ");
    }
    if error.problems().iter().any(is_missing) {
        message = format!("{message}\n`cargo top show {method}` tells what there is");
    }
    harmless_lines(&message)
}

/// Lists what is missing where nothing was given, with a text to start from.
fn missing(api: &Api, error: &FromJsonError) -> String {
    let mut table = Table::default();
    for problem in error.problems() {
        let field = api.request().fields().iter().find(|field| field.wire_name() == problem.path());
        let (ty, docs) =
            field.map(|field| (field.ty().document_name(), shown(field.docs()))).unwrap_or_default();
        table.row([(problem.path(), NAME), (ty.as_str(), Style::new()), (docs.as_str(), Style::new())]);
    }
    let mut message = format!("{} needs parameters:\n", api.method());
    table.write(2, &mut message);
    message += "Give them by --params, for example:\n";
    message + &template(api)
}

/// Writes the documented examples of the parameters, as `--params` takes them.
fn template(api: &Api) -> String {
    let mut json = DynamicObject::example(api.request()).to_json().as_str().to_owned();
    for field in api.request().fields().iter().filter(|field| matches!(field.ty().required(), Type::File)) {
        let name = field.wire_name();
        json = json.replacen(&format!("\"{name}\":null"), &format!("\"{name}\":\"@PATH\""), 1);
    }
    pretty_json(&json)
}

#[cfg(test)]
mod tests {
    use top_core::TopApi;
    use top_core::value::Value;

    use super::*;

    #[derive(TopApi)]
    #[top(method = "taobao.picture.upload")]
    struct PictureUploadRequest {
        /// The picture (图片).
        img: File,
        #[top(example = "a title")]
        title: String,
    }

    #[test]
    fn a_file_is_a_path_behind_an_at_sign() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let read = |img: &str| {
            read(PictureUploadRequest::API, Some(&format!(r#"{{"title": "x", "img": "{img}"}}"#)))
                .map_err(|error| error.to_string())
        };

        let request = read(&format!("@{path}")).unwrap();
        assert!(
            matches!(request.get("img"), Value::File(file) if file.name() == "Cargo.toml" && !file.bytes().is_empty())
        );
        let error = read(path).unwrap_err();
        assert_eq!(
            error,
            "--params for taobao.picture.upload: img: a file is given by its path, as \"@PATH\""
        );
        assert!(read("@/nowhere/a.png").unwrap_err().contains("img: /nowhere/a.png: "));
    }

    #[test]
    fn the_text_to_start_from_has_a_place_for_a_file() {
        let error = read(PictureUploadRequest::API, None).unwrap_err().to_string();

        let error = anstream::adapter::strip_str(&error).to_string();
        assert_eq!(
            error,
            "taobao.picture.upload needs parameters:\n  img    byte[]  The picture (图片).\n  title  String\nGive them by \
             --params, for example:\n{\n  \"img\": \"@PATH\",\n  \"title\": \"a title\"\n}"
        );
    }
}
