//! Prints the `mod.rs` of a folder of modules.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::docs;
use crate::module::Module;

/// The modules of a folder, which its `mod.rs` lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folder {
    by_method: BTreeMap<String, Entry>,
}

/// One module of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of the module.
    pub module: String,
    /// The Chinese name of the API, as Markdown.
    pub title: String,
    /// The name of the request.
    pub request: String,
}

impl Folder {
    /// Reads what a `mod.rs` that was printed by [`print`](Self::print) lists; [`None`] if it is any other text.
    pub fn read(source: &str) -> Option<Self> {
        let mut folder = Self::default();
        for line in source.lines() {
            let Some(row) = line.strip_prefix("//! | `").and_then(|row| row.strip_suffix("`] |")) else {
                continue;
            };
            let (method, row) = row.split_once('`')?;
            let (title, row) = row.split_once(" | [`")?;
            let (module, request) = row.split_once("`] | [`")?;
            let entry = Entry {
                module: module.to_owned(),
                title: title.trim().to_owned(),
                request: request.to_owned(),
            };
            folder.by_method.insert(method.to_owned(), entry);
        }
        (folder.print() == source).then_some(folder)
    }

    /// Adds a module, in place of the one that declares the same API.
    pub fn add(&mut self, module: &Module) {
        let entry = Entry {
            module: module.name.clone(),
            title: docs::inline(&module.title),
            request: module.request().map(|request| request.name.clone()).unwrap_or_default(),
        };
        self.by_method.insert(module.method.clone(), entry);
    }

    /// Iterates over the methods and their modules, in ascending order of the methods.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.by_method.iter().map(|(method, entry)| (method.as_str(), entry))
    }

    /// Prints the `mod.rs`.
    pub fn print(&self) -> String {
        let mut source = "//! APIs of the Taobao Open Platform (TOP, 淘宝开放平台).\n//!\n//! | method | module | request |\n\
                          //! |---|---|---|\n"
            .to_owned();
        for (method, Entry { module, title, request }) in self.iter() {
            let blank = if title.is_empty() { "" } else { " " };
            let _ = writeln!(source, "//! | `{method}`{blank}{title} | [`{module}`] | [`{request}`] |");
        }
        source.push('\n');
        let mut modules: Vec<_> = self.by_method.values().collect();
        modules.sort_by(|one, other| one.module.cmp(&other.module));
        for entry in &modules {
            let _ = writeln!(source, "pub mod {};", entry.module);
        }
        source.push_str("\nuse top_core::TopApi;\nuse top_core::describe::Registry;\n\n");
        for Entry { module, request, .. } in &modules {
            // Two methods may differ by no more than a hyphen.
            if modules.iter().filter(|it| it.request == *request).count() == 1 {
                let _ = writeln!(source, "pub use self::{module}::{request};");
            }
        }
        source.push_str(
            "\n/// Every API of this module, in ascending order of the methods.\n\
             pub static APIS: Registry = Registry::new(&[\n",
        );
        for entry in self.by_method.values() {
            let _ = writeln!(source, "    {}::{}::API,", entry.module, entry.request);
        }
        source.push_str("]);\n");
        source
    }
}
