//! JSON text to tape, through `serde_json`, and tape back to JSON text.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::tape::{MAX_LEVELS, Node, ParseError, Tape, index_of};
use crate::flatten::write_json_string;

/// The one member of the map by which `serde_json` shows a number when its feature `arbitrary_precision` is on, which
/// any crate of an application can turn on for all.
const ARBITRARY_PRECISION_NUMBER: &str = "$serde_json::private::Number";

impl<'a> Tape<'a> {
    /// Parses JSON text.
    ///
    /// A byte order mark is skipped.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is no JSON, or nested too deeply.
    pub(crate) fn parse_json(text: &'a str) -> Result<Self, ParseError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut tape = Self { nodes: Vec::with_capacity(text.len() / 8 + 4), is_xml: false };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let reals = {
            let mut builder = Builder { nodes: &mut tape.nodes, reals: false, levels: 0 };
            match (&mut builder).deserialize(&mut deserializer) {
                Ok(()) => builder.reals,
                Err(_) if builder.levels > MAX_LEVELS => return Err(ParseError::TooDeep),
                Err(error) => return Err(ParseError::Syntax(error.to_string())),
            }
        };
        deserializer.end().map_err(|error| ParseError::Syntax(error.to_string()))?;
        if reals {
            tape.restore_numbers(text);
        }
        Ok(tape)
    }

    /// Gives every number that the parser made a float its text back, so that no digit of a price is lost.
    ///
    /// The text is known to be JSON, and the tape holds its numbers in the same order.
    fn restore_numbers(&mut self, text: &'a str) {
        let mut numbers = number_texts(text);
        for node in &mut self.nodes {
            match node {
                Node::Integer(_) => {
                    numbers.next();
                }
                Node::Unread => *node = Node::Real(Cow::Borrowed(numbers.next().unwrap_or_default())),
                _ => {}
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
            Node::Boolean(_) | Node::Integer(_) | Node::Unread | Node::Real(_) => {
                out.extend_from_slice(self.text(index).unwrap_or_default().as_bytes());
            }
            Node::String(text) | Node::Parameter(text) | Node::Name(text) => write_json_string(text, out),
            #[cfg(feature = "xml")]
            Node::Blank(text) => write_json_string(text, out),
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

/// Iterates over the numbers of JSON text, in order.
fn number_texts(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            match bytes[at] {
                b'"' => {
                    at += 1;
                    while at < bytes.len() && bytes[at] != b'"' {
                        at += if bytes[at] == b'\\' { 2 } else { 1 };
                    }
                    at += 1;
                }
                b'-' | b'0'..=b'9' => {
                    let start = at;
                    while at < bytes.len()
                        && matches!(bytes[at], b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
                    {
                        at += 1;
                    }
                    return text.get(start..at);
                }
                _ => at += 1,
            }
        }
        None
    })
}

/// Mends what the gateway sends and `serde_json` refuses inside the strings of JSON text: raw control characters are
/// escaped, and the escape of half a character beyond the Basic Multilingual Plane, as cutting text leaves behind,
/// becomes U+FFFD.
///
/// Returns `None` if there is nothing to mend, so that the text need not be parsed again.
pub(crate) fn mend(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = String::new();
    let (mut at, mut copied, mut in_string) = (0, 0, false);
    while at < bytes.len() {
        let byte = bytes[at];
        // What stands at `at` and is to be replaced, and by what.
        let (length, replacement) = match byte {
            b'"' => {
                in_string = !in_string;
                (1, None)
            }
            b'\\' if in_string => match bytes.get(at + 1) {
                // A backslash before a raw control character escapes nothing; it is dropped with the mistake.
                Some(next) if *next < b' ' => (1, Some(String::new())),
                Some(b'u') => match (unit(bytes, at), unit(bytes, at + 6)) {
                    (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, None),
                    (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd".to_owned())),
                    _ => (2, None),
                },
                _ => (2, None),
            },
            byte if in_string && byte < b' ' => (1, Some(format!("\\u{byte:04x}"))),
            _ => (1, None),
        };
        if let Some(replacement) = replacement {
            mended.push_str(&text[copied..at]);
            mended.push_str(&replacement);
            copied = at + length;
        }
        at += length;
    }
    (copied > 0).then(|| mended + &text[copied..])
}

/// Returns the UTF-16 code unit that is escaped at `at`, if one is.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits)
        .ok()
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

/// Returns whether some crate of the application has turned on `arbitrary_precision`, by which `serde_json` keeps a
/// number beyond `f64` instead of refusing it.
///
/// Without it the name is a name like any other, and means nothing to be obeyed.
fn is_arbitrary_precision() -> bool {
    serde_json::from_str::<serde_json::Number>("1e999").is_ok()
}

/// Appends what the parser reports to the tape.
struct Builder<'t, 'a> {
    nodes: &'t mut Vec<Node<'a>>,
    /// Whether any number was a float, whose text the tape then still has to get.
    reals: bool,
    /// How many containers are open.
    levels: usize,
}

impl<'a> DeserializeSeed<'a> for &mut Builder<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for &mut Builder<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.nodes.push(Node::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.nodes.push(Node::Boolean(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.nodes.push(Node::Integer(value.into()));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.nodes.push(Node::Integer(value.into()));
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.nodes.push(Node::Unread);
        self.reals = true;
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<(), E> {
        self.nodes.push(Node::String(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.nodes.push(Node::String(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_string<E>(self, text: String) -> Result<(), E> {
        self.nodes.push(Node::String(Cow::Owned(text)));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut elements: A) -> Result<(), A::Error> {
        let head = self.open()?;
        let mut count = 0;
        while elements.next_element_seed(&mut *self)?.is_some() {
            count += 1;
        }
        self.nodes[head] = Node::Array { count, end: self.close()? };
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<(), A::Error> {
        let head = self.open()?;
        let mut count = 0;
        while let Some(Name(name)) = members.next_key_seed(NameSeed)? {
            if count == 0 && name == ARBITRARY_PRECISION_NUMBER && is_arbitrary_precision() {
                let Name(number) = members.next_value_seed(NameSeed)?;
                self.nodes[head] = Node::Real(number);
                self.levels -= 1;
                return Ok(());
            }
            self.nodes.push(Node::Name(name));
            members.next_value_seed(&mut *self)?;
            count += 1;
        }
        self.nodes[head] = Node::Object { count, end: self.close()? };
        Ok(())
    }
}

impl Builder<'_, '_> {
    /// Makes room for the head of a container, and returns where it stands.
    fn open<E: serde_core::de::Error>(&mut self) -> Result<usize, E> {
        self.levels += 1;
        if self.levels > MAX_LEVELS {
            return Err(E::custom("too deep"));
        }
        self.nodes.push(Node::Null);
        Ok(self.nodes.len() - 1)
    }

    /// Returns where the container ends that was opened last.
    fn close<E: serde_core::de::Error>(&mut self) -> Result<u32, E> {
        self.levels -= 1;
        match index_of(self.nodes.len()) {
            u32::MAX => Err(E::custom("too many values")),
            end => Ok(end),
        }
    }
}

/// Text, borrowed from the source where it has no escapes.
struct Name<'a>(Cow<'a, str>);

struct NameSeed;

impl<'a> DeserializeSeed<'a> for NameSeed {
    type Value = Name<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for NameSeed {
    type Value = Name<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(text)))
    }
}
