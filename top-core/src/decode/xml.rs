//! XML text to tape, through `quick-xml`.
//!
//! XML has no types: an element that holds elements is an object with these as its members, any other is text. What is
//! a list, only the reader knows. Attributes, comments and instructions mean nothing, nor does text beside elements.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::tape::{Kind, MAX_LEVELS, Node, ParseError, Tape, index_of};

impl<'a> Tape<'a> {
    /// Parses XML text: an object whose one member is the root element.
    ///
    /// A byte order mark is skipped. Entities are XML's own five and characters by their numbers; a document type, which
    /// could declare others, is refused.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is no XML, or nested too deeply.
    pub(crate) fn parse_xml(text: &'a str) -> Result<Self, ParseError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        let mut builder = Builder::new(text);
        loop {
            let event = reader.read_event().map_err(|error| describe(&error, reader.error_position()))?;
            let at = reader.buffer_position();
            match event {
                Event::Start(tag) => builder.open(&tag, at)?,
                Event::Empty(tag) => {
                    builder.open(&tag, at)?;
                    builder.close()?;
                }
                Event::End(_) => builder.close()?,
                Event::Text(text) => builder.add(text.xml10_content()),
                Event::CData(text) => builder.add(text.xml10_content()),
                Event::GeneralRef(reference) => builder.refer(&reference, at)?,
                Event::DocType(_) => return Err(syntax("a document type is refused", at)),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => return builder.finish(at),
            }
        }
    }
}

/// Returns the charset that the declaration at the start of a document names.
#[cfg(feature = "charset")]
pub(super) fn declared_charset(body: &[u8]) -> Option<String> {
    if !body.starts_with(b"<?xml") {
        return None;
    }
    let end = body.iter().take(256).position(|&byte| byte == b'>')?;
    let declaration = std::str::from_utf8(body.get(..=end)?).ok()?;
    match Reader::from_str(declaration).read_event() {
        Ok(Event::Decl(declaration)) => Some(declaration.encoding()?.ok()?.into_owned()),
        _ => None,
    }
}

fn syntax(problem: &str, at: u64) -> ParseError {
    ParseError::Syntax(format!("{problem} at byte {at}"))
}

/// Says what the parser found wrong. Its own words name tags, which come from outside.
fn describe(error: &quick_xml::Error, at: u64) -> ParseError {
    use quick_xml::errors::IllFormedError;

    match error {
        quick_xml::Error::Syntax(error) => syntax(&error.to_string(), at),
        quick_xml::Error::IllFormed(
            IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
        ) => syntax("an end tag does not belong to the open element", at),
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => {
            syntax("`&` starts no reference", at)
        }
        _ => syntax("it is not well-formed", at),
    }
}

/// Appends what the parser reports to the tape.
struct Builder<'a> {
    source: &'a str,
    tape: Tape<'a>,
    /// The elements that are open, the document as a whole first.
    open: Vec<Element<'a>>,
}

/// An element that is open.
#[derive(Default)]
struct Element<'a> {
    /// Where its node stands.
    head: usize,
    /// How many elements it holds so far.
    count: u32,
    text: Cow<'a, str>,
    /// The first half of a character beyond the Basic Multilingual Plane, referred to by halves as some writers do.
    half: Option<u16>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let mut tape = Tape::with_capacity(source.len() / 16 + 4);
        tape.is_xml = true;
        tape.nodes.push(Node::NULL);
        Self { source, tape, open: vec![Element::default()] }
    }

    fn open(&mut self, tag: &BytesStart<'_>, end: u64) -> Result<(), ParseError> {
        if self.open.len() > MAX_LEVELS {
            return Err(ParseError::TooDeep);
        }
        let is_root = self.open.len() == 1;
        let Some(parent) = self.open.last_mut() else {
            return Err(syntax("an element is out of place", end));
        };
        if tag.name().as_ref().is_empty() {
            return Err(syntax("an element has no name", end));
        }
        if is_root && parent.count > 0 {
            return Err(syntax("there is more than one root element", end));
        }
        parent.count += 1;
        let name = self.name(tag, end);
        self.tape.nodes.push(name);
        self.open.push(Element { head: self.tape.nodes.len(), ..Element::default() });
        self.tape.nodes.push(Node::NULL);
        Ok(())
    }

    /// Finds the name of a tag that ends at `end` in the source, to borrow it from there.
    fn name(&mut self, tag: &BytesStart<'_>, end: u64) -> Node<'a> {
        let qualified = tag.name();
        let name: &str = qualified.as_ref();
        let borrowed = [1, 2].into_iter().find_map(|closing| {
            let start = usize::try_from(end).ok()?.checked_sub(closing + tag.len())?;
            self.source.get(start..start + name.len()).filter(|found| *found == name)
        });
        match borrowed {
            Some(name) => Node::text(Kind::Name, name),
            None => self.tape.keep(Kind::Name, name),
        }
    }

    fn close(&mut self) -> Result<(), ParseError> {
        self.add_half();
        let end = index_of(self.tape.nodes.len());
        // The document itself is no element, and has no end tag.
        let element = if self.open.len() > 1 { self.open.pop() } else { None };
        let Some(Element { head, count, text, .. }) = element else {
            return Err(ParseError::Syntax("an element is closed that is not open".to_owned()));
        };
        self.tape.nodes[head] = if count > 0 {
            Node::container(Kind::Object, end)
        } else {
            let kind = if text.trim().is_empty() { Kind::Blank } else { Kind::String };
            match text {
                Cow::Borrowed(text) => Node::text(kind, text),
                Cow::Owned(text) => self.tape.keep(kind, &text),
            }
        };
        Ok(())
    }

    /// Adds text to the open element, unless it holds elements.
    fn add(&mut self, text: Cow<'a, str>) {
        self.add_half();
        let is_document = self.open.len() == 1;
        let Some(element) = self.open.last_mut() else { return };
        if element.count > 0 && !is_document {
            return;
        }
        if element.text.is_empty() {
            element.text = text;
        } else {
            element.text.to_mut().push_str(&text);
        }
    }

    fn refer(&mut self, reference: &BytesRef<'_>, at: u64) -> Result<(), ParseError> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => self.add(Cow::Owned(character.to_string())),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => self.add(Cow::Borrowed(text)),
                None => return Err(syntax("an entity is none of XML's own", at)),
            },
            Err(_) => match surrogate(reference) {
                Some(unit) => self.add_unit(unit),
                None => return Err(syntax("a character reference refers to none", at)),
            },
        }
        Ok(())
    }

    /// Adds half a character.
    fn add_unit(&mut self, unit: u16) {
        let first = self.open.last_mut().and_then(|element| element.half.take());
        match first.map(|first| char::decode_utf16([first, unit]).next()) {
            Some(Some(Ok(character))) => self.add(Cow::Owned(character.to_string())),
            other => {
                if other.is_some() {
                    self.add(Cow::Borrowed("\u{fffd}"));
                }
                if let Some(element) = self.open.last_mut() {
                    element.half = Some(unit);
                }
            }
        }
    }

    /// Adds a replacement character for a half that nothing followed.
    fn add_half(&mut self) {
        if self.open.last_mut().and_then(|element| element.half.take()).is_some() {
            self.add(Cow::Borrowed("\u{fffd}"));
        }
    }

    fn finish(mut self, at: u64) -> Result<Tape<'a>, ParseError> {
        if self.open.len() != 1 {
            return Err(syntax("an element is not closed", at));
        }
        let document = self.open.pop().unwrap_or_default();
        if document.count == 0 {
            return Err(syntax("there is no element", at));
        }
        if document.half.is_some() || !document.text.trim().is_empty() {
            return Err(syntax("there is text outside of the root element", at));
        }
        match index_of(self.tape.nodes.len()) {
            u32::MAX => Err(syntax("there are too many elements", at)),
            end => {
                self.tape.nodes[0] = Node::container(Kind::Object, end);
                Ok(self.tape)
            }
        }
    }
}

/// Reads a reference to half a character, which by itself is none.
fn surrogate(reference: &str) -> Option<u16> {
    let number = reference.strip_prefix('#')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let unit =
        digits.chars().all(|digit| digit.is_digit(radix)).then(|| u16::from_str_radix(digits, radix))?;
    unit.ok().filter(|unit| (0xd800..=0xdfff).contains(unit))
}
