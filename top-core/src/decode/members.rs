//! The places inside a container, one after the other.

use std::borrow::Cow;
use std::fmt;

use super::place::{Path, State, Step, TapeRef};
use super::slot::Slot;
use super::tape::{Node, Tape, index_of};
use crate::descriptor::{Field, Form, Type};

/// The members of an object that is being read.
pub struct Members<'s> {
    pub(super) tape: TapeRef<'s>,
    pub(super) object: Option<u32>,
    pub(super) position: u32,
    pub(super) fields: &'static [Field],
    pub(super) path: Path<'s>,
    pub(super) state: &'s mut State,
}

impl fmt::Debug for Members<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Members").field("path", &format_args!("{}", self.path)).finish_non_exhaustive()
    }
}

impl Members<'_> {
    /// Returns the place of the next field.
    pub fn slot(&mut self) -> Slot<'_> {
        let Some((field, rest)) = self.fields.split_first() else {
            let path = self.path.child(Step::Member(""));
            return Slot { tape: &self.tape, node: None, form: Form::Plain, path, state: self.state };
        };
        self.fields = rest;
        let node = self.find(field.wire_name());
        let path = self.path.child(Step::Member(field.wire_name()));
        if node.is_none() && self.state.strict && field.is_required() {
            self.state.note(&path, "a required member", None);
        }
        Slot { tape: &self.tape, node, form: field.form(), path, state: self.state }
    }

    /// Finds the member `name`, looking first where the last one ended: answers mostly keep the documented order.
    fn find(&mut self, name: &str) -> Option<u32> {
        let object = self.object?;
        let (start, end) = (object + 1, self.tape.after(object));
        for (from, to) in [(self.position, end), (start, self.position)] {
            let mut at = from;
            while at < to {
                let value = at + 1;
                let next = self.tape.after(value);
                if matches!(self.tape.node(at), Node::Name(member) if member == name) {
                    self.position = next;
                    return Some(value);
                }
                at = next;
            }
        }
        None
    }
}

/// The elements of a list that is being read.
pub struct Elements<'s> {
    pub(super) tape: TapeRef<'s>,
    pub(super) next: u32,
    pub(super) end: u32,
    pub(super) named: bool,
    pub(super) position: usize,
    pub(super) path: Path<'s>,
    pub(super) state: &'s mut State,
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elements").field("path", &format_args!("{}", self.path)).finish_non_exhaustive()
    }
}

impl Elements<'_> {
    /// Returns how many elements there can be at most; it never exceeds what was really received.
    pub fn count(&self) -> usize {
        let (mut at, mut count) = (self.next, 0);
        while at < self.end {
            at = self.tape.after(at + u32::from(self.named));
            count += 1;
        }
        count
    }

    /// Returns the place of the next element, `None` at the end or after the first problem.
    pub fn slot(&mut self) -> Option<Slot<'_>> {
        if self.next >= self.end || self.state.problem.is_some() {
            return None;
        }
        let node = self.next + u32::from(self.named);
        self.next = self.tape.after(node);
        self.position += 1;
        let path = self.path.child(Step::Element(self.position - 1));
        Some(Slot { tape: &self.tape, node: Some(node), form: Form::Plain, path, state: self.state })
    }
}

/// The members of a map that is being read.
pub struct Entries<'s> {
    pub(super) tape: TapeRef<'s>,
    pub(super) next: u32,
    pub(super) end: u32,
    pub(super) path: Path<'s>,
    pub(super) state: &'s mut State,
}

impl fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries").field("path", &format_args!("{}", self.path)).finish_non_exhaustive()
    }
}

impl Entries<'_> {
    /// Returns the name and the place of the next member, `None` at the end or after the first problem.
    pub fn slot(&mut self) -> Option<(String, Slot<'_>)> {
        if self.next >= self.end || self.state.problem.is_some() {
            return None;
        }
        let Node::Name(name) = self.tape.node(self.next) else { return None };
        let node = self.next + 1;
        self.next = self.tape.after(node);
        let path = self.path.child(Step::Entry(name));
        Some((
            name.clone().into_owned(),
            Slot { tape: &self.tape, node: Some(node), form: Form::Plain, path, state: self.state },
        ))
    }
}

impl<'a> Tape<'a> {
    /// Builds the tape of a list from the texts of its elements.
    pub(super) fn from_elements(elements: impl Iterator<Item = &'a str>) -> Self {
        let mut nodes = vec![Node::Null];
        nodes.extend(elements.map(|element| Node::Parameter(Cow::Borrowed(element))));
        nodes[0] = Node::Array { count: index_of(nodes.len() - 1), end: index_of(nodes.len()) };
        Self { nodes }
    }

    /// Returns where the elements of the list at `index` start and end, and whether each has a name before it; `None` if
    /// the object there is no list.
    pub(super) fn list_range(&self, index: u32, ty: Type) -> Option<(u32, u32, bool)> {
        let mut members = self.members(index);
        match (members.next(), members.next()) {
            // An array, or an empty object.
            (None, _) => Some((index + 1, self.after(index), false)),
            // The wrapper of a list, or of its only element.
            (Some((_, list)), None) => match self.node(list) {
                Node::Array { end, .. } => Some((list + 1, *end, false)),
                _ => Some((list, self.after(list), false)),
            },
            // Elements of one name, one after the other.
            (Some((first, _)), Some(_)) if self.members(index).all(|(name, _)| name == first) => {
                Some((index + 1, self.after(index), true))
            }
            // The only element, without any list around it.
            _ if matches!(ty.required(), Type::Object(_)) => Some((index, self.after(index), false)),
            _ => None,
        }
    }
}
