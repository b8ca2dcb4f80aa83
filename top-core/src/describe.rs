//! What the descriptors are good for besides calls: a table of APIs, their documentation, and JSON Schema.

mod registry;

mod markdown;

mod schema;

pub use self::registry::Registry;
use crate::descriptor::{Api, Field, Type};
use crate::rules::Rule;

impl Api {
    /// Writes the documentation of the API as Markdown, in the form of the platform's own page: what it does, the
    /// parameters of the request, the members of the response.
    ///
    /// Members of structs are named by their wire paths, those of list elements with `[]`.
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// Writes the JSON Schema (draft 2020-12) of the request: its parameters before they are flattened.
    ///
    /// It accepts what [`validate`](crate::TopObject::validate) accepts, as far as JSON Schema can say it: lengths count
    /// characters instead of UTF-16 code units, which differ beyond the Basic Multilingual Plane; bounds of dates and
    /// decimals, the digits of decimals (`digits`; `scale` of one with an exponent) and limits in bytes are left out; the
    /// author's own checks are unknown to it.
    pub fn to_json_schema(&self) -> String {
        schema::write(self)
    }
}

impl Type {
    /// Returns the name of the type in the terms of the documents (类型), for example `Number` or `OrderDto[]`.
    pub fn document_name(self) -> String {
        type_name(self)
    }
}

impl Field {
    /// Returns the limits of the field in words (更多限制), those of its elements and its documented codes included; empty if
    /// there is none.
    pub fn limits(&self) -> String {
        limits(self)
    }
}

/// Returns the name of a type in the terms of the documents (类型).
fn type_name(ty: Type) -> String {
    match ty.required() {
        Type::String => "String".to_owned(),
        Type::Number { .. } => "Number".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Decimal => "Price".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::File => "byte[]".to_owned(),
        Type::Map(value) => format!("Map of {}", type_name(*value)),
        Type::List(element) => format!("{}[]", type_name(*element)),
        Type::Enum(codes) => codes.name().to_owned(),
        Type::Object(descriptor) => descriptor().name().to_owned(),
        Type::Optional(_) => String::new(),
    }
}

/// Returns the limits of a field in words (更多限制).
fn limits(field: &Field) -> String {
    let own = field.rules().iter().map(ToString::to_string);
    let items = field.item_rules().iter().map(|rule| format!("each {rule}"));
    let codes = match field.ty().required() {
        Type::Enum(codes) => Some(codes),
        Type::List(element) => match element.required() {
            Type::Enum(codes) => Some(codes),
            _ => None,
        },
        _ => None,
    };
    let codes = codes.map(|codes| {
        let codes: Vec<_> = codes.codes().iter().map(|code| format!("`{}`", code.code())).collect();
        format!("known codes {}", codes.join(", "))
    });
    own.chain(items).chain(codes).collect::<Vec<_>>().join("; ")
}

impl std::fmt::Display for Rule {
    /// Says the rule in words, for example `at most 32 UTF-16 code units long`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MaxLen(limit) => write!(f, "at most {limit} UTF-16 code units long"),
            Self::MinLen(limit) => write!(f, "at least {limit} UTF-16 code units long"),
            Self::MaxBytes(limit) => write!(f, "at most {limit} bytes long"),
            Self::Min(bound) => write!(f, "not less than {bound}"),
            Self::Max(bound) => write!(f, "not more than {bound}"),
            Self::Digits(limit) => write!(f, "at most {limit} digits in all"),
            Self::Scale(limit) => write!(f, "at most {limit} digits after the point"),
            Self::MinItems(limit) => write!(f, "at least {limit} elements"),
            Self::MaxItems(limit) => write!(f, "at most {limit} elements"),
            Self::OneOf(choices) => write!(f, "one of {}", choices.join(", ")),
        }
    }
}
