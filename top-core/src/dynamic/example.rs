//! Filling a struct by what its table says: the documented examples (示例值), and plain values where there is none.

use std::collections::BTreeMap;

use super::read::read;
use super::{DynamicList, DynamicMap, DynamicObject, Held, is_same};
use crate::decode::{Reader, Tape};
use crate::descriptor::{Descriptor, Field, Type};
use crate::redact::object_inside;
use crate::rules::{Bound, Rule};
use crate::validate::{check_parameter, validate};
use crate::wire::{DateTime, Decimal, File, Json};

/// How deep structs are filled that contain others.
const MAX_DEPTH: usize = 32;

/// How many elements a list gets that wants many.
const MAX_ELEMENTS: u32 = 1_000;

impl DynamicObject {
    /// Fills the struct that `descriptor` describes with the documented examples (示例值).
    ///
    /// A required field without an example, or with one that is not of its type or breaks its rules, gets a plain value
    /// that keeps them; an optional one is left out, and so is a struct in which nothing is documented. A list gets one
    /// element, unless the example is a list. A struct that contains itself ends where it would do so again.
    pub fn example(descriptor: &'static Descriptor) -> Self {
        Filler { is_full: false, above: Vec::new() }.object(descriptor)
    }

    /// Fills the struct that `descriptor` describes with a value for every field, optional ones included: an example
    /// where there is one, a plain value where not.
    pub fn full_example(descriptor: &'static Descriptor) -> Self {
        Filler { is_full: true, above: Vec::new() }.object(descriptor)
    }
}

struct Filler {
    is_full: bool,
    /// The structs that are being filled.
    above: Vec<&'static Descriptor>,
}

impl Filler {
    fn object(&mut self, descriptor: &'static Descriptor) -> DynamicObject {
        self.above.push(descriptor);
        let is_parameter = descriptor.is_request();
        let values = descriptor.fields().iter().map(|field| self.field(field, is_parameter)).collect();
        self.above.pop();
        DynamicObject { descriptor, values }
    }

    fn field(&mut self, field: &Field, is_parameter: bool) -> Held {
        if let Some(value) = documented(field, is_parameter).filter(|value| keeps(field, value, is_parameter))
        {
            return value;
        }
        let is_wanted = field.is_required() || self.is_full || self.is_documented(field.ty());
        let is_recursive = object_inside(field.ty()).is_some_and(|inside| self.is_inside(inside));
        match field.ty() {
            Type::Optional(_) if !is_wanted || is_recursive => Held::Absent,
            _ => self.plain(field.ty(), field.rules(), field.item_rules()),
        }
    }

    fn is_inside(&self, descriptor: &'static Descriptor) -> bool {
        self.above.iter().any(|above| is_same(above, descriptor)) || self.above.len() >= MAX_DEPTH
    }

    /// Returns whether anything is documented inside the struct that a type holds, alone or in a list or map.
    fn is_documented(&mut self, ty: Type) -> bool {
        let Some(inside) = object_inside(ty).filter(|inside| !self.is_inside(inside)) else { return false };
        self.above.push(inside);
        let mut fields = inside.fields().iter();
        let found = fields.any(|field| !field.example().is_empty() || self.is_documented(field.ty()));
        self.above.pop();
        found
    }

    /// Makes a value of a type that keeps `rules`, elements of which keep `item_rules`.
    fn plain(&mut self, ty: Type, rules: &[Rule], item_rules: &[Rule]) -> Held {
        match ty {
            Type::Optional(inner) => self.plain(*inner, rules, item_rules),
            Type::Object(descriptor) => {
                let descriptor = descriptor();
                if self.is_inside(descriptor) {
                    // No value of it can exist, as it contains itself without end.
                    return Held::Absent;
                }
                Held::Object(self.object(descriptor))
            }
            Type::List(element) => {
                let is_recursive = object_inside(*element).is_some_and(|inside| self.is_inside(inside));
                let elements = match if is_recursive { 0 } else { count(rules) } {
                    0 => Vec::new(),
                    count => vec![self.plain(*element, item_rules, &[]); count],
                };
                Held::List(DynamicList { element_type: *element, elements })
            }
            Type::Map(value) => {
                let is_recursive = object_inside(*value).is_some_and(|inside| self.is_inside(inside));
                let members = (!is_recursive).then(|| ("key".to_owned(), self.plain(*value, &[], &[])));
                Held::Map(DynamicMap(BTreeMap::from_iter(members)))
            }
            Type::File => Held::File(Box::new(File::new("example.txt", plain_text(rules).into_bytes()))),
            Type::Json => Held::Json(Json::from_checked("{}".to_owned())),
            Type::Boolean => Held::Boolean(true),
            Type::Enum(codes) if codes.is_number() => {
                let code = codes.codes().first().and_then(|code| code.code().parse().ok());
                Held::Number(code.unwrap_or_default())
            }
            Type::Enum(codes) => {
                Held::String(codes.codes().first().map_or("CODE", |code| code.code()).to_owned())
            }
            Type::String => Held::String(plain_text(rules)),
            Type::Number { min, max } => {
                let bounds = rules.iter().filter_map(|rule| match rule {
                    Rule::Min(Bound::Number(bound)) | Rule::Max(Bound::Number(bound)) => Some(*bound),
                    _ => None,
                });
                let candidates = [1, 0].into_iter().chain(bounds).chain([min, max]);
                choose(candidates.filter(|number| (min..=max).contains(number)).map(Held::Number), rules)
            }
            Type::Decimal => {
                let bounds = rules.iter().filter_map(|rule| match rule {
                    Rule::Min(Bound::Number(bound)) | Rule::Max(Bound::Number(bound)) => {
                        Some(bound.to_string())
                    }
                    Rule::Min(Bound::Decimal(bound)) | Rule::Max(Bound::Decimal(bound)) => {
                        Some((*bound).to_owned())
                    }
                    _ => None,
                });
                let candidates = ["1.00", "1", "0.5", "0"].map(str::to_owned).into_iter().chain(bounds);
                choose(candidates.map(|text| Held::Decimal(Decimal::from_checked(text))), rules)
            }
            Type::Date => {
                let bounds = rules.iter().filter_map(|rule| match rule {
                    Rule::Min(Bound::Date(bound)) | Rule::Max(Bound::Date(bound)) => Some(*bound),
                    _ => None,
                });
                let plain = DateTime::from_valid_parts(2016, 1, 1, 12, 0, 0);
                choose([plain].into_iter().chain(bounds).map(Held::Date), rules)
            }
        }
    }
}

/// Reads the documented example of a field, `None` if there is none or it is no value of the type.
fn documented(field: &Field, is_parameter: bool) -> Option<Held> {
    let text = field.example();
    if text.is_empty() {
        return None;
    }
    let read_as = |tape: Tape<'_>, ty: Type| {
        let mut reader = Reader::new(tape, 0, true);
        let value = read(&mut reader, ty);
        reader.finish().is_ok().then_some(value)
    };
    let Type::List(element) = field.ty().required() else {
        return read_as(Tape::of_parameter(text), field.ty().required());
    };
    if text.trim_start().starts_with('[')
        && let Ok(tape) = Tape::parse_json(text)
    {
        return read_as(tape, Type::List(element));
    }
    if is_parameter && element.is_scalar() && !field.is_json_list() {
        return read_as(Tape::of_parameter(text), Type::List(element));
    }
    let only = read_as(Tape::of_parameter(text), *element)?;
    Some(Held::List(DynamicList { element_type: *element, elements: vec![only] }))
}

/// Returns whether a value keeps all rules of its field, and of what is inside.
fn keeps(field: &Field, value: &Held, is_parameter: bool) -> bool {
    let is_whole = match value {
        Held::Object(object) => validate(object).is_ok(),
        Held::List(list) => list.elements.iter().all(|element| match element {
            Held::Object(object) => validate(object).is_ok(),
            element => keeps_rules(element, field.item_rules()),
        }),
        _ => true,
    };
    let is_sendable = !is_parameter || check_parameter(field, &value.value()).is_none();
    is_whole && is_sendable && keeps_rules(value, field.rules())
}

fn keeps_rules(value: &Held, rules: &[Rule]) -> bool {
    rules.iter().all(|rule| rule.broken_by(&value.value()).is_none())
}

/// Returns the first of `candidates` that keeps all rules; if none does, the rules leave no value, and the first will do.
fn choose(candidates: impl Iterator<Item = Held>, rules: &[Rule]) -> Held {
    let mut first = None;
    for candidate in candidates {
        if keeps_rules(&candidate, rules) {
            return candidate;
        }
        first.get_or_insert(candidate);
    }
    first.unwrap_or(Held::Absent)
}

/// Makes text, or what a file holds, of a length that `rules` allow.
fn plain_text(rules: &[Rule]) -> String {
    let (mut shortest, mut longest) = (0, usize::MAX);
    for rule in rules {
        match rule {
            Rule::OneOf(choices) => {
                let texts = choices.iter().map(|choice| Held::String((*choice).to_owned()));
                if let Held::String(text) = choose(texts, rules) {
                    return text;
                }
            }
            Rule::MinLen(limit) => shortest = shortest.max(usize::try_from(*limit).unwrap_or(usize::MAX)),
            Rule::MaxLen(limit) | Rule::MaxBytes(limit) => {
                longest = longest.min(usize::try_from(*limit).unwrap_or(usize::MAX));
            }
            _ => {}
        }
    }
    let length = "example".len().max(shortest).min(longest);
    "example ".chars().cycle().take(length).collect::<String>().replace(' ', "-")
}

/// Returns how many elements a list gets.
fn count(rules: &[Rule]) -> usize {
    let count = rules.iter().fold(1, |count, rule| match rule {
        Rule::MinItems(limit) => count.max(*limit),
        Rule::MaxItems(limit) => count.min(*limit),
        _ => count,
    });
    usize::try_from(count.min(MAX_ELEMENTS)).unwrap_or_default()
}
