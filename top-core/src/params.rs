//! The parameters of a call as one text: what is signed is what is sent.

use std::fmt;

use crate::api::TopObject;
use crate::descriptor::{Api, Descriptor};
use crate::flatten::{Sink, write_parameter};
use crate::form::{decoded_len, encode, is_plain, split_pair};
use crate::redact::shown;
use crate::secret::Session;
use crate::sign::Signature;
use crate::system::{System, WRITERS};
use crate::value::{Borrower, Lent, Object, Value};
use crate::wire::File;

/// Parameters in ascending order of their names, decoded.
///
/// Names and values stand one behind the other in a single buffer, which is exactly the text that the platform signs;
/// beside it the same parameters are written as a form, so that what is known to need no escape is not looked at. A
/// parameter whose value is empty or only white space is not there: that is decided here, once, for signature and body
/// alike.
#[derive(Clone)]
pub struct Params {
    text: Vec<u8>,
    /// Each pair with a `&` behind it. It tells where names and values end in the text.
    form: Vec<u8>,
    /// Where in the form the session stands if there is one: it is blotted out of what is answered.
    session: usize,
    /// Beside the text, not in it: files are not signed.
    files: Vec<(&'static str, File)>,
    /// The request that they come from, which knows what is secret.
    request: &'static Descriptor,
}

/// What the texts of most calls have room in.
const CAPACITY: usize = 1024;

impl Params {
    fn new() -> Self {
        let (text, form) = (Vec::with_capacity(CAPACITY), Vec::with_capacity(CAPACITY));
        Self { text, form, session: 0, files: Vec::new(), request: <()>::DESCRIPTOR }
    }

    /// Flattens the fields of a request.
    pub(crate) fn of_request(request: &dyn Object, api: &Api) -> Self {
        Self::merge(&System::default(), request, api, &[])
    }

    /// Takes system parameters alone.
    pub(crate) fn of_system(system: &System<'_>) -> Self {
        let mut params = Self::new();
        Others { system, next: 0, extra: &[] }.write_rest(&mut params);
        params
    }

    /// Merges system parameters, the fields of a request, and further parameters, which win over fields of their name
    /// and come in ascending order of their names.
    pub(crate) fn merge(
        system: &System<'_>,
        request: &dyn Object,
        api: &Api,
        extra: &[(String, String)],
    ) -> Self {
        let mut params = Self::new();
        let mut others = Others { system, next: 0, extra };
        request.lend(&mut Borrower::new(&mut |lent| params.push_merged(lent, api, &mut others)));
        others.write_rest(&mut params);
        params
    }

    /// Pushes the fields of a request, each behind the other parameters that come before it.
    fn push_merged(&mut self, lent: Lent<'_, '_>, api: &Api, others: &mut Others<'_>) {
        self.request = lent.descriptor();
        let fields = self.request.fields();
        let indices = api.sorted().iter().map(|&index| usize::from(index));
        for (index, field) in indices.filter_map(|index| Some((index, fields.get(index)?))) {
            let name = field.wire_name();
            others.write_before(name, self);
            if !others.extra.is_empty() && others.has_written_extra(|extra| extra == name, self) {
                continue;
            }
            let value = &lent.value(index);
            if let Value::File(file) = *value {
                self.files.push((name, file.clone()));
            }
            self.push(name, |out| write_parameter(field, value, out));
        }
    }

    /// Pushes a parameter.
    fn push(&mut self, name: &str, write_value: impl FnOnce(&mut Self)) {
        self.push_written(|out| out.any(name.as_bytes()), write_value);
    }

    /// Pushes a system parameter, whose name needs no escape.
    pub(crate) fn push_system(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.push_written(|out| out.plain(name.as_bytes()), |out| out.any(value.as_bytes()));
    }

    /// Pushes the session, and keeps where it stands.
    pub(crate) fn push_session(&mut self, session: Option<&Session>) {
        self.session = self.form.len();
        self.push_system("session", session.map(Session::expose));
    }

    #[inline]
    fn push_written(&mut self, write_name: impl FnOnce(&mut Self), write_value: impl FnOnce(&mut Self)) {
        let (text_start, form_start) = (self.text.len(), self.form.len());
        write_name(self);
        self.form.push(b'=');
        let value_start = self.text.len();
        write_value(self);
        if is_blank_bytes(&self.text[value_start..]) {
            self.text.truncate(text_start);
            self.form.truncate(form_start);
        } else {
            self.form.push(b'&');
        }
    }

    /// Returns the parameters alone, as a call is not to hold its files twice.
    pub(crate) fn without_files(&self) -> Self {
        let (text, form) = (self.text.clone(), self.form.clone());
        Self { text, form, session: self.session, files: Vec::new(), request: self.request }
    }

    /// Returns the text that is signed.
    pub(crate) fn signed_text(&self) -> &[u8] {
        &self.text
    }

    /// Iterates over the parameters: name and decoded value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        // Everything written was text.
        let mut rest = std::str::from_utf8(&self.text).unwrap_or_default();
        let mut take = move |form: &[u8]| {
            let taken;
            (taken, rest) = rest.split_at_checked(decoded_len(form))?;
            Some(taken)
        };
        self.pairs().filter_map(split_pair).filter_map(move |(name, value)| Some((take(name)?, take(value)?)))
    }

    fn pairs(&self) -> impl Iterator<Item = &[u8]> {
        self.form.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty())
    }

    /// Returns the decoded value of the parameter `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(parameter, value)| (parameter == name).then_some(value))
    }

    /// Returns the files that are uploaded with the parameters, by their names.
    pub fn files(&self) -> &[(&'static str, File)] {
        &self.files
    }

    /// Returns the number of parameters, files not counted.
    pub fn len(&self) -> usize {
        self.pairs().count()
    }

    /// Returns whether there is no parameter, files not counted.
    pub fn is_empty(&self) -> bool {
        self.form.is_empty()
    }

    /// Returns where in the form the session stands if there is one.
    pub(crate) fn session(&self) -> usize {
        self.session
    }

    /// Returns the parameters as a form (`application/x-www-form-urlencoded`).
    pub(crate) fn into_unsigned_form(mut self) -> Vec<u8> {
        self.form.pop();
        self.form
    }

    /// Returns the parameters and their signature as a form.
    pub(crate) fn into_form(mut self, signature: &Signature) -> Vec<u8> {
        self.form.extend_from_slice(b"sign=");
        self.form.extend_from_slice(signature.as_bytes());
        self.form
    }
}

impl Sink for Params {
    #[inline]
    fn known(&mut self, text: &[u8], form: &[u8]) {
        self.text.extend_from_slice(text);
        self.form.extend_from_slice(form);
    }

    #[inline]
    fn written(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.text.len();
        write(&mut self.text);
        encode(&self.text[start..], &mut self.form);
    }

    fn any(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        if is_plain(text) {
            self.form.extend_from_slice(text);
        } else {
            encode(text, &mut self.form);
        }
    }
}

/// The parameters that do not come from a request, still to be merged.
struct Others<'a> {
    system: &'a System<'a>,
    /// Which system parameter comes next.
    next: usize,
    extra: &'a [(String, String)],
}

impl Others<'_> {
    /// Writes the parameters whose names come before that of a field.
    #[inline]
    fn write_before(&mut self, name: &str, params: &mut Params) {
        while let Some((system, write)) = WRITERS.get(self.next).filter(|(system, _)| is_before(system, name))
        {
            self.write_extra_before(system, params);
            write(self.system, params);
            self.next += 1;
        }
        self.write_extra_before(name, params);
    }

    /// Writes what comes after all fields.
    fn write_rest(&mut self, params: &mut Params) {
        for (system, write) in &WRITERS[self.next..] {
            self.write_extra_before(system, params);
            write(self.system, params);
        }
        while self.has_written_extra(|_| true, params) {}
    }

    #[inline]
    fn write_extra_before(&mut self, name: &str, params: &mut Params) {
        while !self.extra.is_empty() && self.has_written_extra(|extra| extra < name, params) {}
    }

    /// Writes the next of the further parameters if its name is wanted.
    fn has_written_extra(&mut self, is_wanted: impl Fn(&str) -> bool, params: &mut Params) -> bool {
        let Some(((name, value), rest)) = self.extra.split_first().filter(|((name, _), _)| is_wanted(name))
        else {
            return false;
        };
        params.push(name, |out| out.any(value.as_bytes()));
        self.extra = rest;
        true
    }
}

/// Compares two names, of which nearly all differ in their first letter: that is no call.
#[inline]
fn is_before(left: &str, right: &str) -> bool {
    match (left.as_bytes(), right.as_bytes()) {
        ([left, ..], [right, ..]) if left != right => left < right,
        (left, right) => left < right,
    }
}

impl fmt::Debug for Params {
    /// Shows the parameters without session, signature, and whatever holds a field marked `secret`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(name, value)| (name, shown(Some(self.request), name, value))))
            .finish()
    }
}

/// Returns whether text is empty or only white space as Java's `Character.isWhitespace` has it: no-break spaces are
/// none, the separators U+001C to U+001F are.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    begins_blank(text.as_bytes()) && is_white_space(text)
}

#[cold]
fn is_white_space(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(
            character,
            '\t'..='\r'
                | '\u{1c}'..=' '
                | '\u{1680}'
                | '\u{2000}'..='\u{2006}'
                | '\u{2008}'..='\u{200a}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{205f}'
                | '\u{3000}'
        )
    })
}

#[inline]
fn is_blank_bytes(bytes: &[u8]) -> bool {
    begins_blank(bytes) && std::str::from_utf8(bytes).is_ok_and(is_white_space)
}

/// Returns whether what begins so may be blank. The first byte settles it for nearly every value: beyond U+3000, which
/// begins with 0xE3, no character is white space.
#[inline]
fn begins_blank(bytes: &[u8]) -> bool {
    !bytes.first().is_some_and(|byte| byte.is_ascii_graphic() || *byte > 0xe3)
}
