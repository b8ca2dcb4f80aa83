//! JSON text to tape, and tape back to JSON text.
//!
//! Numbers stay as they are written, so that no digit of a price or an id is lost, whatever their size.

use std::mem;

use hifijson::escape::Lex as _;
use hifijson::num::Lex as _;
use hifijson::{Read, SliceLexer, escape};
use memchr::memchr2;

use super::tape::{Kind, MAX_LEVELS, Node, ParseError, Tape, index_of};
use crate::flatten::write_json_string;

impl<'a> Tape<'a> {
    /// Parses JSON text.
    ///
    /// A byte order mark is skipped. Of what the gateway sends and the standard forbids, two things are taken as they are
    /// meant: raw control characters in strings, and the escape of half a character beyond the Basic Multilingual Plane,
    /// as cutting text leaves behind, which is read as U+FFFD.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is no JSON, or nested too deeply.
    pub(crate) fn parse_json(text: &'a str) -> Result<Self, ParseError> {
        Self::parse::<false>(text)
    }

    /// Parses JSON text that a person wrote: nothing that the standard forbids is taken, so that nothing is changed
    /// unseen.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is no JSON, or nested too deeply.
    pub(crate) fn parse_strict_json(text: &'a str) -> Result<Self, ParseError> {
        Self::parse::<true>(text)
    }

    fn parse<const STRICT: bool>(text: &'a str) -> Result<Self, ParseError> {
        let source = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut tape = Self::with_capacity(source.len() / 8 + 4);
        let mut parser = Parser::<STRICT>::new(source, &mut tape);
        if parser.document().is_some() {
            return Ok(tape);
        }
        match parser.fault {
            Fault::TooDeep => Err(ParseError::TooDeep),
            Fault::Syntax(problem, at) => {
                let (line, column) = line_and_column(&source.as_bytes()[..at]);
                Err(ParseError::Syntax(format!("{problem} at line {line} column {column}")))
            }
        }
    }

    /// Writes the node at `index` as JSON text, numbers digit for digit. Elements of one name, one after the other, are
    /// an array under that name, as they are in JSON with wrappers.
    pub(super) fn write_json(&self, index: u32, out: &mut Vec<u8>) {
        let node = self.node(index);
        match node.kind {
            Kind::Null => out.extend_from_slice(b"null"),
            #[cfg(feature = "spi")]
            Kind::File => out.extend_from_slice(b"null"),
            Kind::True | Kind::False | Kind::Number => {
                out.extend_from_slice(self.text(index).unwrap_or_default().as_bytes());
            }
            Kind::String | Kind::Parameter | Kind::Name => write_json_string(self.str(node), out),
            #[cfg(feature = "xml")]
            Kind::Blank => write_json_string(self.str(node), out),
            Kind::Array => {
                out.push(b'[');
                for (position, element) in self.elements_of(index).enumerate() {
                    if position > 0 {
                        out.push(b',');
                    }
                    self.write_json(element, out);
                }
                out.push(b']');
            }
            Kind::Object => {
                out.push(b'{');
                let mut members = self.members(index).peekable();
                while let Some((name, value)) = members.next() {
                    write_json_string(name, out);
                    out.push(b':');
                    let is_next = |next: &(&str, u32)| self.is_xml && next.0 == name;
                    if members.peek().is_some_and(is_next) {
                        out.push(b'[');
                        self.write_json(value, out);
                        while let Some((_, value)) = members.next_if(is_next) {
                            out.push(b',');
                            self.write_json(value, out);
                        }
                        out.push(b']');
                    } else {
                        self.write_json(value, out);
                    }
                    if members.peek().is_some() {
                        out.push(b',');
                    }
                }
                out.push(b'}');
            }
        }
    }
}

/// Returns the line and the column behind `bytes`, both counted from 1, columns in bytes.
fn line_and_column(bytes: &[u8]) -> (usize, usize) {
    let mut lines = bytes.rsplit(|&byte| byte == b'\n');
    let last = lines.next().map_or(0, <[u8]>::len);
    (lines.count() + 1, last + 1)
}

/// How many digits the number of a character has behind `\u`.
const HEX_DIGITS: usize = 4;

/// Appends what it finds to the tape. If it is `STRICT`, the gateway's mistakes are mistakes.
///
/// What stands between values is found here, in one loop over the bytes; what numbers and escapes are made of, the lexer
/// knows. Each step returns where it ends, or nothing once there is a fault, which is too many levels unless it says
/// otherwise.
pub(super) struct Parser<'p, 'a, const STRICT: bool> {
    source: &'a str,
    tape: &'p mut Tape<'a>,
    fault: Fault,
}

/// Why text is no JSON.
#[derive(Clone, Copy)]
enum Fault {
    TooDeep,
    /// In words that hold nothing of the text, and before which byte.
    Syntax(&'static str, usize),
}

const UNCLOSED: &str = "a string is not closed";

const NO_VALUE: &str = "expected a value";

const NO_VALUE_OR_END: &str = "expected a value or the end of the container";

const NO_COLON: &str = "expected `:`";

const NO_COMMA_OR_END: &str = "expected `,` or the end of the container";

impl<'p, 'a, const STRICT: bool> Parser<'p, 'a, STRICT> {
    #[inline]
    pub(super) fn new(source: &'a str, tape: &'p mut Tape<'a>) -> Self {
        Self { source, tape, fault: Fault::TooDeep }
    }

    /// Parses the text as one value.
    fn document(&mut self) -> Option<()> {
        let end = self.value(0, 0)?;
        match peek(self.source, end) {
            Some((_, rest)) => self.fail("expected the end of the text", rest),
            None => Some(()),
        }
    }

    /// Parses the value at `at`, which is inside that many containers.
    pub(super) fn value(&mut self, at: usize, outside: usize) -> Option<usize> {
        self.nodes(Kind::String, at, outside, outside)
    }

    /// Parses the members from `at` to the end of their object, which is inside that many containers, as an object.
    pub(super) fn members(&mut self, at: usize, outside: usize) -> Option<usize> {
        self.next_index(at)?;
        self.tape.nodes.push(Node::container(Kind::Object, 0));
        self.nodes(Kind::Name, at, outside + 1, outside)
    }

    /// Parses what begins with a `kind` at `at`, a name in the object whose head is the last node or a value, until as
    /// many containers are open as are `outside`.
    fn nodes(&mut self, mut kind: Kind, mut at: usize, mut levels: usize, outside: usize) -> Option<usize> {
        // What closes the container that is open, and where its head is, which tells where that of the one around it is
        // until its own end is known.
        let mut closing = b'}';
        let mut head = index_of(self.tape.nodes.len()).saturating_sub(1);
        loop {
            // The name of a member, or a value.
            let (next, start) = self.expect(at, NO_VALUE)?;
            if next == b'"' {
                at = self.string(kind, start + 1)?;
                if kind == Kind::Name {
                    let (next, colon) = self.expect(at, NO_COLON)?;
                    if next != b':' {
                        return self.fail(NO_COLON, colon);
                    }
                    (kind, at) = (Kind::String, colon + 1);
                    continue;
                }
            } else if kind == Kind::Name {
                return self.fail("expected the name of a member", start);
            } else if matches!(next, b'{' | b'[') {
                levels += 1;
                if levels > MAX_LEVELS {
                    return None;
                }
                let (outer, is_object) = (head, next == b'{');
                head = self.next_index(start)?;
                let container = if is_object { Kind::Object } else { Kind::Array };
                self.tape.nodes.push(Node::container(container, outer));
                let first;
                (first, at) = self.expect(start + 1, NO_VALUE_OR_END)?;
                closing = if is_object { b'}' } else { b']' };
                if first != closing {
                    kind = if is_object { Kind::Name } else { Kind::String };
                    continue;
                }
            } else {
                // Each kind of node is pushed where it is made: one that is moved is loaded by other words than it was
                // stored by, for which a processor waits.
                match next {
                    b'-' | b'0'..=b'9' => {
                        at = self.number(next, start)?;
                        self.tape.nodes.push(Node::text(Kind::Number, self.part(start, at)));
                    }
                    _ => {
                        let literal;
                        (literal, at) = self.literal(start)?;
                        self.tape.nodes.push(Node::container(literal, 0));
                    }
                }
            }
            // Behind a value: another, or the end of every container that ends with it.
            loop {
                if levels == outside {
                    return Some(at);
                }
                let (next, start) = self.expect(at, NO_COMMA_OR_END)?;
                at = start + 1;
                if next == b',' {
                    kind = if closing == b'}' { Kind::Name } else { Kind::String };
                    break;
                }
                if next != closing {
                    return self.fail(NO_COMMA_OR_END, start);
                }
                let end = self.next_index(start)?;
                let node = &mut self.tape.nodes[head as usize];
                head = mem::replace(&mut node.link, end);
                levels -= 1;
                closing = if self.tape.node(head).kind == Kind::Object { b'}' } else { b']' };
            }
        }
    }

    /// Finds the byte that comes next, where the text must not end.
    #[inline]
    fn expect(&mut self, at: usize, expected: &'static str) -> Option<(u8, usize)> {
        let found = peek(self.source, at);
        if found.is_none() {
            return self.fail(expected, self.source.len());
        }
        found
    }

    #[cold]
    fn fail<T>(&mut self, problem: &'static str, at: usize) -> Option<T> {
        self.fault = Fault::Syntax(problem, at);
        None
    }

    /// Parses the scalar at `start` that is neither text nor a number.
    #[inline]
    pub(super) fn literal(&mut self, start: usize) -> Option<(Kind, usize)> {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        if rest.starts_with(b"true") {
            Some((Kind::True, start + 4))
        } else if rest.starts_with(b"false") {
            Some((Kind::False, start + 5))
        } else if rest.starts_with(b"null") {
            Some((Kind::Null, start + 4))
        } else {
            self.fail(NO_VALUE, start + 1)
        }
    }

    /// Finds the end of the number that begins with `first` at `start`.
    #[inline]
    pub(super) fn number(&mut self, first: u8, start: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        if matches!(first, b'1'..=b'9') {
            // Nearly every number is whole, and needs nobody to look for its parts.
            let mut end = start + 1;
            while bytes.get(end).is_some_and(u8::is_ascii_digit) {
                end += 1;
            }
            if !matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
                return Some(end);
            }
        }
        self.any_number(start)
    }

    /// Finds the end of a number of any form.
    fn any_number(&mut self, start: usize) -> Option<usize> {
        let mut lexer = self.lexer(start);
        let number = lexer.num_ignore();
        let end = self.position(&lexer);
        if number.validate().is_err() {
            return self.fail("expected a digit", end);
        }
        Some(end)
    }

    /// Parses the string that begins at `start`, behind its opening quote.
    #[inline]
    fn string(&mut self, kind: Kind, start: usize) -> Option<usize> {
        let end = self.delimiter(start)?;
        if self.source.as_bytes()[end] != b'"' {
            let (node, end) = self.escaped_string(kind, start, end)?;
            self.tape.nodes.push(node);
            return Some(end);
        }
        self.tape.nodes.push(Node::text(kind, &self.source[start..end]));
        Some(end + 1)
    }

    /// Parses the string that begins at `start`, behind its opening quote, and is not plain.
    #[cold]
    pub(super) fn odd_string(&mut self, start: usize) -> Option<(Node<'a>, usize)> {
        let end = self.delimiter(start)?;
        self.escaped_string(Kind::String, start, end)
    }

    /// Parses a string that begins at `start` and has a backslash at `end`.
    #[cold]
    fn escaped_string(&mut self, kind: Kind, mut start: usize, mut end: usize) -> Option<(Node<'a>, usize)> {
        loop {
            let stretch = self.part(start, end);
            self.tape.unfinished().push_str(stretch);
            if self.source.as_bytes()[end] == b'"' {
                return Some((self.tape.keep_unfinished(kind), end + 1));
            }
            let mut lexer = self.lexer(end + 1);
            let escaped = Self::escaped(&mut lexer);
            start = self.position(&lexer);
            match escaped {
                Ok(character) => self.tape.unfinished().push(character),
                Err(problem) => return self.fail(problem, start),
            }
            end = self.delimiter(start)?;
        }
    }

    /// Finds the next quote or backslash in a string.
    #[inline]
    fn delimiter(&mut self, start: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let Some(end) = find_delimiter(bytes, start) else {
            return self.fail(UNCLOSED, start);
        };
        if STRICT && let Some(control) = bytes[start..end].iter().position(|&byte| byte < b' ') {
            return self.fail("a control character in a string is not escaped", start + control);
        }
        Some(end)
    }

    /// Returns the index of the next node.
    #[inline]
    fn next_index(&mut self, at: usize) -> Option<u32> {
        match index_of(self.tape.nodes.len()) {
            u32::MAX => self.fail("there are too many values", at),
            index => Some(index),
        }
    }

    fn lexer(&self, start: usize) -> SliceLexer<'a> {
        SliceLexer::new(self.source.as_bytes().get(start..).unwrap_or_default())
    }

    fn position(&self, lexer: &SliceLexer<'_>) -> usize {
        self.source.len() - lexer.as_slice().len()
    }

    /// Returns a stretch of the source between two ASCII characters.
    #[inline]
    fn part(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// Takes the rest of an escape, whose backslash was taken.
    fn escaped(lexer: &mut SliceLexer<'_>) -> Result<char, &'static str> {
        let Some(kind) = lexer.take_next() else {
            return Err(UNCLOSED);
        };
        let rest = lexer.as_slice();
        match lexer.escape(kind) {
            Ok(character) => Ok(character),
            Err(escape::Error::ExpectedLowSurrogate | escape::Error::InvalidChar(_)) if !STRICT => {
                // The lexer may have looked at the escape behind this one, which is another character.
                *lexer = SliceLexer::new(rest.get(HEX_DIGITS..).unwrap_or_default());
                Ok(char::REPLACEMENT_CHARACTER)
            }
            // A backslash before a raw control character escapes nothing; it is dropped with the mistake.
            Err(escape::Error::InvalidKind(control @ ..b' ')) if !STRICT => Ok(char::from(control)),
            Err(_) => Err("an escape is not one of JSON's"),
        }
    }
}

/// Finds the byte that comes next, behind any white space, and where it is.
#[inline]
pub(super) fn peek(source: &str, mut at: usize) -> Option<(u8, usize)> {
    loop {
        let &next = source.as_bytes().get(at)?;
        // What nearly always comes next is none, and this tells it at once.
        if next > b' ' || !matches!(next, b' ' | b'\t' | b'\r' | b'\n') {
            return Some((next, at));
        }
        at += 1;
    }
}

/// Finds the next quote or backslash at or behind `start`.
#[inline]
pub(super) fn find_delimiter(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    // Most strings are so short that they end before a search by vectors has begun.
    for (index, chunk) in rest.chunks_exact(8).take(3).enumerate() {
        let word = u64::from_le_bytes(chunk.try_into().ok()?);
        let found = zeros(word ^ repeated(b'"')) | zeros(word ^ repeated(b'\\'));
        if found != 0 {
            return Some(start + 8 * index + found.trailing_zeros() as usize / 8);
        }
    }
    find_further(bytes, start + rest.len().min(24) / 8 * 8)
}

/// Finds the next quote or backslash far away, or where the text is about to end.
#[inline(never)]
fn find_further(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let length = if rest.len() < 8 {
        rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))
    } else {
        memchr2(b'"', b'\\', rest)
    };
    Some(start + length?)
}

const fn repeated(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns a word of which the lowest bit that is set is in the lowest byte of `word` that is zero; no bit is if none is.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(repeated(1)) & !word & repeated(0x80)
}
