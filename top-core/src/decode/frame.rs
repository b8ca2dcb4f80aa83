//! The containers that a read is inside of.

use std::fmt::Write;

use super::tape::{Kind, Node, Tape};
use crate::descriptor::{Field, Type};

/// A container that was stepped into: a stretch of the tape, and how far it was read. A container that is read as it is
/// parsed has no such stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the search for the next place starts: answers mostly keep the documented order.
    pub(super) at: u32,
    /// The index of the next field or element.
    pub(super) next: u32,
    /// Where the element started that was gone to last, on the tape or in the text.
    pub(super) entered: Option<usize>,
    pub(super) inside: Inside,
}

/// What the places of a container are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Inside {
    /// Only the place where the read starts.
    Nothing,
    /// Members, in the order of a table.
    Object { fields: &'static [Field] },
    /// Elements, each with a name before it if the list is a row of members of one name.
    List { named: bool },
    /// Members with free names.
    Map,
    /// Members that are still text, in the order of a table.
    Members { fields: &'static [Field] },
    /// Elements that are still text.
    Elements {
        /// Whether their list is the one member of an object.
        wrapped: bool,
    },
}

impl Frame {
    pub(super) const NOTHING: Self = Self::new(0, 0, Inside::Nothing);

    /// Makes a frame whose places are those from `start` to `end`.
    #[inline]
    pub(super) const fn new(start: u32, end: u32, inside: Inside) -> Self {
        Self { start, end, at: start, next: 0, entered: None, inside }
    }

    /// Returns whether every field of an object was read.
    #[inline]
    pub(super) fn is_done(&self) -> bool {
        match self.inside {
            Inside::Object { fields } | Inside::Members { fields } => self.next as usize >= fields.len(),
            _ => false,
        }
    }

    /// Returns what closes the container in the text, if it is still text.
    #[inline]
    pub(super) fn closing(&self) -> Option<u8> {
        match self.inside {
            Inside::Members { .. } => Some(b'}'),
            Inside::Elements { .. } => Some(b']'),
            _ => None,
        }
    }

    /// Finds the node at the next place of the tape.
    #[inline]
    pub(super) fn find(&mut self, tape: &Tape<'_>) -> Option<u32> {
        match self.inside {
            Inside::Object { fields } => {
                let name = fields.get(self.next as usize)?.wire_name();
                // Most answers have the members in the order of the documentation, and all of them.
                if self.at >= self.end || !tape.is_name(self.at, name) {
                    self.at = self.search(tape, name)?;
                }
                Some(self.at + 1)
            }
            Inside::List { named } => (self.at < self.end).then(|| self.at + u32::from(named)),
            Inside::Map => (self.at < self.end).then(|| self.at + 1),
            Inside::Nothing | Inside::Members { .. } | Inside::Elements { .. } => None,
        }
    }

    /// Finds the member `name` wherever it is.
    #[inline(never)]
    fn search(&self, tape: &Tape<'_>, name: &str) -> Option<u32> {
        find_member(tape, name, self.at, self.end).or_else(|| find_member(tape, name, self.start, self.at))
    }

    /// Returns whether the field that was read last is required.
    pub(super) fn was_required(&self) -> bool {
        match self.inside {
            Inside::Object { fields } => {
                fields.get((self.next as usize).wrapping_sub(1)).is_some_and(Field::is_required)
            }
            _ => false,
        }
    }

    /// Writes the step of a wire path to the place read last, nothing if none was read.
    pub(super) fn write_step(&self, tape: &Tape<'_>, path: &mut String) {
        let name = match &self.inside {
            Inside::List { .. } | Inside::Elements { .. } => {
                if let Some(last) = self.next.checked_sub(1) {
                    let _ = write!(path, "[{last}]");
                }
                return;
            }
            Inside::Nothing => return,
            Inside::Object { fields } | Inside::Members { fields } => self
                .next
                .checked_sub(1)
                .and_then(|last| fields.get(last as usize))
                .map_or("", Field::wire_name),
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

/// The containers around the one that a read is in, the outermost first.
///
/// Of most answers they have room in place.
pub(super) struct Outer {
    near: [Frame; NEAR],
    far: Vec<Frame>,
    count: usize,
}

/// For how many containers there is room in place.
const NEAR: usize = 4;

impl Outer {
    pub(super) const NONE: Self = Self { near: [Frame::NOTHING; NEAR], far: Vec::new(), count: 0 };

    pub(super) fn count(&self) -> usize {
        self.count
    }

    #[inline]
    pub(super) fn push(&mut self, frame: Frame) {
        match self.near.get_mut(self.count) {
            Some(place) => *place = frame,
            None => self.far.push(frame),
        }
        self.count += 1;
    }

    /// Puts the innermost of them in the place of the one that was left, if there is any.
    #[inline]
    pub(super) fn pop_into(&mut self, left: &mut Frame) {
        let Some(count) = self.count.checked_sub(1) else { return };
        self.count = count;
        if let Some(frame) = self.near.get(count) {
            *left = *frame;
        } else if let Some(frame) = self.far.pop() {
            *left = frame;
        }
    }

    /// Returns the innermost of them.
    #[inline]
    pub(super) fn last(&self) -> Option<&Frame> {
        let last = self.count.checked_sub(1)?;
        self.near.get(last).or_else(|| self.far.last())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Frame> {
        self.near.iter().take(self.count).chain(&self.far)
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
