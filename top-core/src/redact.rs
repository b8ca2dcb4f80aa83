//! What of a declared struct may be shown, decided by its table: fields marked `secret` never are.

use std::fmt;

use crate::api::TopObject;
use crate::decode::Tape;
use crate::descriptor::{Descriptor, Field, Type};
use crate::secret::REDACTED;
use crate::value::{Borrower, Object, Value};

/// Writes `Debug` of a declared struct from its table (`#[top(debug)]`).
///
/// # Errors
///
/// Returns an error if the formatter does.
pub fn debug<O: TopObject>(object: &O, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_object(object, f)
}

/// Writes `Debug` of a struct whose type is not known.
pub(crate) fn debug_object(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut outcome = Ok(());
    object.lend(&mut Borrower::new(&mut |lent| {
        let mut shown = f.debug_struct(lent.descriptor().name());
        for (field, value) in lent.members() {
            match value {
                value if field.is_secret() && !matches!(value, Value::Absent) => {
                    shown.field(field.rust_name(), &format_args!("{REDACTED}"))
                }
                value => shown.field(field.rust_name(), &Shown(value)),
            };
        }
        outcome = shown.finish();
    }));
    outcome
}

struct Shown<'a>(Value<'a>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Absent => f.write_str("None"),
            Value::String(text) => text.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Boolean(value) => value.fmt(f),
            Value::Date(date) => date.fmt(f),
            Value::Decimal(decimal) => decimal.fmt(f),
            Value::Json(json) => json.fmt(f),
            Value::File(file) => file.fmt(f),
            Value::Object(object) => debug_object(object, f),
            Value::List(list) => {
                f.debug_list().entries((0..list.count()).map(|index| Shown(list.element(index)))).finish()
            }
            Value::Map(map) => {
                let mut shown = f.debug_map();
                map.for_each(&mut |name, value| {
                    shown.entry(&name, &Shown(value));
                });
                shown.finish()
            }
        }
    }
}

/// Returns whether a struct, or one inside it, has a field marked `secret`.
pub(crate) fn holds_secret(descriptor: &'static Descriptor) -> bool {
    own_secret(descriptor).unwrap_or_else(|| search_secret(descriptor, &mut Vec::new()))
}

/// Returns whether one of the fields is marked `secret`; `None` if none is, but some hold structs.
fn own_secret(descriptor: &Descriptor) -> Option<bool> {
    let mut holds_objects = false;
    for field in descriptor.fields() {
        if field.is_secret() {
            return Some(true);
        }
        holds_objects |= field.ty().holds_object();
    }
    if holds_objects { None } else { Some(false) }
}

/// Searches the structs inside of `descriptor`, but for those that were `seen`: types can contain themselves.
fn search_secret(descriptor: &Descriptor, seen: &mut Vec<*const Descriptor>) -> bool {
    descriptor.fields().iter().filter_map(|field| object_inside(field.ty())).any(|inside| {
        own_secret(inside).unwrap_or_else(|| {
            let address = std::ptr::from_ref(inside);
            let is_new = !seen.contains(&address);
            if is_new {
                seen.push(address);
            }
            is_new && search_secret(inside, seen)
        })
    })
}

/// Returns what may be shown of a parameter: itself, or that it is not shown.
pub(crate) fn shown<'v>(request: Option<&'static Descriptor>, name: &str, value: &'v str) -> &'v str {
    let field = request.and_then(|request| request.fields().iter().find(|field| field.wire_name() == name));
    let is_secret = |field: &Field| field.is_secret() || object_inside(field.ty()).is_some_and(holds_secret);
    if matches!(name, "session" | "sign") || field.is_some_and(is_secret) { REDACTED } else { value }
}

/// Returns the struct that a type holds, alone, in a list or in a map.
pub(crate) fn object_inside(ty: Type) -> Option<&'static Descriptor> {
    match ty.required() {
        Type::Object(descriptor) => Some(descriptor()),
        Type::List(element) | Type::Map(element) => object_inside(*element),
        _ => None,
    }
}

/// Collects the values of `secret` fields in the parameters of a request.
pub(crate) fn secret_values<'p>(
    descriptor: &'static Descriptor,
    parameters: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Vec<String> {
    let mut secrets = Vec::new();
    if !holds_secret(descriptor) {
        return secrets;
    }
    for (name, value) in parameters {
        let Some(field) = descriptor.fields().iter().find(|field| field.wire_name() == name) else {
            continue;
        };
        if field.is_secret() {
            secrets.push(value.to_owned());
            secrets.extend(value.split(',').map(str::to_owned));
        }
        if let Ok(tape) = Tape::parse_json(value) {
            collect(&tape, 0, field.ty(), field.is_secret(), &mut secrets);
        }
    }
    secrets
}

/// Collects the texts below `index` that belong to `secret` fields.
fn collect(tape: &Tape<'_>, index: u32, ty: Type, is_secret: bool, secrets: &mut Vec<String>) {
    if is_secret && let Some(text) = tape.text(index) {
        // JSON text inside a string holds its own values.
        if let Ok(inner) = Tape::parse_json(text)
            && inner.text(0).is_none()
        {
            collect(&inner, 0, ty, true, secrets);
        }
        secrets.push(text.to_owned());
    }
    for element in tape.elements_of(index) {
        let element_type = if let Type::List(element) = ty.required() { *element } else { ty };
        collect(tape, element, element_type, is_secret, secrets);
    }
    for (name, value) in tape.members(index) {
        let field = match ty.required() {
            Type::Object(descriptor) => descriptor().fields().iter().find(|field| field.wire_name() == name),
            _ => None,
        };
        let (ty, is_field_secret) = match (field, ty.required()) {
            (Some(field), _) => (field.ty(), field.is_secret()),
            (None, Type::Map(value)) => (*value, false),
            _ => (Type::Json, false),
        };
        collect(tape, value, ty, is_secret || is_field_secret, secrets);
    }
}
