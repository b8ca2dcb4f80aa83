//! The flat form of a parsed body: nodes in the order of the text, containers with the index of their end.

#[cfg(feature = "spi")]
use crate::wire::File;

/// How deep a body may be nested, in arrays, objects and elements, whatever of it is declared.
///
/// One limit holds for every format.
pub(crate) const MAX_LEVELS: usize = 100;

/// Why text is no body.
#[derive(Debug)]
pub(crate) enum ParseError {
    /// It is not of its format, in words that hold nothing of the text.
    Syntax(String),
    /// It is nested deeper than [`MAX_LEVELS`].
    TooDeep,
}

/// A parsed body.
#[derive(Debug, Default)]
pub(crate) struct Tape<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// The texts that are not in the source as they are meant, of which most bodies have none.
    kept: Option<Box<Kept>>,
    #[cfg(feature = "spi")]
    files: Box<[&'a File]>,
    /// Whether the objects are elements of XML: the first has the root as its one member, and a list is a row of members
    /// of one name.
    pub(crate) is_xml: bool,
}

/// Texts, one after the other.
#[derive(Debug, Default)]
struct Kept {
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

/// One node: a scalar, the head of a container, or the name of a member, which stands before its value.
///
/// An enum would be written as bytes behind a tag, of which no processor reads whole words soon after; these are words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    /// Empty if it has none, or the tape keeps it.
    text: &'a str,
    pub(super) kind: Kind,
    is_kept: bool,
    /// Where a container ends; which of the texts that the tape keeps, or of the files, it is.
    pub(super) link: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    True,
    False,
    /// A number, digit for digit.
    Number,
    String,
    /// The blank text of an XML element, which may as well be a list or a struct with nothing in it.
    #[cfg(feature = "xml")]
    Blank,
    /// The text of a parameter: what it means depends on the type it is read as.
    Parameter,
    /// A file that came with the parameters.
    #[cfg(feature = "spi")]
    File,
    /// The name of a member.
    Name,
    Array,
    Object,
}

impl<'a> Node<'a> {
    pub(super) const NULL: Self = Self::container(Kind::Null, 0);

    /// Makes a node with text as it stands in the source.
    #[inline]
    pub(super) const fn text(kind: Kind, text: &'a str) -> Self {
        Self { text, kind, is_kept: false, link: 0 }
    }

    /// Makes the head of a container that ends before the node `end`, or a scalar without text.
    #[inline]
    pub(super) const fn container(kind: Kind, end: u32) -> Self {
        Self { text: "", kind, is_kept: false, link: end }
    }
}

impl Node<'_> {
    pub(super) fn kind(&self) -> NodeKind {
        match self.kind {
            Kind::Null => NodeKind::Null,
            #[cfg(feature = "spi")]
            Kind::File => NodeKind::File,
            Kind::True | Kind::False => NodeKind::Boolean,
            Kind::Number => NodeKind::Number,
            Kind::String | Kind::Parameter | Kind::Name => NodeKind::String,
            #[cfg(feature = "xml")]
            Kind::Blank => NodeKind::String,
            Kind::Array => NodeKind::Array,
            Kind::Object => NodeKind::Object,
        }
    }
}

/// What a node is, in words for error messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Null,
    Boolean,
    Number,
    String,
    #[cfg(feature = "spi")]
    File,
    Array,
    Object,
}

impl NodeKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "text",
            #[cfg(feature = "spi")]
            Self::File => "a file",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

impl<'a> Tape<'a> {
    /// Makes a tape without nodes, with room for that many.
    pub(super) fn with_capacity(nodes: usize) -> Self {
        Self { nodes: Vec::with_capacity(nodes), ..Self::default() }
    }

    /// Builds the tape of a request: an object whose members are its parameters and its files.
    #[cfg(feature = "spi")]
    pub(crate) fn from_parameters(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
        files: impl IntoIterator<Item = (&'a str, &'a File)>,
    ) -> Self {
        let mut nodes = vec![Node::NULL];
        for (name, value) in parameters {
            nodes.push(Node::text(Kind::Name, name));
            nodes.push(Node::text(Kind::Parameter, value));
        }
        let mut kept_files = Vec::new();
        for (name, file) in files {
            nodes.push(Node::text(Kind::Name, name));
            nodes.push(Node::container(Kind::File, index_of(kept_files.len())));
            kept_files.push(file);
        }
        nodes[0] = Node::container(Kind::Object, index_of(nodes.len()));
        Self { nodes, files: kept_files.into(), ..Self::default() }
    }

    /// Makes a node with text that need not be there any longer.
    pub(super) fn keep(&mut self, kind: Kind, text: &str) -> Node<'a> {
        self.unfinished().push_str(text);
        self.keep_unfinished(kind)
    }

    /// Returns the text that the next kept node will have, as far as it is known.
    pub(super) fn unfinished(&mut self) -> &mut String {
        &mut self.kept.get_or_insert_default().text
    }

    /// Makes a node with the text that was unfinished.
    pub(super) fn keep_unfinished(&mut self, kind: Kind) -> Node<'a> {
        let Kept { text, ends } = &mut **self.kept.get_or_insert_default();
        let link = index_of(ends.len());
        ends.push(index_of(text.len()));
        Node { text: "", kind, is_kept: true, link }
    }

    /// Appends the nodes of another tape, which need not be there any longer, and returns where they start.
    pub(super) fn append(&mut self, other: &Tape<'_>) -> u32 {
        let base = index_of(self.nodes.len());
        for node in &other.nodes {
            let node = match node.kind {
                // Files are members of requests only, never of JSON text.
                #[cfg(feature = "spi")]
                Kind::File => Node::NULL,
                Kind::Null | Kind::True | Kind::False => Node::container(node.kind, 0),
                Kind::Array | Kind::Object => Node::container(node.kind, node.link + base),
                kind => self.keep(kind, other.str(node)),
            };
            self.nodes.push(node);
        }
        base
    }

    /// Returns the text of a node of this tape.
    #[inline]
    pub(super) fn str<'t>(&'t self, node: &Node<'t>) -> &'t str {
        if node.is_kept { self.kept_text(node.link) } else { node.text }
    }

    #[cold]
    fn kept_text(&self, index: u32) -> &str {
        let Some(Kept { text, ends }) = self.kept.as_deref() else { return "" };
        let range = match ends.get(..=index as usize).unwrap_or_default() {
            [.., start, end] => *start as usize..*end as usize,
            [end] => 0..*end as usize,
            [] => 0..0,
        };
        text.get(range).unwrap_or_default()
    }

    #[cfg(feature = "spi")]
    pub(super) fn file(&self, node: &Node<'_>) -> Option<&'a File> {
        self.files.get(node.link as usize).copied().filter(|_| node.kind == Kind::File)
    }

    #[inline]
    pub(super) fn node(&self, index: u32) -> &Node<'a> {
        // Indices come from the tape itself; one beyond its end would be read as null.
        self.nodes.get(index as usize).unwrap_or(&Node::NULL)
    }

    pub(crate) fn kind(&self, index: u32) -> NodeKind {
        self.node(index).kind()
    }

    /// Returns the index behind the node at `index` and everything inside it.
    #[inline]
    pub(super) fn after(&self, index: u32) -> u32 {
        let node = self.node(index);
        if matches!(node.kind, Kind::Array | Kind::Object) { node.link } else { index + 1 }
    }

    /// Iterates over the members of the object at `index`: name and index of the value; nothing if it is no object.
    pub(crate) fn members(&self, index: u32) -> impl Iterator<Item = (&str, u32)> {
        let (mut at, end) = match self.node(index) {
            Node { kind: Kind::Object, link, .. } => (index + 1, *link),
            _ => (index, index),
        };
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let name = self.node(at);
            let value = at + 1;
            at = self.after(value);
            Some((self.str(name), value))
        })
    }

    /// Iterates over the elements of the array at `index`; nothing if it is no array.
    pub(crate) fn elements_of(&self, index: u32) -> impl Iterator<Item = u32> {
        let (mut at, end) = match self.node(index) {
            Node { kind: Kind::Array, link, .. } => (index + 1, *link),
            _ => (index, index),
        };
        std::iter::from_fn(move || {
            let element = at;
            (element < end).then(|| {
                at = self.after(element);
                element
            })
        })
    }

    /// Returns the value of the member `name` of the object at `index`.
    pub(crate) fn member(&self, index: u32, name: &str) -> Option<u32> {
        self.members(index).find_map(|(member, value)| (member == name).then_some(value))
    }

    /// Returns the text of a scalar, as it would stand in a string; `None` for null and containers.
    pub(crate) fn text(&self, index: u32) -> Option<&str> {
        self.scalar_text(self.node(index))
    }

    /// As [`text`](Self::text), of a node of this tape.
    pub(super) fn scalar_text<'t>(&'t self, node: &Node<'t>) -> Option<&'t str> {
        match node.kind {
            Kind::String | Kind::Parameter | Kind::Name | Kind::Number => Some(self.str(node)),
            #[cfg(feature = "xml")]
            Kind::Blank => Some(self.str(node)),
            Kind::True => Some("true"),
            Kind::False => Some("false"),
            _ => None,
        }
    }
}

/// Converts a length to an index of the tape; a body of four billion nodes is refused before it gets here.
pub(super) fn index_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
