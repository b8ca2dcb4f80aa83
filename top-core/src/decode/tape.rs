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
    /// The texts that are not in the source as they are meant, one after the other.
    pub(super) kept: String,
    /// Whether the objects are elements of XML: the first has the root as its one member, and a list is a row of members
    /// of one name.
    pub(crate) is_xml: bool,
}

/// One node: a scalar, the head of a container, or the name of a member, which stands before its value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    Null,
    Boolean(bool),
    /// A number, digit for digit.
    Number(Text<'a>),
    String(Text<'a>),
    /// The blank text of an XML element, which may as well be a list or a struct with nothing in it.
    #[cfg(feature = "xml")]
    Blank(Text<'a>),
    /// The text of a parameter: what it means depends on the type it is read as.
    Parameter(Text<'a>),
    /// A file that came with the parameters.
    #[cfg(feature = "spi")]
    File(&'a File),
    /// The name of a member.
    Name(Text<'a>),
    Array {
        count: u32,
        end: u32,
    },
    Object {
        count: u32,
        end: u32,
    },
}

/// The text of a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text<'a> {
    /// As it stands in the source.
    Source(&'a str),
    /// From here to there in what the tape keeps.
    Kept { start: u32, end: u32 },
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
        let mut nodes = vec![Node::Null];
        for (name, value) in parameters {
            nodes.push(Node::Name(Text::Source(name)));
            nodes.push(Node::Parameter(Text::Source(value)));
        }
        for (name, file) in files {
            nodes.push(Node::Name(Text::Source(name)));
            nodes.push(Node::File(file));
        }
        let count = index_of(nodes.len() / 2);
        nodes[0] = Node::Object { count, end: index_of(nodes.len()) };
        Self { nodes, ..Self::default() }
    }

    /// Returns the text that was appended to what the tape keeps since that was of the length `start`.
    pub(super) fn kept_since(&self, start: usize) -> Text<'static> {
        Text::Kept { start: index_of(start), end: index_of(self.kept.len()) }
    }

    /// Returns text that need not be there any longer as text of the tape.
    pub(super) fn keep(&mut self, text: &str) -> Text<'static> {
        let start = self.kept.len();
        self.kept.push_str(text);
        self.kept_since(start)
    }

    /// Appends the nodes of another tape, which need not be there any longer, and returns where they start.
    pub(super) fn append(&mut self, other: &Tape<'_>) -> u32 {
        let base = index_of(self.nodes.len());
        for &node in &other.nodes {
            let mut keep = |text| self.keep(other.str(text));
            let node = match node {
                Node::Null => Node::Null,
                Node::Boolean(value) => Node::Boolean(value),
                Node::Number(text) => Node::Number(keep(text)),
                Node::String(text) => Node::String(keep(text)),
                #[cfg(feature = "xml")]
                Node::Blank(text) => Node::Blank(keep(text)),
                Node::Parameter(text) => Node::Parameter(keep(text)),
                // Files are members of requests only, never of JSON text.
                #[cfg(feature = "spi")]
                Node::File(_) => Node::Null,
                Node::Name(text) => Node::Name(keep(text)),
                Node::Array { count, end } => Node::Array { count, end: end + base },
                Node::Object { count, end } => Node::Object { count, end: end + base },
            };
            self.nodes.push(node);
        }
        base
    }

    pub(super) fn str(&self, text: Text<'a>) -> &str {
        match text {
            Text::Source(text) => text,
            Text::Kept { start, end } => self.kept_text(start, end),
        }
    }

    #[cold]
    fn kept_text(&self, start: u32, end: u32) -> &str {
        // The tape made the range itself.
        self.kept.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn node(&self, index: u32) -> Node<'a> {
        // Indices come from the tape itself; one beyond its end would be read as null.
        self.nodes.get(index as usize).copied().unwrap_or(Node::Null)
    }

    pub(crate) fn kind(&self, index: u32) -> NodeKind {
        match self.node(index) {
            Node::Null => NodeKind::Null,
            #[cfg(feature = "spi")]
            Node::File(_) => NodeKind::File,
            Node::Boolean(_) => NodeKind::Boolean,
            Node::Number(_) => NodeKind::Number,
            Node::String(_) | Node::Parameter(_) | Node::Name(_) => NodeKind::String,
            #[cfg(feature = "xml")]
            Node::Blank(_) => NodeKind::String,
            Node::Array { .. } => NodeKind::Array,
            Node::Object { .. } => NodeKind::Object,
        }
    }

    /// Returns the index behind the node at `index` and everything inside it.
    pub(super) fn after(&self, index: u32) -> u32 {
        match self.node(index) {
            Node::Array { end, .. } | Node::Object { end, .. } => end,
            _ => index + 1,
        }
    }

    /// Iterates over the members of the object at `index`: name and index of the value; nothing if it is no object.
    pub(crate) fn members(&self, index: u32) -> impl Iterator<Item = (&str, u32)> {
        let (mut at, end) = match self.node(index) {
            Node::Object { end, .. } => (index + 1, end),
            _ => (index, index),
        };
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let Node::Name(name) = self.node(at) else { return None };
            let value = at + 1;
            at = self.after(value);
            Some((self.str(name), value))
        })
    }

    /// Iterates over the elements of the array at `index`; nothing if it is no array.
    pub(crate) fn elements_of(&self, index: u32) -> impl Iterator<Item = u32> {
        let (mut at, end) = match self.node(index) {
            Node::Array { end, .. } => (index + 1, end),
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
        match self.node(index) {
            Node::String(text) | Node::Parameter(text) | Node::Name(text) | Node::Number(text) => {
                Some(self.str(text))
            }
            #[cfg(feature = "xml")]
            Node::Blank(text) => Some(self.str(text)),
            Node::Boolean(value) => Some(if value { "true" } else { "false" }),
            _ => None,
        }
    }
}

/// Converts a length to an index of the tape; a body of four billion nodes is refused before it gets here.
pub(super) fn index_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
