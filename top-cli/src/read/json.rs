//! Reads documentation JSON: one document, an array of them, or documents one after another, as in JSON Lines.
//!
//! A document that cannot be read does not stop the others: where its end is known the next one follows there, and where
//! its JSON is broken the next one is looked for at the following lines.

mod envelope;
mod place;
mod wire;

use serde::de::IgnoredAny;
use serde_json::error::Category;

use self::place::Place;
use self::wire::WireDocument;
use super::ReadError;
use crate::document::{Document, is_method_name};

/// How many documents that cannot be read are told of, before the rest is left unread.
const MAX_ERRORS: usize = 10_000;

/// How often the text may be gone through in vain, so that hostile input costs time in proportion to its length.
const MAX_PASSES: usize = 8;

/// Reads the documents of a text.
pub fn documents(text: &str) -> Vec<Result<Document, ReadError>> {
    let mut reader = Reader::new(text);
    while reader.step().is_some() {}
    reader.finish()
}

struct Reader<'a> {
    text: &'a str,
    at: Place,
    /// Whether this is the inside of an envelope, where there are no further ones.
    is_enclosed: bool,
    /// The arrays that are open here.
    arrays: usize,
    found: Vec<Result<Document, ReadError>>,
    errors: usize,
    /// How many bytes were read of documents that turned out broken.
    wasted: usize,
    /// The byte up to which the text was read as part of a broken document.
    broken_until: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: Place::default(),
            is_enclosed: false,
            arrays: 0,
            found: Vec::new(),
            errors: 0,
            wasted: 0,
            broken_until: 0,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at.offset..).unwrap_or_default()
    }

    fn advance(&mut self, bytes: usize) {
        self.at = self.at.advanced(self.text, self.at.offset + bytes);
    }

    /// Reads one document, or steps over what stands between two; `None` at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.rest();
        self.advance(rest.len() - rest.trim_start().len());
        match self.rest().as_bytes().first()? {
            b'[' => self.arrays += 1,
            b']' if self.arrays > 0 => self.arrays -= 1,
            b',' => {}
            b'{' => return self.read(),
            _ => {
                let message = "a document begins with `{` here: correct the text, or copy the document again";
                self.refuse(self.at, message)?;
                return self.recover(self.at.offset);
            }
        }
        self.advance(1);
        Some(())
    }

    fn read(&mut self) -> Option<()> {
        let rest = self.rest();
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<WireDocument>();
        match stream.next()? {
            Ok(wire) => {
                let text = rest.get(..stream.byte_offset()).unwrap_or(rest);
                self.accept(wire, text)?;
                self.advance(text.len());
                Some(())
            }
            Err(error) => {
                let (place, message) = place::of_error(self.text, self.at, &error);
                self.refuse(place, message)?;
                self.broken_until = self.broken_until.max(place.offset);
                match self.length_in_spite_of(&error) {
                    Some(length) => {
                        self.advance(length);
                        Some(())
                    }
                    None => self.recover(place.offset),
                }
            }
        }
    }

    fn accept(&mut self, wire: WireDocument, text: &'a str) -> Option<()> {
        if !wire.names_an_api() {
            return match envelope::open(text) {
                Ok(inner) if !self.is_enclosed => self.read_enclosed(inner, text),
                Ok(_) => self.refuse(self.at, envelope::NO_NAME),
                Err(message) => self.refuse(self.at, message),
            };
        }
        let document = wire.into_document();
        if !is_method_name(&document.method) {
            let shown: String = document.method.chars().filter(|it| !it.is_control()).take(80).collect();
            let message = format!(
                "`{shown}` is no method name: those are three segments or more of letters, digits and hyphens, with dots \
                 between"
            );
            return self.refuse(self.at, message);
        }
        // What follows in a broken document may be a member of it: those have no dots in their names, methods have.
        if self.at.offset >= self.broken_until || document.method.contains('.') {
            self.found.push(Ok(document));
        }
        Some(())
    }

    /// Reads what an envelope holds, which lies within `text` and so is JSON.
    fn read_enclosed(&mut self, inner: &'a str, text: &'a str) -> Option<()> {
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        let mut enclosed = Reader::new(self.text.get(..self.at.offset + start + inner.len())?);
        enclosed.is_enclosed = true;
        enclosed.at = self.at.advanced(self.text, self.at.offset + start);
        while enclosed.step().is_some() {}
        self.errors += enclosed.errors;
        self.wasted += enclosed.wasted;
        self.found.append(&mut enclosed.found);
        Some(())
    }

    /// Returns the length of a document of which `error` is not that it is no JSON.
    fn length_in_spite_of(&mut self, error: &serde_json::Error) -> Option<usize> {
        if error.classify() != Category::Data {
            return None;
        }
        let mut stream = serde_json::Deserializer::from_str(self.rest()).into_iter::<IgnoredAny>();
        let outcome = stream.next()?;
        let length = stream.byte_offset();
        match outcome {
            Ok(_) => Some(length),
            Err(error) => {
                let (place, _) = place::of_error(self.text, self.at, &error);
                self.wasted += place.offset - self.at.offset;
                None
            }
        }
    }

    /// Notes that nothing can be read at `place`; `None` if that is enough.
    fn refuse(&mut self, place: Place, message: impl Into<String>) -> Option<()> {
        self.wasted += place.offset.saturating_sub(self.at.offset);
        self.errors += 1;
        if self.errors > MAX_ERRORS || self.wasted > MAX_PASSES * self.text.len() {
            let message = "too much before this is broken: what follows is not read";
            self.found.push(Err(place.error(message)));
            return None;
        }
        self.found.push(Err(place.error(message)));
        Some(())
    }

    /// Goes to the next line that may begin a document: one with `{` that is not indented more than what is broken here.
    ///
    /// What lies before `error` was taken for a part of this document, and may nevertheless be the ones that follow it.
    fn recover(&mut self, error: usize) -> Option<()> {
        let start = self.at.offset;
        let line_start = self.text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
        let indentation = indentation(self.text.get(line_start..)?);
        let mut offset = start;
        for line in self.rest().split_inclusive('\n') {
            let is_next = offset > start
                && line.trim_start().starts_with('{')
                && self::indentation(line) <= indentation;
            if is_next {
                self.advance(offset - start);
                return Some(());
            }
            offset += line.len();
        }
        self.broken_until = self.broken_until.max(error);
        None
    }

    fn finish(mut self) -> Vec<Result<Document, ReadError>> {
        if self.found.is_empty() {
            self.found
                .push(Err(self.at.error("there is no document in this: copy that of at least one API")));
        }
        self.found
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
