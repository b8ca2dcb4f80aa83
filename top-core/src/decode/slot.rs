//! The place of one value, and how each type is read from it.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use super::members::{Elements, Entries, Members};
use super::place::{Path, Problem, State, TapeRef};
use super::scalar::{parse_boolean, parse_date, parse_integer};
use super::tape::{Node, Tape, index_of};
use crate::descriptor::{Descriptor, Form, Type};
use crate::wire::{DateTime, Decimal, File, Json, Wire};

/// How deep a body may be nested, JSON text inside strings included.
const MAX_DEPTH: u32 = 128;

/// Reads the node at `index` of `tape` as `T`.
///
/// A `strict` read wants every required field to be there, lists as well: requests are read so, while an answer
/// without a list has an empty one.
///
/// # Errors
///
/// Returns an error with the first problem, in the order of the declared fields.
pub(crate) fn read<T: Wire>(tape: &Tape<'_>, index: u32, strict: bool) -> Result<T, Box<Problem>> {
    let mut state = State { problem: None, strict };
    let value =
        T::read(Slot { tape, node: Some(index), form: Form::Plain, path: Path::root(), state: &mut state });
    match state.problem {
        None => Ok(value),
        Some(problem) => Err(problem),
    }
}

/// The place of one value: what is there, and where that is.
///
/// Every method consumes the slot and reads its value as one type, in all spellings that the wire knows for it. If the
/// value is missing or of another type, that is noted and something empty is returned.
pub struct Slot<'s> {
    pub(super) tape: &'s Tape<'s>,
    pub(super) node: Option<u32>,
    pub(super) form: Form,
    pub(super) path: Path<'s>,
    pub(super) state: &'s mut State,
}

impl fmt::Debug for Slot<'_> {
    /// Shows the wire path; the value is not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").field("path", &format_args!("{}", self.path)).finish_non_exhaustive()
    }
}

impl<'s> Slot<'s> {
    fn current(&self) -> &'s Node<'s> {
        const NULL: &Node<'static> = &Node::Null;
        self.node.map_or(NULL, |node| self.tape.node(node))
    }

    /// Returns whether there is no value: nothing, `null`, or blank text where the type is no text.
    pub fn is_absent(&self, ty: Type) -> bool {
        match self.current() {
            Node::Null => true,
            Node::String(text) | Node::Parameter(text) => {
                !matches!(ty.required(), Type::String) && text.trim().is_empty()
            }
            _ => false,
        }
    }

    /// Notes that the value is not what it should be: "expected `expected`".
    pub fn invalid(self, expected: &'static str) {
        let found = self.found();
        self.state.note(&self.path, expected, found);
    }

    /// Returns what is there, in words.
    fn found(&self) -> Option<&'static str> {
        self.node.map(|node| self.tape.kind(node).name())
    }

    /// Reads text: a string, a number digit for digit, a truth value, or the JSON text of anything else.
    pub fn string(self) -> String {
        match self.current() {
            Node::String(text) | Node::Parameter(text) => text.clone().into_owned(),
            Node::Null => {
                self.invalid("text");
                String::new()
            }
            _ => self.scalar_or_json_text(),
        }
    }

    fn scalar_or_json_text(self) -> String {
        let node = self.node.unwrap_or_default();
        self.tape.text(node).map_or_else(|| self.json_text(node), Cow::into_owned)
    }

    fn json_text(&self, node: u32) -> String {
        let mut text = Vec::new();
        self.tape.write_json(node, &mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Reads a whole number between `min` and `max`: a number, or its digits as text.
    pub fn number(self, min: i64, max: i64) -> i64 {
        let number = match self.current() {
            Node::Integer(number) => Some(*number),
            Node::Real(text) | Node::String(text) | Node::Parameter(text) => parse_integer(text),
            _ => None,
        };
        match number {
            None => self.invalid("a whole number"),
            Some(number) => match i64::try_from(number) {
                Ok(number) if (min..=max).contains(&number) => return number,
                _ => self.invalid(match max {
                    i64::MAX => "a whole number of at most 64 bits",
                    _ => "a whole number within the bounds of its type",
                }),
            },
        }
        min.max(0)
    }

    /// Reads a truth value: a boolean, the words `true` and `false` in any case, 1 and 0.
    pub fn boolean(self) -> bool {
        let value = match self.current() {
            Node::Boolean(value) => Some(*value),
            Node::Integer(0) => Some(false),
            Node::Integer(1) => Some(true),
            Node::String(text) | Node::Parameter(text) => parse_boolean(text),
            _ => None,
        };
        value.unwrap_or_else(|| {
            self.invalid("a boolean");
            false
        })
    }

    /// Reads a date: `yyyy-MM-dd HH:mm:ss`, or milliseconds since the Unix epoch as number or text.
    pub fn date(self) -> DateTime {
        let date = match self.current() {
            Node::Integer(millis) => i64::try_from(*millis).ok().and_then(DateTime::from_unix_millis),
            Node::String(text) | Node::Parameter(text) => parse_date(text),
            _ => None,
        };
        date.unwrap_or_else(|| {
            self.invalid("a date of the form `yyyy-MM-dd HH:mm:ss`");
            DateTime::MIN
        })
    }

    /// Reads a decimal: text or a number, digit for digit.
    pub fn decimal(self) -> Decimal {
        let text = match self.current() {
            Node::Integer(_) | Node::Real(_) => self.tape.text(self.node.unwrap_or_default()),
            Node::String(text) | Node::Parameter(text) => Some(Cow::Borrowed(text.trim())),
            _ => None,
        };
        match text {
            Some(text) if Decimal::is_decimal(&text) => Decimal::from_checked(text.into_owned()),
            _ => {
                self.invalid("a decimal number");
                Decimal::from(0)
            }
        }
    }

    /// Reads any JSON: as it stands, or from a string that holds the text of an object or an array.
    pub fn json(self) -> Json {
        let text = match self.current() {
            Node::Null if self.node.is_none() => {
                self.invalid("JSON");
                return Json::from_checked("null".to_owned());
            }
            Node::String(text) if text.trim_start().starts_with(['{', '[']) && Json::is_json(text) => {
                text.clone().into_owned()
            }
            Node::Parameter(text) if Json::is_json(text) => text.clone().into_owned(),
            Node::String(text) if self.form == Form::JsonText && Json::is_json(text) => {
                text.clone().into_owned()
            }
            Node::Parameter(_) => {
                self.invalid("JSON");
                return Json::from_checked("null".to_owned());
            }
            _ => self.json_text(self.node.unwrap_or_default()),
        };
        Json::from_checked(text)
    }

    /// Reads a file that came with the parameters of a request.
    pub fn file(self) -> File {
        #[cfg(feature = "sandbox")]
        if let Node::File(file) = self.current() {
            return (*file).clone();
        }
        self.invalid("a file");
        File::new("", Bytes::new())
    }

    /// Reads an object, one member after the other in the order of `descriptor`'s fields.
    ///
    /// # Panics
    ///
    /// Panics if the type is declared to contain itself without end, so that no value of it can exist: a required
    /// `Box<Self>` instead of an `Option<Box<Self>>`.
    pub fn members(self, descriptor: &'static Descriptor) -> Members<'s> {
        assert!(
            self.path.depth <= 8 * MAX_DEPTH,
            "`{}` contains itself without end: make the member an `Option<Box<_>>`",
            descriptor.name()
        );
        let (tape, object, path, state) =
            self.container("an object", |node| matches!(node, Node::Object { .. }));
        let position = object.map_or(0, |object| object + 1);
        Members { tape, object, position, fields: descriptor.fields(), path, state }
    }

    /// Reads a list of elements of the type `ty`.
    ///
    /// A list may be an array, or wrapped into an object as its one member, whatever that is called; null, an empty
    /// object and empty text are empty lists. As a parameter it is JSON text, or, of scalars, text with commas.
    pub fn elements(self, ty: Type) -> Elements<'s> {
        if let Node::Parameter(text) = self.current()
            && ty.is_scalar()
            && self.form != Form::JsonList
            && !text.trim().is_empty()
        {
            let tape = TapeRef::Owned(Tape::from_elements(text.split(',')));
            let (next, end) = (1, index_of(tape.nodes.len()));
            return Elements {
                tape,
                next,
                end,
                named: false,
                position: 0,
                path: self.path,
                state: self.state,
            };
        }
        if self.is_absent(Type::List(&Type::String)) {
            let tape = TapeRef::Borrowed(self.tape);
            return Elements {
                tape,
                next: 0,
                end: 0,
                named: false,
                position: 0,
                path: self.path,
                state: self.state,
            };
        }
        let (tape, list, path, state) =
            self.container("a list", |node| matches!(node, Node::Array { .. } | Node::Object { .. }));
        let range = match list {
            None => None,
            Some(list) => tape.list_range(list, ty).or_else(|| {
                state.note(&path, "a list", Some("an object"));
                None
            }),
        };
        let (next, end, named) = range.unwrap_or_default();
        Elements { tape, next, end, named, position: 0, path, state }
    }

    /// Reads an object whose member names are free.
    pub fn entries(self) -> Entries<'s> {
        let (tape, object, path, state) =
            self.container("an object", |node| matches!(node, Node::Object { .. }));
        let (next, end) = object.map_or((0, 0), |object| (object + 1, tape.after(object)));
        Entries { tape, next, end, path, state }
    }

    /// Finds the container at this place, parsing the JSON text of a string if it stands there instead.
    fn container(
        self,
        expected: &'static str,
        fits: fn(&Node<'_>) -> bool,
    ) -> (TapeRef<'s>, Option<u32>, Path<'s>, &'s mut State) {
        let node = self.current();
        if self.path.depth <= MAX_DEPTH {
            if fits(node) {
                return (TapeRef::Borrowed(self.tape), self.node, self.path, self.state);
            }
            if let Node::String(text) | Node::Parameter(text) = node
                && let Ok(tape) = Tape::parse_json(text)
                && fits(tape.node(0))
            {
                return (TapeRef::Owned(tape), Some(0), self.path, self.state);
            }
        }
        let found = self.found();
        let expected = if self.path.depth > MAX_DEPTH { "at most 128 levels" } else { expected };
        self.state.note(&self.path, expected, found);
        (TapeRef::Borrowed(self.tape), None, self.path, self.state)
    }
}
