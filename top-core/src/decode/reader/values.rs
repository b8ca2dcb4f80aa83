//! Reading one value, in all spellings that the wire knows for its type.

use bytes::Bytes;

use super::{Found, Place, Reader};
use crate::decode::scalar::{date_of_millis, parse_boolean, parse_date, parse_integer};
use crate::decode::tape::Kind;
use crate::descriptor::{Form, Type};
use crate::wire::{DateTime, Decimal, File, Json};

impl<'t> Reader<'t> {
    /// Reads the next place, unless it is absent, as what `read` makes of it.
    #[inline]
    fn optional<T>(&mut self, ty: Type, read: impl FnOnce(&mut Self, Found<'t>) -> T) -> Option<T> {
        let found = self.advance();
        if self.is_empty(&found.node, ty) { None } else { Some(read(self, found)) }
    }

    /// Reads text: a string, a number digit for digit, a truth value, or the JSON text of anything else.
    pub fn string(&mut self) -> String {
        if let Some(text) = self.plain_member() {
            return text.to_owned();
        }
        let found = self.advance();
        self.string_of(found)
    }

    /// Reads text, unless the next place [is absent](Self::is_absent).
    pub(crate) fn optional_string(&mut self) -> Option<String> {
        if let Some(text) = self.plain_member() {
            return Some(text.to_owned());
        }
        self.optional(Type::String, Self::string_of)
    }

    #[inline]
    fn string_of(&mut self, found: Found<'t>) -> String {
        match found.node.kind {
            Kind::String | Kind::Parameter => self.tape.str(&found.node).to_owned(),
            Kind::Null => {
                self.note(found, "text");
                String::new()
            }
            #[cfg(feature = "spi")]
            Kind::File => {
                self.note(found, "text");
                String::new()
            }
            Kind::Array | Kind::Object => self.json_text(found),
            _ => self.tape.scalar_text(&found.node).unwrap_or_default().to_owned(),
        }
    }

    /// Reads a whole number between `min` and `max`: a number, or its digits as text.
    pub fn number(&mut self, min: i64, max: i64) -> i64 {
        let found = self.advance();
        self.number_of(found, min, max)
    }

    /// Reads a whole number, unless the next place [is absent](Self::is_absent).
    pub(crate) fn optional_number(&mut self, min: i64, max: i64) -> Option<i64> {
        self.optional(Type::Number { min, max }, |reader, found| reader.number_of(found, min, max))
    }

    #[inline]
    fn number_of(&mut self, found: Found<'t>, min: i64, max: i64) -> i64 {
        let number = match found.node.kind {
            Kind::Number | Kind::String | Kind::Parameter => parse_integer(self.tape.str(&found.node)),
            _ => None,
        };
        let expected = match number.map(i64::try_from) {
            Some(Ok(number)) if (min..=max).contains(&number) => return number,
            None => "a whole number",
            Some(_) if max == i64::MAX => "a whole number of at most 64 bits",
            Some(_) => "a whole number within the bounds of its type",
        };
        self.note(found, expected);
        min.max(0)
    }

    /// Reads a truth value: a boolean, the words `true` and `false` in any case, 1 and 0.
    pub fn boolean(&mut self) -> bool {
        let found = self.advance();
        self.boolean_of(found)
    }

    /// Reads a truth value, unless the next place [is absent](Self::is_absent).
    pub(crate) fn optional_boolean(&mut self) -> Option<bool> {
        self.optional(Type::Boolean, Self::boolean_of)
    }

    #[inline]
    fn boolean_of(&mut self, found: Found<'t>) -> bool {
        let value = match found.node.kind {
            Kind::True => Some(true),
            Kind::False => Some(false),
            Kind::Number | Kind::String | Kind::Parameter => parse_boolean(self.tape.str(&found.node)),
            _ => None,
        };
        value.unwrap_or_else(|| {
            self.note(found, "a boolean");
            false
        })
    }

    /// Reads a date: `yyyy-MM-dd HH:mm:ss`, or milliseconds since the Unix epoch as number or text.
    pub fn date(&mut self) -> DateTime {
        let found = self.advance();
        self.date_of(found)
    }

    /// Reads a date, unless the next place [is absent](Self::is_absent).
    pub(crate) fn optional_date(&mut self) -> Option<DateTime> {
        self.optional(Type::Date, Self::date_of)
    }

    #[inline]
    fn date_of(&mut self, found: Found<'t>) -> DateTime {
        let date = match found.node.kind {
            Kind::Number => self.tape.str(&found.node).parse().ok().and_then(date_of_millis),
            Kind::String | Kind::Parameter => parse_date(self.tape.str(&found.node)),
            _ => None,
        };
        date.unwrap_or_else(|| {
            self.note(found, "a date of the form `yyyy-MM-dd HH:mm:ss`");
            DateTime::MIN
        })
    }

    /// Reads a decimal: text or a number, digit for digit.
    pub fn decimal(&mut self) -> Decimal {
        let found = self.advance();
        self.decimal_of(found)
    }

    /// Reads a decimal, unless the next place [is absent](Self::is_absent).
    pub(crate) fn optional_decimal(&mut self) -> Option<Decimal> {
        self.optional(Type::Decimal, Self::decimal_of)
    }

    #[inline]
    fn decimal_of(&mut self, found: Found<'t>) -> Decimal {
        let text = match found.node.kind {
            Kind::Number | Kind::String | Kind::Parameter => Some(self.tape.str(&found.node).trim()),
            _ => None,
        };
        match text {
            Some(text) if Decimal::is_decimal(text) => Decimal::from_checked(text.to_owned()),
            _ => {
                self.note(found, "a decimal number");
                Decimal::from(0)
            }
        }
    }

    /// Reads any JSON: as it stands, or from a string that holds the text of an object or an array.
    pub fn json(&mut self) -> Json {
        // Looking steps out of the structs in front, to whose fields the form would be asked.
        self.peek();
        let is_text = self.form() == Form::JsonText;
        let found = self.advance();
        let text = match found.node.kind {
            Kind::Null if found.place == Place::Nowhere => None,
            #[cfg(feature = "spi")]
            Kind::File => None,
            Kind::Parameter => {
                let text = self.tape.str(&found.node);
                Json::is_json(text).then(|| text.to_owned())
            }
            Kind::String if is_text || self.tape.str(&found.node).trim_start().starts_with(['{', '[']) => {
                let text = self.tape.str(&found.node);
                let is_json = Json::is_json(text);
                Some(if is_json { text.to_owned() } else { self.json_text(found) })
            }
            _ => Some(self.json_text(found)),
        };
        Json::from_checked(text.unwrap_or_else(|| {
            self.note(found, "JSON");
            "null".to_owned()
        }))
    }

    /// Reads a file that came with the parameters of a request.
    pub fn file(&mut self) -> File {
        let found = self.advance();
        #[cfg(feature = "spi")]
        if let Some(file) = self.tape.file(&found.node) {
            return file.clone();
        }
        self.note(found, "a file");
        File::new("", Bytes::new())
    }
}
