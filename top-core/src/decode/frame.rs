//! The containers that a read is inside of.

use std::fmt::Write;

use super::tape::{Kind, Node, Tape};
use crate::descriptor::{Field, Type};

/// A container that was stepped into: a stretch of the tape, and how far it was read.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the search for the next place starts: answers mostly keep the documented order.
    pub(super) at: u32,
    /// Where the element started that was gone to last.
    pub(super) entered: Option<u32>,
    pub(super) inside: Inside,
}

/// What the places of a container are.
#[derive(Debug)]
pub(super) enum Inside {
    /// Members, in the order of a table.
    Object {
        fields: &'static [Field],
        /// The index of the next field.
        next: usize,
    },
    /// Elements, each with a name before it if the list is a row of members of one name.
    List {
        named: bool,
        /// The index of the next element.
        next: usize,
    },
    /// Members with free names.
    Map,
}

impl Frame {
    /// Returns whether every field of an object was read.
    pub(super) fn is_done(&self) -> bool {
        matches!(&self.inside, Inside::Object { fields, next } if *next >= fields.len())
    }

    /// Finds the node at the next place.
    pub(super) fn find(&mut self, tape: &Tape<'_>) -> Option<u32> {
        match &self.inside {
            Inside::Object { fields, next } => {
                let name = fields.get(*next)?.wire_name();
                // Most answers have the members in the order of the documentation, and all of them.
                if self.at >= self.end || !tape.is_name(self.at, name) {
                    self.at = find_member(tape, name, self.at, self.end)
                        .or_else(|| find_member(tape, name, self.start, self.at))?;
                }
                Some(self.at + 1)
            }
            Inside::List { named, .. } => (self.at < self.end).then(|| self.at + u32::from(*named)),
            Inside::Map => (self.at < self.end).then(|| self.at + 1),
        }
    }

    /// Goes on behind `node`, the place just found; returns whether it was that of a required field and empty.
    pub(super) fn advance(&mut self, tape: &Tape<'_>, node: Option<u32>) -> bool {
        if let Some(node) = node {
            self.at = tape.after(node);
        }
        match &mut self.inside {
            Inside::Object { fields, next } => {
                *next += 1;
                node.is_none() && fields.get(*next - 1).is_some_and(Field::is_required)
            }
            Inside::List { next, .. } => {
                *next += 1;
                false
            }
            Inside::Map => false,
        }
    }

    /// Writes the step of a wire path to the place read last, nothing if none was read.
    pub(super) fn write_step(&self, tape: &Tape<'_>, path: &mut String) {
        let name = match &self.inside {
            Inside::List { next, .. } => {
                if let Some(last) = next.checked_sub(1) {
                    let _ = write!(path, "[{last}]");
                }
                return;
            }
            Inside::Object { fields, next } => {
                next.checked_sub(1).and_then(|last| fields.get(last)).map_or("", Field::wire_name)
            }
            Inside::Map => self.last_name(tape).unwrap_or_default(),
        };
        if !path.is_empty() && !name.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    }

    /// Returns the name of the member of a map that was read last.
    fn last_name<'a>(&self, tape: &'a Tape<'_>) -> Option<&'a str> {
        let mut at = self.start;
        let mut last = None;
        while at < self.at {
            last = Some(at);
            at = tape.after(at + 1);
        }
        let name = tape.node(last?);
        (name.kind == Kind::Name).then(|| tape.str(name))
    }
}

/// Finds the member `name` between two member names of the tape.
fn find_member(tape: &Tape<'_>, name: &str, mut at: u32, end: u32) -> Option<u32> {
    while at < end {
        if tape.is_name(at, name) {
            return Some(at);
        }
        at = tape.after(at + 1);
    }
    None
}

impl Tape<'_> {
    /// Returns whether the node at `index` is the name `name` of a member.
    #[inline]
    fn is_name(&self, index: u32, name: &str) -> bool {
        let node = self.node(index);
        node.kind == Kind::Name && self.str(node) == name
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
                Node { kind: Kind::Array, link: end, .. } => Some((list + 1, *end, false)),
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
