//! The reader: where a read is, and how each type is read there, in all spellings that the wire knows for it.

use std::fmt;

use bytes::Bytes;

use super::frame::{Frame, Inside, Outer};
use super::scalar::{date_of_millis, parse_boolean, parse_date, parse_integer};
use super::tape::{Kind, Node, Tape, index_of};
use crate::descriptor::{Descriptor, Field, Form, Type};
use crate::wire::{DateTime, Decimal, File, Json, Wire};

/// How deep the declared structs and lists of a body may be nested, JSON text inside strings included.
///
/// The deepest documented API has 7 levels. A struct of hundreds of fields takes kilobytes of stack a level.
const MAX_DEPTH: usize = 64;

/// How much memory the elements of one list may take, in bytes.
const MAX_LIST_BYTES: usize = 512 * 1024 * 1024;

/// For how many bytes of elements room is made before any is read: a small body can announce a long list.
const MAX_ROOM: usize = 64 * 1024;

/// What was wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The wire path, for example `infos.items[3].user_id`; empty for the whole.
    pub(crate) path: String,
    /// What should have been there.
    pub(crate) expected: &'static str,
    /// What was there, `None` if nothing.
    pub(crate) found: Option<&'static str>,
}

/// Reads values, one place after the other.
///
/// Each method reads the value at the next place as one type. A struct asks for its members in the order of its table;
/// the reader finds them, whatever their order on the wire. If a value is missing or of another type, the first such
/// problem is noted with its wire path, and something empty is returned: the read goes on, and fails as a whole.
pub struct Reader<'t> {
    tape: Tape<'t>,
    /// The container that the read is in.
    frame: Frame,
    outer: Outer,
    next: Next,
    problem: Option<Box<Problem>>,
    strict: bool,
}

/// The node at the next place.
#[derive(Clone, Copy)]
enum Next {
    /// It was not looked for yet.
    Unknown,
    Found(Option<u32>),
}

impl fmt::Debug for Reader<'_> {
    /// Shows the wire path; the values are not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("path", &self.path()).finish_non_exhaustive()
    }
}

impl<'t> Reader<'t> {
    /// Starts to read the node at `root`.
    ///
    /// A `strict` read wants every required field to be there, lists as well: requests are read so, while an answer
    /// without a list has an empty one.
    pub(crate) fn new(tape: Tape<'t>, root: u32, strict: bool) -> Self {
        Self {
            tape,
            frame: Frame::NOTHING,
            outer: Outer::NONE,
            next: Next::Found(Some(root)),
            problem: None,
            strict,
        }
    }

    /// Ends the read.
    ///
    /// # Errors
    ///
    /// Returns an error with the first problem, in the order of the declared fields.
    pub(crate) fn finish(&mut self) -> Result<(), Box<Problem>> {
        self.problem.take().map_or(Ok(()), Err)
    }

    /// Returns whether there is no value at the next place: nothing, `null`, or blank text where the type is no text.
    ///
    /// The place stays the next one; [`skip`](Self::skip) passes it over.
    pub fn is_absent(&mut self, ty: Type) -> bool {
        let node = self.peek();
        let node = self.node(node);
        match node.kind {
            Kind::Null => true,
            Kind::String | Kind::Parameter => {
                let text = self.tape.str(node);
                // A graphic first byte settles it for nearly every text.
                !text.as_bytes().first().is_some_and(u8::is_ascii_graphic)
                    && !matches!(ty.required(), Type::String)
                    && text.trim().is_empty()
            }
            #[cfg(feature = "xml")]
            Kind::Blank => {
                !matches!(ty.required(), Type::String | Type::Object(_) | Type::List(_) | Type::Map(_))
            }
            _ => false,
        }
    }

    /// Passes over the next place.
    pub fn skip(&mut self) {
        self.advance();
    }

    /// Reads text: a string, a number digit for digit, a truth value, or the JSON text of anything else.
    pub fn string(&mut self) -> String {
        let node = self.advance();
        let found = self.node(node);
        match found.kind {
            Kind::String | Kind::Parameter => self.tape.str(found).to_owned(),
            Kind::Null => {
                self.note(node, "text");
                String::new()
            }
            #[cfg(feature = "spi")]
            Kind::File => {
                self.note(node, "text");
                String::new()
            }
            _ => {
                let node = node.unwrap_or_default();
                self.tape.text(node).map_or_else(|| self.tape.json_text(node), str::to_owned)
            }
        }
    }

    /// Reads a whole number between `min` and `max`: a number, or its digits as text.
    pub fn number(&mut self, min: i64, max: i64) -> i64 {
        let node = self.advance();
        let found = self.node(node);
        let number = match found.kind {
            Kind::Number | Kind::String | Kind::Parameter => parse_integer(self.tape.str(found)),
            _ => None,
        };
        let expected = match number.map(i64::try_from) {
            Some(Ok(number)) if (min..=max).contains(&number) => return number,
            None => "a whole number",
            Some(_) if max == i64::MAX => "a whole number of at most 64 bits",
            Some(_) => "a whole number within the bounds of its type",
        };
        self.note(node, expected);
        min.max(0)
    }

    /// Reads a truth value: a boolean, the words `true` and `false` in any case, 1 and 0.
    pub fn boolean(&mut self) -> bool {
        let node = self.advance();
        let found = self.node(node);
        let value = match found.kind {
            Kind::True => Some(true),
            Kind::False => Some(false),
            Kind::Number | Kind::String | Kind::Parameter => parse_boolean(self.tape.str(found)),
            _ => None,
        };
        value.unwrap_or_else(|| {
            self.note(node, "a boolean");
            false
        })
    }

    /// Reads a date: `yyyy-MM-dd HH:mm:ss`, or milliseconds since the Unix epoch as number or text.
    pub fn date(&mut self) -> DateTime {
        let node = self.advance();
        let found = self.node(node);
        let date = match found.kind {
            Kind::Number => self.tape.str(found).parse().ok().and_then(date_of_millis),
            Kind::String | Kind::Parameter => parse_date(self.tape.str(found)),
            _ => None,
        };
        date.unwrap_or_else(|| {
            self.note(node, "a date of the form `yyyy-MM-dd HH:mm:ss`");
            DateTime::MIN
        })
    }

    /// Reads a decimal: text or a number, digit for digit.
    pub fn decimal(&mut self) -> Decimal {
        let node = self.advance();
        let found = self.node(node);
        let text = match found.kind {
            Kind::Number | Kind::String | Kind::Parameter => Some(self.tape.str(found).trim()),
            _ => None,
        };
        match text {
            Some(text) if Decimal::is_decimal(text) => Decimal::from_checked(text.to_owned()),
            _ => {
                self.note(node, "a decimal number");
                Decimal::from(0)
            }
        }
    }

    /// Reads any JSON: as it stands, or from a string that holds the text of an object or an array.
    pub fn json(&mut self) -> Json {
        let is_text = self.form() == Form::JsonText;
        let node = self.advance();
        let found = self.node(node);
        let text = match found.kind {
            Kind::Null if node.is_none() => None,
            #[cfg(feature = "spi")]
            Kind::File => None,
            Kind::Parameter => {
                let text = self.tape.str(found);
                Json::is_json(text).then(|| text.to_owned())
            }
            Kind::String if is_text || self.tape.str(found).trim_start().starts_with(['{', '[']) => {
                let text = self.tape.str(found);
                let is_json = Json::is_json(text);
                Some(if is_json { text.to_owned() } else { self.tape.json_text(node.unwrap_or_default()) })
            }
            _ => Some(self.tape.json_text(node.unwrap_or_default())),
        };
        Json::from_checked(text.unwrap_or_else(|| {
            self.note(node, "JSON");
            "null".to_owned()
        }))
    }

    /// Reads a file that came with the parameters of a request.
    pub fn file(&mut self) -> File {
        let node = self.advance();
        #[cfg(feature = "spi")]
        if let Some(file) = self.tape.file(self.node(node)) {
            return file.clone();
        }
        self.note(node, "a file");
        File::new("", Bytes::new())
    }

    /// Reads the next place as a `T`.
    pub fn read<T: Wire>(&mut self) -> T {
        T::read(self)
    }

    /// Steps into an object; the next places are its members, in the order of `descriptor`'s fields. After the last of
    /// them the read goes on behind the object.
    ///
    /// # Panics
    ///
    /// Panics if the type is declared to contain itself without end, so that no value of it can exist: a required
    /// `Box<Self>` instead of an `Option<Box<Self>>`.
    pub fn enter_object(&mut self, descriptor: &'static Descriptor) {
        assert!(
            self.outer.count() <= 8 * MAX_DEPTH,
            "`{}` contains itself without end: make the member an `Option<Box<_>>`",
            descriptor.name()
        );
        let object = self.container("an object", is_object);
        let (start, end) = object.map_or((0, 0), |object| (object + 1, self.tape.after(object)));
        let fields = descriptor.fields();
        self.enter(Frame::new(start, end, Inside::Object { fields, next: 0 }));
    }

    /// Steps into a list and returns for how many elements of the type `ty`, of `element_bytes` bytes each, to make room
    /// at once. [`enter_element`](Self::enter_element) goes to each of them.
    ///
    /// A list may be an array, or wrapped into an object as its one member, whatever that is called; null, an empty
    /// object and empty text are empty lists. As a parameter it is JSON text, or, of scalars, text with commas.
    pub fn enter_list(&mut self, ty: Type, element_bytes: usize) -> usize {
        self.leave_objects();
        let is_json_list = self.form() == Form::JsonList;
        let list = if self.is_absent(Type::List(&Type::String)) {
            self.skip();
            None
        } else {
            let node = self.peek();
            match self.node(node) {
                &elements if elements.kind == Kind::Parameter && ty.is_scalar() && !is_json_list => {
                    self.advance();
                    Some(self.tape.append_list(&elements))
                }
                _ => self.container("a list", |kind| kind == Kind::Array || is_object(kind)),
            }
        };
        let range = match list {
            None => None,
            Some(list) => self.tape.list_range(list, ty).or_else(|| {
                self.note(Some(list), "a list");
                None
            }),
        };
        let (start, end, named) = range.unwrap_or_default();
        self.enter(Frame::new(start, end, Inside::List { named, next: 0 }));
        let step = u32::from(named);
        let (mut at, mut count) = (start, 0);
        while at < end {
            at = self.tape.after(at + step);
            count += 1;
        }
        // A few bytes of text can stand for a large struct.
        if element_bytes.saturating_mul(count) > MAX_LIST_BYTES {
            self.note(None, "a list of at most 512 MiB in memory");
        }
        count.min(MAX_ROOM / element_bytes.max(1))
    }

    /// Steps into an object whose member names are free. [`enter_element`](Self::enter_element) goes to each member.
    pub fn enter_map(&mut self) {
        let object = self.container("an object", is_object);
        let (start, end) = object.map_or((0, 0), |object| (object + 1, self.tape.after(object)));
        self.enter(Frame::new(start, end, Inside::Map));
    }

    /// Goes to the next element of the list or map that was entered last, or steps out of it and returns `false` if there
    /// is none, or if something was wrong before: the read has failed then, and what it gives means nothing.
    pub fn enter_element(&mut self) -> bool {
        self.leave_objects();
        if self.frame.entered == Some(self.frame.at) {
            // The element was not read; the next one is behind it all the same.
            self.skip();
        }
        if self.frame.at < self.frame.end && self.problem.is_none() {
            self.frame.entered = Some(self.frame.at);
            return true;
        }
        self.next = Next::Unknown;
        self.leave();
        false
    }

    /// Returns the name of the member at the next place of a map.
    pub fn member_name(&mut self) -> String {
        let name = self.tape.node(self.frame.at);
        if name.kind == Kind::Name { self.tape.str(name).to_owned() } else { String::new() }
    }

    fn enter(&mut self, frame: Frame) {
        self.outer.push(self.frame);
        self.frame = frame;
    }

    fn leave(&mut self) {
        self.outer.pop_into(&mut self.frame);
    }

    /// Steps out of the objects that were read to their last field.
    #[inline]
    fn leave_objects(&mut self) {
        while self.frame.is_done() {
            self.leave();
        }
    }

    /// Finds the container at the next place, parsing the JSON text of a string if it stands there instead.
    fn container(&mut self, expected: &'static str, fits: fn(Kind) -> bool) -> Option<u32> {
        let node = self.advance();
        if self.outer.count() > MAX_DEPTH {
            self.note(node, "at most 64 levels");
            return None;
        }
        let found = self.node(node);
        if fits(found.kind) {
            return node;
        }
        if matches!(found.kind, Kind::String | Kind::Parameter) {
            let text = self.tape.str(found).to_owned();
            if let Ok(inner) = Tape::parse_json(&text)
                && fits(inner.node(0).kind)
            {
                return Some(self.tape.append(&inner));
            }
        }
        self.note(node, expected);
        None
    }

    #[inline]
    fn node(&self, node: Option<u32>) -> &Node<'t> {
        node.map_or(&Node::NULL, |node| self.tape.node(node))
    }

    fn form(&self) -> Form {
        match self.frame.inside {
            Inside::Object { fields, next } => fields.get(next as usize).map_or(Form::Plain, Field::form),
            _ => Form::Plain,
        }
    }

    /// Finds the node at the next place.
    #[inline]
    fn peek(&mut self) -> Option<u32> {
        match self.next {
            Next::Found(node) => node,
            Next::Unknown => self.look_up(),
        }
    }

    #[inline(never)]
    fn look_up(&mut self) -> Option<u32> {
        self.leave_objects();
        let node = self.frame.find(&self.tape);
        self.next = Next::Found(node);
        node
    }

    /// Finds the node at the next place and goes on to the one behind it.
    #[inline]
    fn advance(&mut self) -> Option<u32> {
        let node = self.peek();
        self.next = Next::Unknown;
        if self.frame.advance(&self.tape, node) && self.strict {
            self.note(None, "a required member");
        }
        node
    }

    /// Notes what is wrong at the place that was read last, unless something was wrong before.
    fn note(&mut self, node: Option<u32>, expected: &'static str) {
        if self.problem.is_none() {
            let found = node.map(|node| self.tape.kind(node).name());
            self.problem = Some(Box::new(Problem { path: self.path(), expected, found }));
        }
    }

    /// Returns the wire path of the place that was read last.
    fn path(&self) -> String {
        let mut path = String::new();
        for frame in self.outer.iter().chain([&self.frame]) {
            frame.write_step(&self.tape, &mut path);
        }
        path
    }
}

/// Returns whether the node holds members, or would if there were any.
fn is_object(kind: Kind) -> bool {
    match kind {
        Kind::Object => true,
        #[cfg(feature = "xml")]
        Kind::Blank => true,
        _ => false,
    }
}

impl Tape<'_> {
    /// Returns the JSON text of the node at `node`.
    pub(crate) fn json_text(&self, node: u32) -> String {
        let mut text = Vec::new();
        self.write_json(node, &mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Appends a list by the texts of its elements, which have commas between them, and returns where it starts.
    fn append_list(&mut self, elements: &Node<'_>) -> u32 {
        let base = index_of(self.nodes.len());
        let elements = self.str(elements).to_owned();
        self.nodes.push(Node::NULL);
        for element in elements.split(',') {
            let element = self.keep(Kind::Parameter, element);
            self.nodes.push(element);
        }
        self.nodes[base as usize] = Node::container(Kind::Array, index_of(self.nodes.len()));
        base
    }
}
