//! Reading from JSON text that a person wrote: a mistake is never lost.

use std::fmt;

use super::read::read_object;
use super::{DynamicObject, is_same, nearest};
use crate::decode::{Misfit, MisfitKind, ParseError, Reader, Tape};
use crate::descriptor::{Api, Descriptor, Field};
use crate::error::ConfigurationError;
use crate::wire::File;

impl DynamicObject {
    /// Reads the struct that `descriptor` describes from JSON text, its members by their wire names.
    ///
    /// Each value is read as leniently as in an answer, `"3"` as a number for example. A member that is not declared, or
    /// there twice, is an error: nothing of what was written is lost. So is a required member that is not there; a list
    /// may be missing where `descriptor` is not that of a request.
    ///
    /// # Errors
    ///
    /// Returns an error with the line and the column if the text is no JSON, and otherwise with everything that is missing,
    /// twice there or unknown, or with the first value that is of another type.
    pub fn from_json(descriptor: &'static Descriptor, text: &str) -> Result<Self, FromJsonError> {
        from_json(descriptor, text, None)
    }

    /// Reads the request that `descriptor` describes from JSON text, as [`from_json`](Self::from_json) does, and its files
    /// by `open`, which is given what stands in the JSON in place of each: its path, most likely.
    ///
    /// # Errors
    ///
    /// Returns an error as `from_json` does, and one with the words of `open` for every file that it does not open.
    pub fn from_json_with_files(
        descriptor: &'static Descriptor,
        text: &str,
        open: &mut dyn FnMut(&str) -> Result<File, String>,
    ) -> Result<Self, FromJsonError> {
        from_json(descriptor, text, Some(open))
    }

    /// Checks that this is a request of `api`: of a struct with the same members.
    pub(crate) fn check_belongs_to(&self, api: &'static Api) -> Result<(), ConfigurationError> {
        let (own, wanted) = (self.descriptor, api.request());
        if own.is_request() && is_same(own, wanted) {
            return Ok(());
        }
        let (method, wanted, own) = (api.method(), wanted.name(), own.name());
        Err(ConfigurationError::new(format!("{method} is called with a `{wanted}`, and this is a `{own}`")))
    }
}

type Open<'o> = &'o mut dyn FnMut(&str) -> Result<File, String>;

fn from_json(
    descriptor: &'static Descriptor,
    text: &str,
    open: Option<Open<'_>>,
) -> Result<DynamicObject, FromJsonError> {
    let fail = |problems| Err(FromJsonError { name: descriptor.name(), problems });
    let tape = match Tape::parse_strict_json(text) {
        Ok(tape) => tape,
        Err(error) => return fail(vec![JsonProblem::of_text(error)]),
    };
    let is_strict = descriptor.is_request();
    let misfits = tape.misfits(descriptor, is_strict);
    if !misfits.is_empty() {
        return fail(misfits.into_iter().map(JsonProblem::of_member).collect());
    }
    let mut unopened = Vec::new();
    let mut reader = Reader::new(tape, 0, is_strict);
    reader.enter_object(descriptor);
    let object = match open {
        None => read_object(&mut reader, descriptor, &mut None),
        Some(open) => {
            let mut open = |name: &'static str, text: &str| {
                open(text).unwrap_or_else(|message| {
                    unopened.push(JsonProblem {
                        path: name.to_owned(),
                        kind: JsonProblemKind::File,
                        message,
                    });
                    File::new("", Vec::new())
                })
            };
            read_object(&mut reader, descriptor, &mut Some(&mut open))
        }
    };
    if let Err(problem) = reader.finish() {
        let message = format!("expected {}, found {}", problem.expected, problem.found.unwrap_or("nothing"));
        unopened.insert(0, JsonProblem { path: problem.path, kind: JsonProblemKind::Type, message });
    }
    if unopened.is_empty() { Ok(object) } else { fail(unopened) }
}

/// Why JSON text is not the struct that it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromJsonError {
    name: &'static str,
    problems: Vec<JsonProblem>,
}

/// One thing that is wrong with JSON text. It holds no value of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonProblem {
    path: String,
    kind: JsonProblemKind,
    message: String,
}

/// What is wrong with JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonProblemKind {
    /// It is no JSON.
    Syntax,
    /// A member is not declared.
    Unknown,
    /// A member is there twice.
    Twice,
    /// A required member is not there.
    Missing,
    /// A value is of another type.
    Type,
    /// A file cannot be opened.
    File,
}

impl FromJsonError {
    /// Returns the name of the struct.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns what is wrong, at least one thing, in the order of the text where it is there.
    pub fn problems(&self) -> &[JsonProblem] {
        &self.problems
    }
}

impl JsonProblem {
    /// Returns the wire path of the member, for example `infos.items[3].user_id`; empty if it is the text as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what is wrong.
    pub fn kind(&self) -> JsonProblemKind {
        self.kind
    }

    /// Returns what is wrong in words.
    pub fn message(&self) -> &str {
        &self.message
    }

    fn of_text(error: ParseError) -> Self {
        let message = match error {
            ParseError::Syntax(problem) => format!("this is no JSON: {problem}"),
            ParseError::TooDeep => "the JSON is nested too deeply".to_owned(),
        };
        Self { path: String::new(), kind: JsonProblemKind::Syntax, message }
    }

    fn of_member(Misfit { path, kind }: Misfit) -> Self {
        let (kind, message) = match kind {
            MisfitKind::Missing => (JsonProblemKind::Missing, "is required, and not there".to_owned()),
            MisfitKind::Twice => (JsonProblemKind::Twice, "is there twice".to_owned()),
            MisfitKind::Unknown(descriptor) => (JsonProblemKind::Unknown, unknown(&path, descriptor)),
        };
        Self { path, kind, message }
    }
}

/// Says what there is in place of the unknown member at the end of `path`.
fn unknown(path: &str, descriptor: &'static Descriptor) -> String {
    let name = path.rsplit('.').next().unwrap_or_default();
    let names = descriptor.fields().iter().map(Field::wire_name);
    if let Some(meant) = nearest(name, names.clone()) {
        return format!("is unknown; did you mean `{meant}`?");
    }
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    let has = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    format!("is unknown; `{}` has {has}", descriptor.name())
}

impl fmt::Display for JsonProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for FromJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the JSON is no `{}`:", self.name)?;
        match self.problems.as_slice() {
            [problem] => write!(f, " {problem}"),
            problems => problems.iter().try_for_each(|problem| write!(f, "\n  {problem}")),
        }
    }
}

impl std::error::Error for FromJsonError {}
