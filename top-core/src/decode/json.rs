//! JSON text to tape, token by token through `hifijson`, and tape back to JSON text.
//!
//! The lexer keeps numbers as they are written, so that no digit of a price or an id is lost, whatever their size.

use hifijson::escape::Lex as _;
use hifijson::num::Lex as _;
use hifijson::token::{Expect, Lex as _};
use hifijson::{Read, SliceLexer, escape};
use memchr::memchr2;

use super::tape::{MAX_LEVELS, Node, ParseError, Tape, Text, index_of};
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
        let tape = Self::with_capacity(source.len() / 8 + 4);
        let mut parser = Parser::<STRICT> { source, tape, levels: 0 };
        let mut lexer = SliceLexer::new(source.as_bytes());
        let parsed = lexer.exactly_one(SliceLexer::ws_peek, |next, lexer| parser.value(next, lexer));
        match parsed {
            Ok(()) => Ok(parser.tape),
            Err(Fault::TooDeep) => Err(ParseError::TooDeep),
            Err(Fault::Syntax(problem)) => {
                let (line, column) = line_and_column(&source.as_bytes()[..parser.position(&lexer)]);
                Err(ParseError::Syntax(format!("{problem} at line {line} column {column}")))
            }
        }
    }

    /// Writes the node at `index` as JSON text, numbers digit for digit. Elements of one name, one after the other, are
    /// an array under that name, as they are in JSON with wrappers.
    pub(super) fn write_json(&self, index: u32, out: &mut Vec<u8>) {
        match self.node(index) {
            Node::Null => out.extend_from_slice(b"null"),
            #[cfg(feature = "spi")]
            Node::File(_) => out.extend_from_slice(b"null"),
            Node::Boolean(_) | Node::Number(_) => {
                out.extend_from_slice(self.text(index).unwrap_or_default().as_bytes());
            }
            Node::String(text) | Node::Parameter(text) | Node::Name(text) => {
                write_json_string(self.str(text), out);
            }
            #[cfg(feature = "xml")]
            Node::Blank(text) => write_json_string(self.str(text), out),
            Node::Array { .. } => {
                out.push(b'[');
                for (position, element) in self.elements_of(index).enumerate() {
                    if position > 0 {
                        out.push(b',');
                    }
                    self.write_json(element, out);
                }
                out.push(b']');
            }
            Node::Object { .. } => {
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

/// Appends what the lexer finds to the tape. If it is `STRICT`, the gateway's mistakes are mistakes.
struct Parser<'a, const STRICT: bool> {
    source: &'a str,
    tape: Tape<'a>,
    /// How many containers are open.
    levels: usize,
}

/// Why text is no JSON.
enum Fault {
    /// In words that hold nothing of the text.
    Syntax(&'static str),
    TooDeep,
}

const UNCLOSED: Fault = Fault::Syntax("a string is not closed");

impl From<Expect> for Fault {
    fn from(expected: Expect) -> Self {
        Self::Syntax(match expected {
            Expect::Value => "expected a value",
            Expect::ValueOrEnd => "expected a value or the end of the container",
            Expect::CommaOrEnd => "expected `,` or the end of the container",
            Expect::String => "expected the name of a member",
            Expect::Colon => "expected `:`",
            Expect::Eof => "expected the end of the text",
        })
    }
}

impl<'a, const STRICT: bool> Parser<'a, STRICT> {
    /// Parses the value that begins with `next`.
    fn value(&mut self, next: u8, lexer: &mut SliceLexer<'a>) -> Result<(), Fault> {
        let node = match next {
            b'"' => Node::String(self.string(lexer.discarded())?),
            b'{' => return self.object(lexer.discarded()),
            b'[' => return self.array(lexer.discarded()),
            b'-' | b'0'..=b'9' => Node::Number(self.number(lexer)?),
            _ => match lexer.null_or_bool().ok_or(Expect::Value)? {
                Some(value) => Node::Boolean(value),
                None => Node::Null,
            },
        };
        self.tape.nodes.push(node);
        Ok(())
    }

    fn object(&mut self, lexer: &mut SliceLexer<'a>) -> Result<(), Fault> {
        let head = self.open()?;
        let mut count = 0;
        lexer.seq(b'}', SliceLexer::ws_peek, |next, lexer| {
            lexer.expect(|_| Some(next), b'"').ok_or(Expect::String)?;
            let name = self.string(lexer)?;
            self.tape.nodes.push(Node::Name(name));
            lexer.expect(SliceLexer::ws_peek, b':').ok_or(Expect::Colon)?;
            let next = lexer.ws_peek().ok_or(Expect::Value)?;
            count += 1;
            self.value(next, lexer)
        })?;
        self.tape.nodes[head] = Node::Object { count, end: self.close()? };
        Ok(())
    }

    fn array(&mut self, lexer: &mut SliceLexer<'a>) -> Result<(), Fault> {
        let head = self.open()?;
        let mut count = 0;
        lexer.seq(b']', SliceLexer::ws_peek, |next, lexer| {
            count += 1;
            self.value(next, lexer)
        })?;
        self.tape.nodes[head] = Node::Array { count, end: self.close()? };
        Ok(())
    }

    fn number(&self, lexer: &mut SliceLexer<'a>) -> Result<Text<'a>, Fault> {
        let start = self.position(lexer);
        if matches!(lexer.peek_next(), Some(b'1'..=b'9')) {
            // Nearly every number is whole, and needs nobody to look for its parts.
            lexer.skip_until(|byte| !byte.is_ascii_digit());
            if !matches!(lexer.peek_next(), Some(b'.' | b'e' | b'E')) {
                return Ok(Text::Source(self.part(start, self.position(lexer))));
            }
            *lexer = SliceLexer::new(&self.source.as_bytes()[start..]);
        }
        lexer.num_ignore().validate().map_err(|_| Fault::Syntax("expected a digit"))?;
        Ok(Text::Source(self.part(start, self.position(lexer))))
    }

    /// Parses the string whose opening quote was taken.
    fn string(&mut self, lexer: &mut SliceLexer<'a>) -> Result<Text<'a>, Fault> {
        match self.stretch(lexer)? {
            (text, b'"') => Ok(Text::Source(text)),
            (head, _) => self.escaped_string(head, lexer),
        }
    }

    /// Parses the rest of a string, behind `head` and a backslash.
    #[cold]
    fn escaped_string(&mut self, head: &str, lexer: &mut SliceLexer<'a>) -> Result<Text<'a>, Fault> {
        let start = self.tape.kept.len();
        self.tape.kept.push_str(head);
        loop {
            let character = Self::escaped(lexer)?;
            self.tape.kept.push(character);
            let (stretch, delimiter) = self.stretch(lexer)?;
            self.tape.kept.push_str(stretch);
            if delimiter == b'"' {
                return Ok(self.tape.kept_since(start));
            }
        }
    }

    /// Takes the characters up to the next quote or backslash, and that.
    fn stretch(&self, lexer: &mut SliceLexer<'a>) -> Result<(&'a str, u8), Fault> {
        let (start, rest) = (self.position(lexer), lexer.as_slice());
        let length = memchr2(b'"', b'\\', rest).ok_or(UNCLOSED)?;
        if STRICT && let Some(control) = rest[..length].iter().position(|&byte| byte < b' ') {
            *lexer = SliceLexer::new(&rest[control..]);
            return Err(Fault::Syntax("a control character in a string is not escaped"));
        }
        *lexer = SliceLexer::new(&rest[length + 1..]);
        Ok((self.part(start, start + length), rest[length]))
    }

    /// Makes room for the head of a container, and returns where it stands.
    fn open(&mut self) -> Result<usize, Fault> {
        self.levels += 1;
        if self.levels > MAX_LEVELS {
            return Err(Fault::TooDeep);
        }
        self.tape.nodes.push(Node::Null);
        Ok(self.tape.nodes.len() - 1)
    }

    /// Returns where the container ends that was opened last.
    fn close(&mut self) -> Result<u32, Fault> {
        self.levels -= 1;
        match index_of(self.tape.nodes.len()) {
            u32::MAX => Err(Fault::Syntax("there are too many values")),
            end => Ok(end),
        }
    }

    fn position(&self, lexer: &SliceLexer<'_>) -> usize {
        self.source.len() - lexer.as_slice().len()
    }

    /// Returns a stretch of the source between two ASCII characters.
    fn part(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// Takes the rest of an escape, whose backslash was taken.
    fn escaped(lexer: &mut SliceLexer<'_>) -> Result<char, Fault> {
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
            Err(_) => Err(Fault::Syntax("an escape is not one of JSON's")),
        }
    }
}
