//! Validation of the whole tree: every rule of every member, all violations at once.
//!
//! A valid request costs one walk over its tables and no allocation: the path of a member is a chain on the stack and
//! becomes text only for a violation.

use std::fmt;

use crate::descriptor::{Field, Type};
use crate::error::{Violation, ViolationKind, Violations};
use crate::params::is_blank;
use crate::value::{Borrower, Lent, List, Object, Value};

/// Checks `object` and everything inside it.
pub(crate) fn validate(object: &dyn Object) -> Result<(), Violations> {
    let mut violations = Vec::new();
    check_object(object, None, &mut violations);
    if violations.is_empty() {
        return Ok(());
    }
    Violations::check(object.descriptor().name(), violations)
}

/// One step of a wire path; the steps before it are on the stack of the walk.
#[derive(Debug, Clone, Copy)]
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Member(&'p str),
    Element(usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Member(name) if self.parent.is_some() => write!(f, ".{name}"),
            Step::Member(name) => f.write_str(name),
            Step::Element(index) => write!(f, "[{index}]"),
        }
    }
}

fn check_object(object: &dyn Object, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    object.lend(&mut Borrower::new(&mut |lent| check_lent(lent, parent, violations)));
}

fn check_lent(lent: Lent<'_, '_>, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    let descriptor = lent.descriptor();
    let is_request = parent.is_none() && descriptor.is_request();
    for (field, lent) in lent.fields() {
        // Text of a parameter must not be blank; beyond that a scalar without a rule has nothing to check.
        if field.rules().is_empty() && !is_request && is_scalar(field) {
            continue;
        }
        let value = &lent.borrow();
        if is_request && let Some(kind) = check_parameter(field, value) {
            push(field, kind, parent, violations);
            // What cannot be sent at all breaks no further rule.
            if kind == ViolationKind::Blank {
                continue;
            }
        }
        for rule in field.rules() {
            if let Some(actual) = rule.broken_by(value) {
                push(field, ViolationKind::Rule(*rule, actual), parent, violations);
            }
        }
        let path = || Path { parent, step: Step::Member(field.wire_name()) };
        match *value {
            Value::Object(object) => check_object(object, Some(&path()), violations),
            Value::List(list) => {
                check_items(field, list, &path(), violations);
                check_inside(value, &path(), violations);
            }
            Value::Map(_) => check_inside(value, &path(), violations),
            // A scalar has nothing inside.
            _ => {}
        }
    }
    lent.check(&mut Checks { fields: descriptor.fields(), path: parent, violations });
}

fn is_scalar(field: &Field) -> bool {
    match field.ty() {
        Type::Optional(ty) => ty.is_scalar(),
        ty => ty.is_scalar(),
    }
}

#[cold]
fn push(field: &Field, kind: ViolationKind, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    let path = Path { parent, step: Step::Member(field.wire_name()) };
    violations.push(Violation::new(path.to_string(), kind));
}

/// Takes the outcomes of the author's own checks (`#[top(custom = ...)]`).
///
/// A message is a constant: it can say what is wrong, and not what the value is.
#[derive(Debug)]
pub struct Checks<'c, 'p> {
    fields: &'static [Field],
    path: Option<&'c Path<'p>>,
    violations: &'c mut Vec<Violation>,
}

impl Checks<'_, '_> {
    /// Takes the outcome of checking the field at `index` of the table.
    pub fn field(&mut self, index: usize, outcome: Result<(), &'static str>) {
        if let (Err(message), Some(field)) = (outcome, self.fields.get(index)) {
            let path = Path { parent: self.path, step: Step::Member(field.wire_name()) };
            self.violations.push(Violation::new(path.to_string(), ViolationKind::Custom(message)));
        }
    }

    /// Takes the outcome of checking the struct as a whole.
    pub fn object(&mut self, outcome: Result<(), &'static str>) {
        if let Err(message) = outcome {
            let path = self.path.map(ToString::to_string).unwrap_or_default();
            self.violations.push(Violation::new(path, ViolationKind::Custom(message)));
        }
    }
}

fn check_items(field: &Field, list: &dyn List, path: &Path<'_>, violations: &mut Vec<Violation>) {
    for rule in field.item_rules() {
        for index in 0..list.count() {
            if let Some(actual) = rule.broken_by(&list.element(index)) {
                let path = Path { parent: Some(path), step: Step::Element(index) };
                violations.push(Violation::new(path.to_string(), ViolationKind::Rule(*rule, actual)));
            }
        }
    }
}

fn check_inside(value: &Value<'_>, path: &Path<'_>, violations: &mut Vec<Violation>) {
    match *value {
        Value::Object(object) => check_object(object, Some(path), violations),
        Value::List(list) if !list.element_type().is_scalar() => {
            for index in 0..list.count() {
                let step = Step::Element(index);
                check_inside(&list.element(index), &Path { parent: Some(path), step }, violations);
            }
        }
        Value::Map(map) => map.for_each(&mut |name, value| {
            check_inside(&value, &Path { parent: Some(path), step: Step::Member(name) }, violations);
        }),
        _ => {}
    }
}

/// Checks what only the top level asks for: a parameter is text, and blank text is no parameter.
#[inline]
pub(crate) fn check_parameter(field: &Field, value: &Value<'_>) -> Option<ViolationKind> {
    match *value {
        Value::String(text) => (field.is_required() && is_blank(text)).then_some(ViolationKind::Blank),
        Value::List(list) if list.element_type().is_scalar() => check_list_parameter(field, list),
        _ => None,
    }
}

fn check_list_parameter(field: &Field, list: &dyn List) -> Option<ViolationKind> {
    if field.is_json_list() {
        return None;
    }
    if list.count() == 0 {
        return field.is_required().then_some(ViolationKind::Blank);
    }
    let unlistable = (0..list.count()).any(|index| match list.element(index) {
        Value::String(text) => is_blank(text) || text.contains(','),
        Value::Absent => true,
        _ => false,
    });
    unlistable.then_some(ViolationKind::Unlistable)
}
