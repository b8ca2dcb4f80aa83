//! Settles which parameters are members of which, as far as a page does not say it.
//!
//! A page marks the members of a struct, but not where a struct within it ends. The samples of the page show the same
//! members, nested: they are the [`Guide`].

mod guide;
mod samples;

pub(super) use self::guide::Guide;

use std::collections::BTreeSet;

use self::guide::{Node, key};
use crate::document::Parameter;

/// How deep structs may lie in each other; documents are cut at seven levels.
const MAX_LEVELS: usize = 32;

/// A parameter as the page lists it, without its members.
#[derive(Debug)]
pub(super) struct Item {
    /// The parameter.
    pub(super) parameter: Parameter,
    /// Where the page puts it.
    pub(super) level: Level,
}

/// Where a page puts a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// In a row of the table.
    Top,
    /// Among the members of a row, with a mark (`└`).
    Marked,
    /// Among the members of a row without a mark: a struct, whose members follow.
    Unmarked,
    /// In a row of the table, in which the structs among the members of another row are too.
    Either,
}

/// Returns whether a type is known to have no members.
pub(super) fn is_scalar(type_name: &str) -> bool {
    let name = type_name.split('[').next().unwrap_or_default().trim_end();
    matches!(
        name,
        "String" | "Number" | "Boolean" | "Date" | "Price" | "BigDecimal" | "Json" | "Map" | "byte" | "Byte"
    ) || matches!(
        name,
        "Integer" | "Long" | "Double" | "Float" | "Object" | "int" | "long" | "null" | "string" | "number"
    )
}

/// Nests the items of a table.
pub(super) fn nest(items: Vec<Item>, guide: &Guide, doubts: &mut Vec<String>) -> Vec<Parameter> {
    let parents = Nesting::new(&items, guide, doubts).parents();
    assemble(items, &parents)
}

/// Puts every parameter into the one that its parent is, from the last to the first, so that each is whole when it moves.
fn assemble(items: Vec<Item>, parents: &[Option<usize>]) -> Vec<Parameter> {
    let mut members: Vec<Vec<Parameter>> = items.iter().map(|_| Vec::new()).collect();
    let mut top = Vec::new();
    for (index, Item { mut parameter, .. }) in items.into_iter().enumerate().rev() {
        parameter.members = members.get_mut(index).map(std::mem::take).unwrap_or_default();
        parameter.members.reverse();
        let parent = parents.get(index).copied().flatten();
        parent.and_then(|parent| members.get_mut(parent)).unwrap_or(&mut top).push(parameter);
    }
    top.reverse();
    top
}

/// A struct whose members are listed.
struct Frame<'g> {
    /// The item that it is; `None` for the table itself.
    item: Option<usize>,
    /// What the samples show of it, if they do.
    node: Option<&'g Node>,
    taken: BTreeSet<String>,
}

impl Frame<'_> {
    /// Returns whether the samples show a member that was not listed yet.
    fn awaits(&self, key: &str) -> bool {
        self.node.is_some_and(|node| node.child(key).is_some()) && !self.taken.contains(key)
    }
}

struct Nesting<'a, 'g> {
    items: &'a [Item],
    guide: &'g Guide,
    frames: Vec<Frame<'g>>,
    doubts: &'a mut Vec<String>,
    /// Whether the members of the present row are marked, so that those which are not stand out.
    has_marks: bool,
}

impl<'a, 'g> Nesting<'a, 'g> {
    fn new(items: &'a [Item], guide: &'g Guide, doubts: &'a mut Vec<String>) -> Self {
        let table = Frame { item: None, node: guide.root(), taken: BTreeSet::new() };
        Self { items, guide, frames: vec![table], doubts, has_marks: false }
    }

    fn parents(mut self) -> Vec<Option<usize>> {
        let mut parents = Vec::with_capacity(self.items.len());
        for (index, item) in self.items.iter().enumerate() {
            let key = key(&item.parameter.name);
            if item.level == Level::Top || item.level == Level::Either && !self.is_awaited(index, &key) {
                self.frames.truncate(1);
                let members = self.items.get(index + 1..).unwrap_or_default();
                let mut members = members
                    .iter()
                    .take_while(|member| matches!(member.level, Level::Marked | Level::Unmarked));
                self.has_marks = members.any(|member| member.level == Level::Marked);
            } else {
                self.find_frame(index, item, &key);
            }
            if let Some(frame) = self.frames.last_mut() {
                parents.push(frame.item);
                frame.taken.insert(key);
            }
        }
        parents
    }

    /// Returns whether the samples show a member that was not listed yet, in a struct that is.
    fn is_awaited(&self, index: usize, key: &str) -> bool {
        let Some(previous) = index.checked_sub(1) else { return false };
        self.frames.iter().skip(1).any(|frame| frame.awaits(key))
            || self.may_have_members(previous) && self.shown_in(previous, key).is_some()
    }

    /// Makes the frame that an item belongs to the last one.
    fn find_frame(&mut self, index: usize, item: &Item, key: &str) {
        let Some(previous) = index.checked_sub(1) else { return };
        let shown = self.shown_in(previous, key);
        if self.frames.len() == 1 {
            return self.open(previous, shown);
        }
        if shown.is_some() && self.may_have_members(previous) {
            return self.open(previous, shown);
        }
        let shown_in = self.frames.iter().skip(1).rposition(|frame| frame.awaits(key));
        if let Some(depth) = shown_in {
            return self.frames.truncate(depth + 2);
        }
        let is_unknown = self.frames.last().is_some_and(|frame| frame.node.is_none());
        if self.stands_out(item) && is_unknown {
            return self.frames.truncate(2);
        }
        if self.items.get(previous).is_some_and(|previous| self.stands_out(previous))
            && self.frames.len() < MAX_LEVELS
        {
            self.doubt(previous);
            self.open(previous, None);
        }
    }

    /// Returns what the samples show of an item that was just listed, if `key` is a member of that.
    fn shown_in(&self, item: usize, key: &str) -> Option<&'g Node> {
        let name = self::key(&self.items.get(item)?.parameter.name);
        let child = self.frames.last()?.node?.child(&name)?;
        let node = self.guide.node(child)?;
        if node.child(key).is_some() {
            return Some(node);
        }
        // A list may hold its elements in a wrapper, which the page does not list.
        let elements = self.guide.node(node.only_child()?)?;
        elements.child(key).map(|_| elements)
    }

    fn may_have_members(&self, item: usize) -> bool {
        self.items
            .get(item)
            .is_some_and(|item| item.level != Level::Marked || !is_scalar(&item.parameter.type_name))
            && self.frames.len() < MAX_LEVELS
    }

    /// Returns whether the page shows that an item is a struct.
    fn stands_out(&self, item: &Item) -> bool {
        item.level == Level::Unmarked && (self.has_marks || !is_scalar(&item.parameter.type_name))
    }

    fn open(&mut self, item: usize, node: Option<&'g Node>) {
        self.frames.push(Frame { item: Some(item), node, taken: BTreeSet::new() });
    }

    fn doubt(&mut self, item: usize) {
        if let Some(item) = self.items.get(item) {
            self.doubts.push(format!(
                "the page does not mark where the members of `{}` end, and no sample of it shows them: those listed after \
                 it are taken for its members",
                item.parameter.name,
            ));
        }
    }
}
