//! Where modules go: to standard output, or to the files of a folder, of which none is lost.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use super::Problems;
use crate::command::terminal::print;
use crate::command::{Failure, note};
use crate::module::Module;
use crate::rust::Folder;

/// Writes modules one after another, each under the name of its file if there are several.
pub(super) fn to_stdout<'m>(
    sources: impl ExactSizeIterator<Item = (&'m Module, String)>,
) -> Result<(), Failure> {
    let is_one = sources.len() == 1;
    let mut text = String::new();
    for (module, source) in sources {
        if is_one {
            text = source;
        } else {
            let _ = write!(text, "// ==== {}.rs ====\n\n{source}\n", module.name);
        }
    }
    Ok(print(&text)?)
}

/// A folder that modules are written to, or compared with.
pub(super) struct Output<'a> {
    pub(super) folder: &'a Path,
    pub(super) check: bool,
    pub(super) force: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Written,
    Unchanged,
    Differs,
}

impl Output<'_> {
    /// Writes the modules, then the `mod.rs` that lists them, then says what was done and what is left to a human.
    pub(super) fn write<'m>(
        &self,
        sources: impl Iterator<Item = (&'m Module, String)>,
        problems: &mut Problems,
    ) -> Result<(), Failure> {
        if !self.check {
            fs::create_dir_all(self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        }
        let mut counts = [0_usize; 3];
        let mut todos = Vec::new();
        let mut added = Vec::new();
        for (module, source) in sources {
            let file = self.folder.join(format!("{}.rs", module.name));
            let outcome = self.put(&file, &source, problems)?;
            counts[outcome as usize] += 1;
            todos.extend(todo_lines(&file, &source));
            added.push(module);
        }
        self.put_folder(&added, problems)?;
        self.summarise(counts, &todos);
        Ok(())
    }

    fn put(&self, file: &Path, source: &str, problems: &mut Problems) -> Result<Outcome, Failure> {
        let present = read_if_there(file)?;
        if present.as_deref() == Some(source) {
            return Ok(Outcome::Unchanged);
        }
        if self.check {
            problems.count += 1;
            show_difference(file, present.as_deref(), source)?;
            return Ok(Outcome::Differs);
        }
        if present.is_some() && !self.force {
            problems.add(format!(
                "{}: is there and differs; `--check` shows how, `--force` overwrites it",
                file.display()
            ));
            return Ok(Outcome::Differs);
        }
        fs::write(file, source).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(Outcome::Written)
    }

    /// Adds the modules to the `mod.rs`, unless somebody wrote one of their own.
    fn put_folder(&self, added: &[&Module], problems: &mut Problems) -> Result<(), Failure> {
        let file = self.folder.join("mod.rs");
        let present = read_if_there(&file)?;
        let mut folder = match present.as_deref().map(Folder::read) {
            None => Folder::default(),
            Some(Some(folder)) => folder,
            Some(None) => {
                let is_listed = |module: &&&Module| {
                    let text = present.as_deref().unwrap_or_default();
                    text.contains(&format!("mod {};", module.name))
                };
                let missing: Vec<_> = added.iter().filter(|module| !is_listed(module)).collect();
                if !missing.is_empty() {
                    let lines: Vec<_> =
                        missing.iter().map(|module| format!("pub mod {};", module.name)).collect();
                    problems.add(format!(
                        "{}: is not as this command wrote it; add to it:\n{}",
                        file.display(),
                        lines.join("\n")
                    ));
                }
                return Ok(());
            }
        };
        for module in added {
            folder.add(module);
        }
        let source = folder.print();
        if present.as_deref() == Some(source.as_str()) {
            return Ok(());
        }
        if self.check {
            problems.count += 1;
            return show_difference(&file, present.as_deref(), &source);
        }
        fs::write(&file, source).map_err(|error| format!("{}: {error}", file.display()).into())
    }

    fn summarise(&self, [written, unchanged, differing]: [usize; 3], todos: &[String]) {
        let folder = self.folder.display();
        let counted =
            |count: usize| if count == 1 { "1 module".to_owned() } else { format!("{count} modules") };
        if self.check {
            note(format_args!("{} as documented, {differing} not, in {folder}", counted(unchanged)));
        } else {
            note(format_args!(
                "{} written to {folder}, {unchanged} unchanged, {differing} left alone",
                counted(written)
            ));
        }
        if !todos.is_empty() {
            note(format_args!("{} for you to judge:", todos.len()));
            todos.iter().for_each(note);
        }
    }
}

/// Returns the marked lines of a source, each with its place.
fn todo_lines(file: &Path, source: &str) -> Vec<String> {
    let lines: Vec<_> = source.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(todo) = line.trim_start().strip_prefix("// TODO(top): ") else { continue };
        let more = lines.iter().skip(index + 1).map_while(|line| line.trim_start().strip_prefix("//   "));
        let text = std::iter::once(todo).chain(more).collect::<Vec<_>>().join(" ");
        found.push(format!("  {}:{}: {text}", file.display(), index + 1));
    }
    found
}

fn read_if_there(file: &Path) -> Result<Option<String>, Failure> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", PathBuf::from(file).display()).into()),
    }
}

/// Shows the lines in which a file differs from what would be written, with `-` what is there.
fn show_difference(file: &Path, present: Option<&str>, source: &str) -> Result<(), Failure> {
    use anstyle::{AnsiColor, Style};
    let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
    let green = Style::new().fg_color(Some(AnsiColor::Green.into()));
    let mut stdout = anstream::stdout().lock();
    let name = file.display();
    match present {
        Some(_) => writeln!(stdout, "--- {name}\n+++ {name} (as documented)")?,
        None => writeln!(stdout, "--- /dev/null\n+++ {name} (as documented)")?,
    }
    let diff = TextDiff::from_lines(present.unwrap_or_default(), source);
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        writeln!(stdout, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ("-", red),
                ChangeTag::Insert => ("+", green),
                ChangeTag::Equal => (" ", Style::new()),
            };
            let line = change.value().trim_end_matches('\n');
            writeln!(stdout, "{style}{sign}{line}{style:#}")?;
        }
    }
    Ok(())
}
