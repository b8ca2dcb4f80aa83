//! Where in a crate a folder is.

use std::fs;
use std::path::{Component, Path};

use serde::Deserialize;

#[derive(Deserialize)]
struct Manifest {
    package: Option<Named>,
    lib: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

/// Returns the path of the module that `folder` is, `my_crate::apis`, if it is below the `src` of a library.
pub(super) fn module_path(folder: &Path) -> Option<String> {
    let folder = std::path::absolute(folder).ok()?;
    let root = folder.ancestors().find(|it| it.join("Cargo.toml").is_file())?;
    let source = root.join("src");
    if !source.join("lib.rs").is_file() {
        return None;
    }
    let inside = folder.strip_prefix(source).ok()?;
    let manifest: Manifest = toml::from_str(&fs::read_to_string(root.join("Cargo.toml")).ok()?).ok()?;
    let name = manifest.lib.and_then(|lib| lib.name).or(manifest.package?.name)?.replace('-', "_");
    let mut path = name;
    for component in inside.components() {
        let Component::Normal(name) = component else { return None };
        path.push_str("::");
        path.push_str(name.to_str()?);
    }
    Some(path)
}
