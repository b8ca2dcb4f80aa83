//! What samples show of the nesting of parameters.

use std::collections::BTreeMap;

/// How many values of one name are kept.
const MAX_TEXTS: usize = 4;

/// The structs of a sample, by the names of their members.
#[derive(Debug, Default)]
pub(in crate::read) struct Guide {
    nodes: Vec<Node>,
    root: usize,
    /// The values of scalars, by name.
    texts: BTreeMap<String, Vec<String>>,
}

/// A struct in a sample, or a wrapper of a list.
#[derive(Debug, Default)]
pub(super) struct Node {
    children: BTreeMap<String, usize>,
}

impl Node {
    /// Returns the node of a member.
    pub(super) fn child(&self, key: &str) -> Option<usize> {
        self.children.get(key).copied()
    }

    /// Returns the node of the member if there is only one.
    pub(super) fn only_child(&self) -> Option<usize> {
        self.children.values().next().copied().filter(|_| self.children.len() == 1)
    }
}

/// Returns what is the same in a wire name and the setter that a sample of code has for it: `user_id`, `setUserId`.
pub(super) fn key(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Guide {
    /// Returns whether the sample shows nothing.
    pub(in crate::read) fn is_empty(&self) -> bool {
        self.root().is_none_or(|root| root.children.is_empty())
    }

    /// Returns the example values that the sample shows for a name, at any level.
    pub(in crate::read) fn texts(&self, name: &str) -> &[String] {
        self.texts.get(&key(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns whether the sample has a value for a name, at any level.
    pub(in crate::read) fn knows(&self, name: &str) -> bool {
        self.texts.contains_key(&key(name)) || self.is_top(name)
    }

    /// Returns whether a name is one of those at the top.
    pub(in crate::read) fn is_top(&self, name: &str) -> bool {
        self.root().is_some_and(|root| root.child(&key(name)).is_some())
    }

    /// Returns whether the sample shows a name, though not at the top.
    pub(in crate::read) fn is_below_top_only(&self, name: &str) -> bool {
        self.texts.contains_key(&key(name)) && !self.is_top(name)
    }

    /// Returns the node that holds what is at the top.
    pub(super) fn root(&self) -> Option<&Node> {
        self.nodes.get(self.root)
    }

    /// Returns a node.
    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// Adds a node without members.
    pub(super) fn add(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    /// Returns the node of a member of `parent`, which is added if it is new.
    pub(super) fn member(&mut self, parent: usize, name: &str) -> usize {
        let key = key(name);
        if let Some(child) = self.nodes.get(parent).and_then(|node| node.child(&key)) {
            return child;
        }
        let child = self.add();
        self.link(parent, key, child);
        child
    }

    /// Makes `child` the member `key` of `parent`.
    pub(super) fn link(&mut self, parent: usize, key: String, child: usize) {
        if let Some(node) = self.nodes.get_mut(parent) {
            node.children.insert(key, child);
        }
    }

    /// Notes the value of a scalar.
    pub(super) fn note(&mut self, name: &str, text: &str) {
        let texts = self.texts.entry(key(name)).or_default();
        if !text.is_empty() && texts.len() < MAX_TEXTS && !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }

    /// Makes `root` the node that holds what is at the top.
    pub(super) fn set_root(&mut self, root: usize) {
        self.root = root;
    }

    /// Enters the root element of a sample of a response, if it is there: `tbk_order_get_response`.
    pub(super) fn enter_root(&mut self) {
        let Some(root) = self.root() else { return };
        let is_root = |key: &String| key.ends_with("response") && key != "response";
        if let (Some(child), true) = (root.only_child(), root.children.keys().all(is_root)) {
            self.root = child;
        }
    }
}
