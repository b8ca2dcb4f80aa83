//! Reading text while it is parsed, for which nearly every answer is plain enough.
//!
//! As long as the members of an object come in the order of its table, each is read where it stands. What is not so plain
//! goes onto the tape, and is read from there: the rest of an object from the first member that is not the next of the
//! table, or a value in another shape. At the first thing that is wrong the read is given up; by the tape of the whole it is found out what.

use super::{Found, MAX_LIST_BYTES, Place, Reader};
use crate::decode::frame::{Frame, Inside, Outer};
use crate::decode::json::{Parser, find_delimiter, peek};
use crate::decode::tape::{Kind, MAX_LEVELS, Node, Tape};
use crate::descriptor::Field;

/// The member of a response that the platform adds to what is declared.
const REQUEST_ID: &str = "request_id";

/// Text of which a part was read.
pub(super) struct Text<'t> {
    source: &'t str,
    /// Where the next name, value or end of a container is.
    pub(super) at: usize,
    around: Around,
    request_id: Option<Node<'t>>,
    is_given_up: bool,
}

/// What is around the object that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Around {
    Nothing,
    /// An object of which it is the one member.
    Wrapper,
}

impl<'t> Text<'t> {
    pub(super) const NONE: Self = Self::new("", 0, Around::Nothing);

    const fn new(source: &'t str, at: usize, around: Around) -> Self {
        Self { source, at, around, request_id: None, is_given_up: false }
    }

    /// Has nothing read any more.
    #[cold]
    pub(super) fn give_up(&mut self) {
        (self.source, self.at, self.is_given_up) = ("", 0, true);
    }

    /// Returns the byte that is read next, which is no white space; nothing once the read was given up.
    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// Returns how many bytes were not read yet.
    fn rest(&self) -> usize {
        self.source.len().saturating_sub(self.at)
    }

    /// Goes into the container at hand.
    #[inline]
    fn open(&mut self, is_object: bool) {
        match peek(self.source, self.at + 1) {
            Some((next, at)) if !is_object || matches!(next, b'"' | b'}') => self.at = at,
            _ => self.give_up(),
        }
    }

    /// Goes to what follows a value that ends at `end`, inside of what `closing` closes.
    #[inline]
    fn pass_separator(&mut self, end: usize, closing: u8) {
        let bytes = self.source.as_bytes();
        match bytes.get(end) {
            Some(&next) if next == closing => self.at = end,
            Some(b',') if bytes.get(end + 1) == Some(&b'"') => self.at = end + 1,
            _ => self.pass_any_separator(end, closing),
        }
    }

    #[inline(never)]
    fn pass_any_separator(&mut self, end: usize, closing: u8) {
        match peek(self.source, end) {
            Some((next, at)) if next == closing => self.at = at,
            Some((b',', comma)) => match peek(self.source, comma + 1) {
                Some((next, at)) if next == b'"' || closing == b']' && next != b']' => self.at = at,
                _ => self.give_up(),
            },
            _ => self.give_up(),
        }
    }

    /// Returns the string that begins with the quote at `quote`, and where it ends, if it has no escapes.
    #[inline]
    fn plain_string(&self, quote: usize) -> Option<(&'t str, usize)> {
        let end = find_delimiter(self.source.as_bytes(), quote + 1)?;
        let is_plain = self.source.as_bytes()[end] == b'"';
        is_plain.then(|| (&self.source[quote + 1..end], end + 1))
    }

    /// Returns where the value is of the member at hand, if that is called `name`.
    #[inline]
    fn value_of(&self, name: &str) -> Option<usize> {
        let rest = self.source.as_bytes().get(self.at + 1..)?;
        let (same, rest) = rest.split_at_checked(name.len())?;
        if same != name.as_bytes() {
            return None;
        }
        let quote = self.at + 1 + name.len();
        if let [b'"', b':', ..] = rest { Some(quote + 2) } else { self.behind_name(quote) }
    }

    /// Returns where the value may be of the member whose name ends at `quote`.
    fn behind_name(&self, quote: usize) -> Option<usize> {
        match peek(self.source, quote + 1)? {
            (b':', colon) if self.source.as_bytes()[quote] == b'"' => Some(colon + 1),
            _ => None,
        }
    }

    /// Takes notice of a member of the object that the read started with, which was not asked for.
    fn see(&mut self, name: &str, value: Node<'t>) {
        if name == REQUEST_ID {
            self.request_id.get_or_insert(value);
        } else if self.around == Around::Nothing && name.ends_with("_response") {
            // It may be what should have been read.
            self.give_up();
        }
    }

    /// Finds the list inside of the object at hand, which is its one member.
    fn wrapped_list(&self) -> Option<usize> {
        let (_, quote) = peek(self.source, self.at + 1).filter(|&(next, _)| next == b'"')?;
        let (_, end) = self.plain_string(quote)?;
        let (next, list) = peek(self.source, self.behind_name(end - 1)?)?;
        (next == b'[').then_some(list)
    }

    /// Goes behind what is around the object that was read, and returns whether all of the text was read.
    fn is_at_end(&self) -> bool {
        let end = match self.around {
            Around::Nothing => Some(self.at),
            Around::Wrapper => match peek(self.source, self.at) {
                Some((b'}', at)) => Some(at + 1),
                _ => None,
            },
        };
        !self.is_given_up && end.is_some_and(|end| peek(self.source, end).is_none())
    }
}

/// Visits names and values of the object at `at`, the one member of another, as long as each is text without escapes or
/// a whole number; returns `None` if anything else is there.
pub(crate) fn for_each_plain_member<'t>(
    source: &'t str,
    at: usize,
    mut visit: impl FnMut(&'t str, &'t str),
) -> Option<()> {
    let mut text = Text::new(source, at, Around::Wrapper);
    text.byte().filter(|&byte| byte == b'{')?;
    text.open(true);
    while text.byte() == Some(b'"') {
        let (name, end) = text.plain_string(text.at)?;
        let (next, start) = peek(source, text.behind_name(end - 1)?)?;
        let (value, end) = match next {
            b'"' => text.plain_string(start)?,
            b'1'..=b'9' => {
                let digits = source[start..].bytes().take_while(u8::is_ascii_digit).count();
                (&source[start..start + digits], start + digits)
            }
            _ => return None,
        };
        text.pass_separator(end, b'}');
        visit(name, value);
    }
    text.at += 1;
    text.is_at_end().then_some(())
}

impl<'t> Reader<'t> {
    /// Starts to read the object at `at`, which is not on a tape, if there is one.
    pub(crate) fn of_text(source: &'t str, at: usize, around: Around) -> Option<Self> {
        let text = Text::new(source, at, around);
        text.byte().filter(|&byte| byte == b'{')?;
        Some(Self {
            text,
            tape: Tape::default(),
            frame: Frame::NOTHING,
            outer: Outer::NONE,
            next: Some(Found { node: Node::container(Kind::Object, 0), place: Place::Unopened }),
            problem: None,
            strict: false,
        })
    }

    /// Ends the read of an object that was not on a tape; `None` if it was given up.
    pub(crate) fn finish_text(mut self) -> Option<RequestId> {
        while self.outer.count() > 0 {
            self.leave();
        }
        let id = self.text.request_id.and_then(|id| self.tape.scalar_text(&id).map(str::to_owned));
        self.text.is_at_end().then_some(RequestId(id))
    }

    /// Finds what is at the next place of an object that is still text.
    #[inline]
    pub(super) fn look_up_member(&mut self, fields: &'static [Field]) -> Found<'t> {
        let Some(field) = fields.get(self.frame.next as usize) else { return Found::NOTHING };
        let name = field.wire_name();
        if self.text.byte() != Some(b'"') {
            return Found::NOTHING;
        }
        let Some(value) = self.text.value_of(name) else {
            self.move_rest(fields);
            return self.look_up_on_tape();
        };
        let found = self.look_up_value(value, b'}');
        if name.len() == REQUEST_ID.len() && self.outer.count() == 1 && name == REQUEST_ID {
            self.text.request_id.get_or_insert(found.node);
        }
        found
    }

    /// Reads the string at the next place, if that is a member that is still text and was not looked for, and its text has
    /// no escapes. What most members are takes the least way so.
    #[inline]
    pub(super) fn plain_member(&mut self) -> Option<&'t str> {
        let Inside::Members { fields } = self.frame.inside else { return None };
        let name = fields.get(self.frame.next as usize)?.wire_name();
        if self.next.is_some() || name.len() == REQUEST_ID.len() || self.text.byte() != Some(b'"') {
            return None;
        }
        let value = self.text.value_of(name)?;
        if self.text.source.as_bytes().get(value) != Some(&b'"') {
            return None;
        }
        let (text, end) = self.text.plain_string(value)?;
        self.text.pass_separator(end, b'}');
        self.frame.next += 1;
        Some(text)
    }

    /// Finds what is at the next place of a list that is still text.
    #[inline]
    pub(super) fn look_up_element(&mut self) -> Found<'t> {
        self.look_up_value(self.text.at, b']')
    }

    /// Finds the value at `at`, inside of what `closing` closes, and goes behind it unless it is a container.
    #[inline]
    fn look_up_value(&mut self, at: usize, closing: u8) -> Found<'t> {
        if self.text.source.as_bytes().get(at) == Some(&b'"')
            && let Some((text, end)) = self.text.plain_string(at)
        {
            self.text.pass_separator(end, closing);
            return Found { node: Node::text(Kind::String, text), place: Place::Text };
        }
        self.look_up_any_value(at, closing)
    }

    #[inline(never)]
    fn look_up_any_value(&mut self, at: usize, closing: u8) -> Found<'t> {
        let Some((next, start)) = peek(self.text.source, at) else {
            self.text.give_up();
            return Found::NOTHING;
        };
        if let b'{' | b'[' = next {
            self.text.at = start;
            let kind = if next == b'{' { Kind::Object } else { Kind::Array };
            return Found { node: Node::container(kind, 0), place: Place::Unopened };
        }
        let mut parser = Parser::<false>::new(self.text.source, &mut self.tape);
        let parsed = match next {
            b'"' => parser.odd_string(start + 1),
            b'-' | b'0'..=b'9' => parser
                .number(next, start)
                .map(|end| (Node::text(Kind::Number, &self.text.source[start..end]), end)),
            _ => parser.literal(start).map(|(kind, end)| (Node::container(kind, 0), end)),
        };
        let Some((node, end)) = parsed else {
            self.text.give_up();
            return Found::NOTHING;
        };
        self.text.pass_separator(end, closing);
        Found { node, place: Place::Text }
    }

    /// Steps into an object that is still text, if there is one at the next place.
    #[inline]
    pub(super) fn enters_text_object(&mut self, fields: &'static [Field]) -> bool {
        let found = self.peek();
        if found.place != Place::Unopened || found.node.kind != Kind::Object || self.is_deep() {
            return false;
        }
        self.enter_text(Inside::Members { fields });
        true
    }

    /// Steps into a list that is still text, if there is one at the next place.
    pub(super) fn enters_text_list(&mut self, element_bytes: usize) -> bool {
        let found = self.peek();
        if found.place != Place::Unopened || self.is_deep() {
            return false;
        }
        // How many elements there are is known at their end only; on the tape they are counted before any takes memory.
        let most_elements = self.text.rest() / 2;
        if element_bytes.saturating_mul(most_elements) > MAX_LIST_BYTES {
            return false;
        }
        let wrapped = found.node.kind == Kind::Object;
        if wrapped {
            let Some(list) = self.text.wrapped_list() else { return false };
            self.text.at = list;
        }
        self.enter_text(Inside::Elements { wrapped });
        true
    }

    #[inline]
    fn enter_text(&mut self, inside: Inside) {
        self.next = None;
        self.frame.next += 1;
        self.enter(Frame::new(0, 0, inside));
        self.text.open(matches!(inside, Inside::Members { .. }));
    }

    /// Steps out of the container that is still text, with what is left of it.
    pub(super) fn leave_text(&mut self) {
        match self.frame.inside {
            Inside::Members { .. } => {
                while self.text.byte() == Some(b'"') {
                    self.pass_member();
                }
                // Whoever looks at a container and leaves it there is still in front of it.
                if self.text.byte() != Some(b'}') {
                    self.text.give_up();
                }
            }
            _ if self.text.byte() != Some(b']') => self.text.give_up(),
            Inside::Elements { wrapped: true, .. } => match peek(self.text.source, self.text.at + 1) {
                Some((b'}', end)) => self.text.at = end,
                _ => self.text.give_up(),
            },
            _ => {}
        }
        self.outer.pop_into(&mut self.frame);
        self.pass_container(self.text.at + 1);
    }

    /// Goes behind a container that ends at `end`, in the one that is read.
    #[inline]
    fn pass_container(&mut self, end: usize) {
        match self.frame.closing() {
            Some(closing) => self.text.pass_separator(end, closing),
            None => self.text.at = end,
        }
    }

    /// Passes over the member at hand, which has no place in the table.
    fn pass_member(&mut self) {
        let name = self.text.plain_string(self.text.at);
        let Some((name, value)) = name.and_then(|(name, end)| Some((name, self.text.behind_name(end - 1)?)))
        else {
            self.text.give_up();
            return;
        };
        let found = self.look_up_value(value, b'}');
        let found = if found.place == Place::Unopened { self.move_value() } else { found };
        if self.outer.count() == 1 {
            self.text.see(name, found.node);
        }
    }

    /// Moves the container at hand onto the tape.
    #[cold]
    pub(super) fn move_value(&mut self) -> Found<'t> {
        self.clear_tape();
        let outside = self.levels();
        let mut parser = Parser::<false>::new(self.text.source, &mut self.tape);
        let Some(end) = parser.value(self.text.at, outside) else {
            self.text.give_up();
            return Found::NOTHING;
        };
        self.pass_container(end);
        Found { node: *self.tape.node(0), place: Place::Tape(0) }
    }

    /// Moves the rest of the object that is read onto the tape.
    #[cold]
    fn move_rest(&mut self, fields: &'static [Field]) {
        self.clear_tape();
        let outside = self.levels();
        let mut parser = Parser::<false>::new(self.text.source, &mut self.tape);
        let Some(end) = parser.members(self.text.at, outside) else {
            self.text.give_up();
            return;
        };
        let next = self.frame.next;
        self.frame = Frame { next, ..Frame::new(1, self.tape.after(0), Inside::Object { fields }) };
        match self.outer.last().and_then(Frame::closing) {
            Some(closing) => self.text.pass_separator(end, closing),
            None => self.text.at = end,
        }
        if self.outer.count() == 1 {
            let mut at = 1;
            while at < self.frame.end {
                self.text.see(self.tape.str(self.tape.node(at)), *self.tape.node(at + 1));
                at = self.tape.after(at + 1);
            }
        }
    }

    /// Makes room on the tape, of which nothing is read any more while the read is in the text.
    fn clear_tape(&mut self) {
        self.tape.nodes.clear();
        self.tape.nodes.reserve((self.text.rest() / 8 + 4).min(64));
    }

    /// Returns in how many containers the read may be.
    fn levels(&self) -> usize {
        // A list can have an object around it.
        2 * self.outer.count() + 1
    }

    /// Returns whether containers may be nested too deeply.
    #[inline]
    fn is_deep(&self) -> bool {
        self.levels() + 2 > MAX_LEVELS
    }
}

/// The id of a request, if there is one.
pub(crate) struct RequestId(pub(crate) Option<String>);
