//! Walks a document and decides its structs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use top_core::system::SYSTEM_PARAMETERS;

use super::names;
use super::types::{self, printable};
use super::{Field, FieldType, Module, ModuleError, Role, Struct, Todo, rules};
use crate::document::{Document, Parameter, is_method_name};

/// How deep structs are declared. The documents end at 7 levels; `top-core` reads 64.
const MAX_DEPTH: usize = 32;

pub(super) fn lower(document: &Document) -> Result<Module, ModuleError> {
    let method = document.method.as_str();
    if !is_method_name(method) {
        return Err(ModuleError(format!(
            "`{}` is no method name: those are three segments or more of letters, digits and hyphens, with dots between",
            printable(method)
        )));
    }
    let base = names::api_type(method);
    let mut lowering = Lowering::default();
    let (request, response) = (format!("{base}Request"), format!("{base}Response"));
    lowering.taken.extend([request.clone(), response.clone()]);
    lowering.add(request, Role::Request, &document.description, &document.request, &mut Vec::new());
    if !document.response.is_empty() {
        let description = format!("The answer of `{method}`.");
        lowering.add(response, Role::Response, &description, &document.response, &mut Vec::new());
    }
    let mut todos: Vec<_> = document.doubts.iter().cloned().map(Todo).collect();
    todos.append(&mut lowering.todos);
    Ok(Module {
        name: names::module(method),
        method: method.to_owned(),
        title: document.title.clone(),
        description: document.description.clone(),
        category: document.category.clone(),
        authorization: document.authorization,
        error_codes: document.error_codes.clone(),
        structs: lowering.structs,
        todos,
    })
}

#[derive(Default)]
struct Lowering {
    structs: Vec<Struct>,
    /// The names of types that are given away.
    taken: BTreeSet<String>,
    /// The structs that are there, by side, documented name and members.
    known: BTreeMap<(bool, String, String), String>,
    /// What belongs to no field.
    todos: Vec<Todo>,
}

/// A struct that the walk is in.
struct Ancestor<'d> {
    documented_name: &'d str,
    name: String,
    /// The wire name of the member that it is the type of; empty for the request and the response.
    member: &'d str,
    members: &'d [Parameter],
}

impl Lowering {
    /// Adds the struct `name`, and what is in it after it.
    fn add<'d>(
        &mut self,
        name: String,
        role: Role,
        description: &str,
        members: &'d [Parameter],
        ancestors: &mut Vec<Ancestor<'d>>,
    ) {
        let index = self.structs.len();
        self.structs.push(Struct { name, role, description: description.to_owned(), fields: Vec::new() });
        let inside = if role.is_sent() { Role::InRequest } else { Role::InResponse };
        let mut fields: Vec<Field> = Vec::with_capacity(members.len());
        let (mut taken, mut by_wire_name) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
        for parameter in members {
            let wire_name = parameter.name.trim();
            if let Some(refusal) = refusal(wire_name, role) {
                self.todos.push(refusal);
                continue;
            }
            if let Some(&first) = by_wire_name.get(wire_name) {
                if let Some(field) = fields.get_mut(first) {
                    field
                        .todos
                        .push(Todo(format!("the document lists `{wire_name}` twice; the first was kept")));
                }
                continue;
            }
            by_wire_name.insert(wire_name, fields.len());
            let mut todos = Vec::new();
            let lists = types::take_apart(&parameter.type_name).lists;
            let ty = if role == Role::Request && lists > 1 {
                todos.push(Todo(
                    "the document has a list of lists as a parameter, for which there is no form on the wire; `Json` holds it"
                        .to_owned(),
                ));
                FieldType::Json
            } else if role == Role::Response && wire_name == "request_id" {
                envelope_type(parameter, &mut todos)
            } else if parameter.members.is_empty() {
                type_without_members(parameter, role, ancestors, &mut todos)
            } else {
                self.struct_type(parameter, inside, ancestors, &mut todos)
            };
            let rules = if role.is_sent() { rules::of(parameter, &ty, &mut todos) } else { Vec::new() };
            let is_optional =
                if role.is_sent() { !parameter.is_required } else { !matches!(ty, FieldType::List(_)) };
            fields.push(Field {
                name: names::unique(&names::field(wire_name), "_", &mut taken),
                wire_name: wire_name.to_owned(),
                description: parameter.description.clone(),
                default: parameter.default.clone(),
                example: if parameter.members.is_empty() { parameter.example.clone() } else { String::new() },
                is_json_text: role == Role::InRequest && parameter.type_name.trim() == "Json",
                ty,
                is_optional,
                rules,
                todos,
            });
        }
        if let Some(it) = self.structs.get_mut(index) {
            it.fields = fields;
        }
    }

    /// Returns the type of a parameter with members, and adds its struct unless it is there.
    fn struct_type<'d>(
        &mut self,
        parameter: &'d Parameter,
        role: Role,
        ancestors: &mut Vec<Ancestor<'d>>,
        todos: &mut Vec<Todo>,
    ) -> FieldType {
        let documented = types::take_apart(&parameter.type_name);
        if ancestors.len() >= MAX_DEPTH {
            todos.push(Todo(format!(
                "the document is nested more than {MAX_DEPTH} levels deep; `Json` holds what is below"
            )));
            return FieldType::Json;
        }
        // Members count, whatever the type is called: some structs are called `Price` or `String`.
        let is_named = !types::is_builtin(documented.name);
        if is_named
            && let Some(ancestor) = ancestors
                .iter()
                .rev()
                .find(|it| it.documented_name == documented.name && holds_all(it.members, &parameter.members))
        {
            return recursive_type(ancestor, documented.lists);
        }
        let key = (role.is_sent(), documented.name.to_owned(), shape(&parameter.members, role.is_sent()));
        if is_named && let Some(name) = self.known.get(&key) {
            return types::in_lists(FieldType::Struct(name.clone()), documented.lists);
        }
        let name = self.name_of(parameter, is_named.then_some(documented.name), ancestors);
        if is_named {
            self.known.insert(key, name.clone());
        }
        ancestors.push(Ancestor {
            documented_name: if is_named { documented.name } else { "" },
            name: name.clone(),
            member: parameter.name.trim(),
            members: &parameter.members,
        });
        self.add(name.clone(), role, &parameter.description, &parameter.members, ancestors);
        ancestors.pop();
        types::in_lists(FieldType::Struct(name), documented.lists)
    }

    /// Names a struct: as documented, or if another has the name, by the members that lead to it, too.
    fn name_of(
        &mut self,
        parameter: &Parameter,
        documented_name: Option<&str>,
        ancestors: &[Ancestor<'_>],
    ) -> String {
        let documented = names::documented_type(documented_name.unwrap_or_default());
        let member = names::member_type(parameter.name.trim());
        let mut candidate = match (documented.is_empty(), member.is_empty()) {
            (false, _) => documented.clone(),
            (true, false) => names::documented_type(&member),
            (true, true) => "Item".to_owned(),
        };
        let mut path = member;
        for ancestor in std::iter::once(None).chain(ancestors.iter().rev().map(Some)) {
            if !self.taken.contains(&candidate) {
                break;
            }
            if let Some(ancestor) = ancestor {
                path = names::member_type(ancestor.member) + &path;
            }
            let name = names::documented_type(&format!("{path}{documented}"));
            if !name.is_empty() {
                candidate = name;
            }
        }
        names::unique(&candidate, "", &mut self.taken)
    }
}

/// Returns the type of a parameter without members, which may still name a struct that the walk is in: the documents
/// unroll what contains itself once or twice and then stop.
fn type_without_members(
    parameter: &Parameter,
    role: Role,
    ancestors: &[Ancestor<'_>],
    todos: &mut Vec<Todo>,
) -> FieldType {
    let documented = types::take_apart(&parameter.type_name);
    let is_inside_itself = |it: &&Ancestor<'_>| it.documented_name == documented.name;
    match ancestors.iter().rev().find(is_inside_itself) {
        Some(ancestor) if !types::is_builtin(documented.name) => recursive_type(ancestor, documented.lists),
        _ => types::without_members(parameter, role == Role::Request, todos),
    }
}

/// Says why a parameter cannot be declared, if it cannot.
fn refusal(wire_name: &str, role: Role) -> Option<Todo> {
    if !names::is_wire_name(wire_name) {
        return Some(Todo(format!(
            "the document has a member `{}`, which no name on the wire can be; it was left out",
            printable(wire_name)
        )));
    }
    (role == Role::Request && SYSTEM_PARAMETERS.contains(&wire_name)).then(|| {
        Todo(format!("the document has a parameter `{wire_name}`, which is a system parameter (公共参数); it was left out"))
    })
}

/// Returns the type of a documented `request_id`: every answer has one, which is text, whatever the document says.
fn envelope_type(parameter: &Parameter, todos: &mut Vec<Todo>) -> FieldType {
    if parameter.type_name.trim() != "String" {
        todos.push(Todo(format!(
            "the document has a `request_id` that is `{}`; every answer has one that is text, and so is this",
            printable(&parameter.type_name)
        )));
    }
    FieldType::String
}

fn recursive_type(ancestor: &Ancestor<'_>, lists: usize) -> FieldType {
    match lists {
        0 => FieldType::BoxedStruct(ancestor.name.clone()),
        lists => types::in_lists(FieldType::Struct(ancestor.name.clone()), lists),
    }
}

fn holds_all(outer: &[Parameter], inner: &[Parameter]) -> bool {
    inner.iter().all(|inner| outer.iter().any(|outer| outer.name.trim() == inner.name.trim()))
}

/// Writes down all that makes two structs of one name the same in Rust.
fn shape(members: &[Parameter], is_sent: bool) -> String {
    let mut text = String::new();
    write_shape(members, is_sent, 0, &mut text);
    text
}

fn write_shape(members: &[Parameter], is_sent: bool, depth: usize, text: &mut String) {
    for member in members {
        let types::Documented { name, lists } = types::take_apart(&member.type_name);
        let _ = write!(text, "{}\0{name}\0{lists}\0", member.name.trim());
        if is_sent {
            let limits = (member.is_required, member.max_length, member.max_list_size);
            let _ = write!(text, "{limits:?}{:?}{:?}", member.min_value, member.max_value);
        }
        if depth < MAX_DEPTH {
            text.push('{');
            write_shape(&member.members, is_sent, depth + 1, text);
            text.push('}');
        }
    }
}
