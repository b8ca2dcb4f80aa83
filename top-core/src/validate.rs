//! Validation of the whole tree: every rule of every member, all violations at once.
//!
//! A valid request costs one walk over its tables and no allocation: the path of a member is a chain on the stack and
//! becomes text only for a violation.

use std::fmt;

use crate::descriptor::Field;
use crate::error::{Violation, ViolationKind, Violations};
use crate::params::is_blank;
use crate::value::{Borrower, Lent, List, Object, Value};

/// Checks `object` and everything inside it.
pub(crate) fn validate(object: &dyn Object) -> Result<(), Violations> {
    let mut violations = Vec::new();
    object.lend(&mut Borrower::new(&mut |lent| {
        if lent.descriptor().is_request() {
            check_parameters(lent, &mut violations);
        } else {
            check_members(lent, None, &mut violations);
        }
    }));
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

impl<'p> Path<'p> {
    #[inline]
    fn to(field: &Field, parent: Option<&'p Self>) -> Self {
        Path { parent, step: Step::Member(field.wire_name()) }
    }
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
    object.lend(&mut Borrower::new(&mut move |lent| check_members(lent, parent, violations)));
}

fn check_members(lent: Lent<'_, '_>, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    check_all::<false>(&lent, parent, violations);
}

/// Checks the fields of a request: text of a parameter must not be blank, besides.
fn check_parameters(lent: Lent<'_, '_>, violations: &mut Vec<Violation>) {
    check_all::<true>(&lent, None, violations);
}

#[inline]
fn check_all<const IS_REQUEST: bool>(
    lent: &Lent<'_, '_>,
    parent: Option<&Path<'_>>,
    violations: &mut Vec<Violation>,
) {
    let Some(checks) = lent.descriptor().checks() else {
        return check_by_hand::<IS_REQUEST>(lent, parent, violations);
    };
    for check in checks {
        let Some(value) = lent.field(check.index()) else { break };
        let value = &value.borrow();
        let is_clearly_valid = match value {
            Value::String(text) => {
                text.len() < check.clearly_valid_below()
                    && !(IS_REQUEST && check.must_not_be_blank() && is_blank(text))
            }
            Value::Absent => true,
            _ => false,
        };
        if !is_clearly_valid {
            let field = &lent.descriptor().fields()[check.index()];
            check_field::<IS_REQUEST>(field, value, parent, violations);
        }
    }
    check_by_author(lent, parent, violations);
}

/// Checks a struct whose descriptor is written by hand, which does not say what is to be checked.
#[cold]
fn check_by_hand<const IS_REQUEST: bool>(
    lent: &Lent<'_, '_>,
    parent: Option<&Path<'_>>,
    violations: &mut Vec<Violation>,
) {
    for (field, lent) in lent.fields() {
        check_field::<IS_REQUEST>(field, &lent.borrow(), parent, violations);
    }
    check_by_author(lent, parent, violations);
}

#[inline]
fn check_field<const IS_REQUEST: bool>(
    field: &Field,
    value: &Value<'_>,
    parent: Option<&Path<'_>>,
    violations: &mut Vec<Violation>,
) {
    match value {
        Value::Object(object) => check_object(*object, Some(&Path::to(field, parent)), violations),
        value if IS_REQUEST => check_parameter_value(field, value, violations),
        value => check_value(field, value, parent, violations),
    }
}

#[inline(never)]
fn check_parameter_value(field: &Field, value: &Value<'_>, violations: &mut Vec<Violation>) {
    if let Some(kind) = check_parameter(field, value) {
        push(field, kind, None, violations);
        if kind == ViolationKind::Blank {
            return;
        }
    }
    check_value(field, value, None, violations);
}

#[inline(never)]
fn check_value(field: &Field, value: &Value<'_>, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    if !field.rules().is_empty() {
        check_rules(field, value, parent, violations);
    }
    let path = Path::to(field, parent);
    if let Value::List(list) = *value {
        if !field.item_rules().is_empty() {
            check_items(field, list, &path, violations);
        }
        check_elements(list, &path, violations);
    } else {
        check_inside(value, &path, violations);
    }
}

#[inline(never)]
fn check_rules(field: &Field, value: &Value<'_>, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    for rule in field.rules() {
        if let Some(actual) = rule.broken_by(value) {
            push(field, ViolationKind::Rule(*rule, actual), parent, violations);
        }
    }
}

#[inline]
fn check_by_author(lent: &Lent<'_, '_>, path: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    if let Some(check) = lent.checks() {
        check(&mut Checks { fields: lent.descriptor().fields(), path, violations });
    }
}

#[cold]
fn push(field: &Field, kind: ViolationKind, parent: Option<&Path<'_>>, violations: &mut Vec<Violation>) {
    let path = Path::to(field, parent);
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

#[inline(never)]
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

fn check_elements(list: &dyn List, path: &Path<'_>, violations: &mut Vec<Violation>) {
    if list.element_type().is_scalar() {
        return;
    }
    for index in 0..list.count() {
        let path = Path { parent: Some(path), step: Step::Element(index) };
        match &list.element(index) {
            // As nearly all elements are that have something inside.
            Value::Object(object) => check_object(*object, Some(&path), violations),
            value => check_inside(value, &path, violations),
        }
    }
}

fn check_inside(value: &Value<'_>, path: &Path<'_>, violations: &mut Vec<Violation>) {
    match *value {
        Value::Object(object) => check_object(object, Some(path), violations),
        Value::List(list) => check_elements(list, path, violations),
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
