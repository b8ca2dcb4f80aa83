//! What of JSON text has no place in a table, and what of a table is not there: answers are read without asking, what a
//! person wrote is not.

use super::tape::{Kind, Node, Tape};
use crate::descriptor::{Descriptor, Type};

/// A member that is not as the table has it.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// The wire path.
    pub(crate) path: String,
    pub(crate) kind: MisfitKind,
}

#[derive(Debug)]
pub(crate) enum MisfitKind {
    /// The table, which is here, has no such member.
    Unknown(&'static Descriptor),
    /// It is there twice.
    Twice,
    /// It is required.
    Missing,
}

impl Tape<'_> {
    /// Finds every member below the root that is not as `descriptor` has it. Values are left to the reader; so are lists
    /// that are missing, unless the read is `strict`.
    pub(crate) fn misfits(&self, descriptor: &'static Descriptor, strict: bool) -> Vec<Misfit> {
        let mut search = Search { strict, found: Vec::new() };
        search.object(self, 0, descriptor, "");
        search.found
    }

    /// Appends the text of one parameter to an empty tape, as if it had come with a request.
    pub(crate) fn of_parameter(text: &str) -> Tape<'_> {
        let mut tape = Tape::default();
        tape.nodes.push(Node::text(Kind::Parameter, text));
        tape
    }
}

struct Search {
    strict: bool,
    found: Vec<Misfit>,
}

impl Search {
    fn object(&mut self, tape: &Tape<'_>, object: u32, descriptor: &'static Descriptor, path: &str) {
        if tape.node(object).kind != Kind::Object {
            return;
        }
        let step = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let mut seen = Vec::new();
        for (name, value) in tape.members(object) {
            let path = step(name);
            match descriptor.fields().iter().find(|field| field.wire_name() == name) {
                None => self.found.push(Misfit { path, kind: MisfitKind::Unknown(descriptor) }),
                Some(_) if seen.contains(&name) => self.found.push(Misfit { path, kind: MisfitKind::Twice }),
                Some(field) => {
                    seen.push(name);
                    self.value(tape, value, field.ty(), &path);
                }
            }
        }
        for field in descriptor.fields() {
            let is_wanted = field.is_required() && (self.strict || !matches!(field.ty(), Type::List(_)));
            if is_wanted && !seen.contains(&field.wire_name()) {
                self.found.push(Misfit { path: step(field.wire_name()), kind: MisfitKind::Missing });
            }
        }
    }

    fn value(&mut self, tape: &Tape<'_>, value: u32, ty: Type, path: &str) {
        let ty = ty.required();
        if !matches!(ty, Type::Object(_) | Type::List(_) | Type::Map(_)) {
            return;
        }
        // JSON text in a string is read as what it holds.
        let node = tape.node(value);
        if node.kind == Kind::String {
            if let Ok(inner) = Tape::parse_json(tape.str(node))
                && matches!(inner.node(0).kind, Kind::Array | Kind::Object)
            {
                self.value(&inner, 0, ty, path);
            }
            return;
        }
        match ty {
            Type::Object(descriptor) => self.object(tape, value, descriptor(), path),
            Type::List(element) if matches!(node.kind, Kind::Array | Kind::Object) => {
                let (mut at, end, named) = tape.list_range(value, *element).unwrap_or_default();
                let mut index = 0;
                while at < end {
                    let place = at + u32::from(named);
                    self.value(tape, place, *element, &format!("{path}[{index}]"));
                    (at, index) = (tape.after(place), index + 1);
                }
            }
            Type::Map(inside) => {
                for (name, value) in tape.members(value) {
                    self.value(tape, value, *inside, &format!("{path}.{name}"));
                }
            }
            _ => {}
        }
    }
}
