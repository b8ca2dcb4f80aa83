//! The reader: where a read is, and how each type is read there, in all spellings that the wire knows for it.

mod text;

mod values;

use std::fmt;

use self::text::Text;
pub(crate) use self::text::{Around, RequestId, for_each_plain_member};
use super::frame::{Frame, Inside, Outer};
use super::tape::{Kind, Node, Tape, index_of};
use crate::descriptor::{Descriptor, Field, Form, Type};
use crate::wire::Wire;

/// How deep the declared structs and lists of a body may be nested, JSON text inside strings included.
///
/// The deepest documented API has 7 levels. A struct of hundreds of fields takes kilobytes of stack a level.
const MAX_DEPTH: usize = 64;

/// Any container: what is empty is the same of all.
const CONTAINER: Type = Type::List(&Type::String);

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
    /// What is not parsed yet, and goes onto the tape only if it must.
    text: Text<'t>,
    tape: Tape<'t>,
    /// The container that the read is in.
    frame: Frame,
    outer: Outer,
    /// What is at the next place, unless it was not looked for yet.
    next: Option<Found<'t>>,
    problem: Option<Box<Problem>>,
    strict: bool,
}

/// What is at a place.
#[derive(Clone, Copy)]
struct Found<'t> {
    node: Node<'t>,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// There is none.
    Nowhere,
    /// A node of the tape.
    Tape(u32),
    /// A scalar that was in the text.
    Text,
    /// A container in the text, whose inside was not parsed yet.
    Unopened,
}

impl Found<'_> {
    const NOTHING: Self = Self { node: Node::NULL, place: Place::Nowhere };
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
        let next = Some(Found { node: *tape.node(root), place: Place::Tape(root) });
        let (frame, outer) = (Frame::NOTHING, Outer::NONE);
        Self { text: Text::NONE, tape, frame, outer, next, problem: None, strict }
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
        let found = self.peek();
        self.is_empty(&found.node, ty)
    }

    #[inline]
    fn is_empty(&self, node: &Node<'t>, ty: Type) -> bool {
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
        let fields = descriptor.fields();
        if self.enters_text_object(fields) {
            return;
        }
        let object = self.container("an object", is_object);
        let (start, end) = object.map_or((0, 0), |object| (object + 1, self.tape.after(object)));
        self.enter(Frame::new(start, end, Inside::Object { fields }));
    }

    /// Steps into an object, unless the next place [is absent](Self::is_absent), and returns whether it did.
    pub(crate) fn enter_optional_object(&mut self, descriptor: &'static Descriptor) -> bool {
        let found = self.peek();
        let is_there = !self.is_empty(&found.node, CONTAINER);
        if is_there {
            self.enter_object(descriptor);
        } else {
            self.skip();
        }
        is_there
    }

    /// Steps into a list and returns for how many elements of the type `ty`, of `element_bytes` bytes each, to make room
    /// at once. [`enter_element`](Self::enter_element) goes to each of them.
    ///
    /// A list may be an array, or wrapped into an object as its one member, whatever that is called; null, an empty
    /// object and empty text are empty lists. As a parameter it is JSON text, or, of scalars, text with commas.
    pub fn enter_list(&mut self, ty: Type, element_bytes: usize) -> usize {
        let next = self.peek();
        if self.enters_text_list(element_bytes) {
            // Their number is not known before their end.
            return 0;
        }
        let is_json_list = self.form() == Form::JsonList;
        let list = if self.is_absent(CONTAINER) {
            self.skip();
            None
        } else if next.node.kind == Kind::Parameter && ty.is_scalar() && !is_json_list {
            self.advance();
            Some(self.tape.append_list(&next.node))
        } else {
            self.container("a list", |kind| kind == Kind::Array || is_object(kind))
        };
        let range = match list {
            None => None,
            Some(list) => self.tape.list_range(list, ty).or_else(|| {
                self.note(Found { node: *self.tape.node(list), place: Place::Tape(list) }, "a list");
                None
            }),
        };
        let (start, end, named) = range.unwrap_or_default();
        self.enter(Frame::new(start, end, Inside::List { named }));
        let step = u32::from(named);
        let (mut at, mut count) = (start, 0);
        while at < end {
            at = self.tape.after(at + step);
            count += 1;
        }
        // A few bytes of text can stand for a large struct.
        if element_bytes.saturating_mul(count) > MAX_LIST_BYTES {
            self.note(Found::NOTHING, "a list of at most 512 MiB in memory");
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
        if self.next.is_some() || self.frame.entered == Some(self.position()) {
            // The element was not read; the next one is behind it all the same.
            self.skip();
        }
        if self.has_element() && self.problem.is_none() {
            self.frame.entered = Some(self.position());
            return true;
        }
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

    #[inline]
    fn leave(&mut self) {
        if self.frame.closing().is_some() {
            self.leave_text();
        } else {
            self.outer.pop_into(&mut self.frame);
        }
    }

    /// Steps out of the objects that were read to their last field.
    #[inline]
    fn leave_objects(&mut self) {
        while self.frame.is_done() {
            self.leave();
        }
    }

    /// Returns whether there is another element, where one was gone to last or is gone to first.
    fn has_element(&self) -> bool {
        match self.frame.inside {
            Inside::Elements { .. } => self.text.byte().is_some_and(|byte| byte != b']'),
            _ => self.frame.at < self.frame.end,
        }
    }

    /// Returns where the read is, on the tape or in the text.
    fn position(&self) -> usize {
        if self.frame.closing().is_some() { self.text.at } else { self.frame.at as usize }
    }

    /// Finds the container at the next place, parsing the JSON text of a string if it stands there instead.
    fn container(&mut self, expected: &'static str, fits: fn(Kind) -> bool) -> Option<u32> {
        let found = self.advance();
        if self.outer.count() > MAX_DEPTH {
            self.note(found, "at most 64 levels");
            return None;
        }
        if fits(found.node.kind)
            && let Place::Tape(container) = found.place
        {
            return Some(container);
        }
        if matches!(found.node.kind, Kind::String | Kind::Parameter) {
            let text = self.tape.str(&found.node).to_owned();
            if let Ok(inner) = Tape::parse_json(&text)
                && fits(inner.node(0).kind)
            {
                return Some(self.tape.append(&inner));
            }
        }
        self.note(found, expected);
        None
    }

    fn form(&self) -> Form {
        match self.frame.inside {
            Inside::Object { fields } | Inside::Members { fields } => {
                fields.get(self.frame.next as usize).map_or(Form::Plain, Field::form)
            }
            _ => Form::Plain,
        }
    }

    /// Finds what is at the next place, which stays the next one.
    #[inline]
    fn peek(&mut self) -> Found<'t> {
        if let Some(found) = self.next {
            return found;
        }
        let found = self.look_up();
        self.next = Some(found);
        found
    }

    #[inline(never)]
    fn look_up(&mut self) -> Found<'t> {
        self.leave_objects();
        match self.frame.inside {
            Inside::Members { fields } => self.look_up_member(fields),
            Inside::Elements { .. } => self.look_up_element(),
            _ => self.look_up_on_tape(),
        }
    }

    fn look_up_on_tape(&mut self) -> Found<'t> {
        match self.frame.find(&self.tape) {
            Some(node) => Found { node: *self.tape.node(node), place: Place::Tape(node) },
            None => Found::NOTHING,
        }
    }

    /// Finds what is at the next place and goes on to the one behind it.
    #[inline]
    fn advance(&mut self) -> Found<'t> {
        let mut found = match self.next.take() {
            Some(found) => found,
            None => self.look_up(),
        };
        self.frame.next += 1;
        match found.place {
            Place::Text => {}
            Place::Tape(node) => self.frame.at = self.tape.after(node),
            Place::Unopened => found = self.move_value(),
            Place::Nowhere => {
                if self.strict && self.frame.was_required() {
                    self.note(found, "a required member");
                }
            }
        }
        found
    }

    /// Notes what is wrong at the place that was read last, unless something was wrong before.
    #[cold]
    fn note(&mut self, found: Found<'t>, expected: &'static str) {
        self.text.give_up();
        if self.problem.is_none() {
            let found = (found.place != Place::Nowhere).then(|| found.node.kind().name());
            self.problem = Some(Box::new(Problem { path: self.path(), expected, found }));
        }
    }

    /// Returns the JSON text of what was found.
    fn json_text(&mut self, found: Found<'t>) -> String {
        let node = if let Place::Tape(node) = found.place {
            node
        } else {
            self.tape.nodes.push(found.node);
            index_of(self.tape.nodes.len() - 1)
        };
        self.tape.json_text(node)
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
