//! JSON Schema of a request.

use serde_json::{Map, Value, json};

use crate::descriptor::{Api, Descriptor, Field, Type};
use crate::rules::{Bound, Rule};

/// White space as `is_blank` has it, in a class of a regular expression: `\s` is something else in every dialect.
const BLANK: &str = r"\t-\r\u001c- \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000";

pub(super) fn write(api: &Api) -> String {
    let mut writer = Writer { definitions: Vec::new() };
    let mut schema = writer.object(api.request());
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(api.method()));
    if !writer.definitions.is_empty() {
        let definitions: Map<_, _> =
            writer.definitions.into_iter().map(|(_, name, schema)| (name, Value::Object(schema))).collect();
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    Value::Object(schema).to_string()
}

/// Writes structs once each, under a name of their own.
struct Writer {
    definitions: Vec<(*const Descriptor, String, Map<String, Value>)>,
}

impl Writer {
    /// Returns the name of the definition of a struct, written if it is the first time.
    fn definition(&mut self, descriptor: &'static Descriptor) -> String {
        let address = std::ptr::from_ref(descriptor);
        if let Some((_, name, _)) = self.definitions.iter().find(|(known, ..)| *known == address) {
            return name.clone();
        }
        // Structs of one name occur in one API.
        let is_taken = |name: &str| self.definitions.iter().any(|(_, known, _)| known == name);
        let mut name = descriptor.name().to_owned();
        let mut number = 2;
        while is_taken(&name) {
            name = format!("{}{number}", descriptor.name());
            number += 1;
        }
        let index = self.definitions.len();
        self.definitions.push((address, name.clone(), Map::new()));
        self.definitions[index].2 = self.object(descriptor);
        name
    }

    fn object(&mut self, descriptor: &'static Descriptor) -> Map<String, Value> {
        let fields = descriptor.fields();
        let properties: Map<_, _> = fields
            .iter()
            .map(|field| (field.wire_name().to_owned(), self.field(field, descriptor.is_request())))
            .collect();
        let required: Vec<_> =
            fields.iter().filter(|field| field.is_required()).map(Field::wire_name).collect();
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), json!(required));
        schema.insert("additionalProperties".to_owned(), json!(false));
        describe(&mut schema, descriptor.docs());
        schema
    }

    fn field(&mut self, field: &Field, is_parameter: bool) -> Value {
        let mut schema = self.ty(field.ty());
        let is_comma_list = matches!(field.ty().required(), Type::List(element) if element.is_scalar())
            && is_parameter
            && !field.is_json_list();
        if let Some(Value::Object(items)) = schema.get_mut("items") {
            apply(items, field.item_rules());
            // What has a pattern already, a date or a decimal, is neither blank nor has a comma.
            let is_free = items.get("type") == Some(&json!("string")) && !items.contains_key("pattern");
            if is_comma_list && is_free {
                items.insert("pattern".to_owned(), json!(format!("^[^,]*[^,{BLANK}][^,]*$")));
            }
        }
        apply(&mut schema, field.rules());
        if is_parameter && field.is_required() {
            // What is blank is not sent, so it cannot be required.
            match field.ty() {
                Type::String => {
                    schema.insert("pattern".to_owned(), json!(format!("[^{BLANK}]")));
                }
                Type::List(_) if is_comma_list => {
                    let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or_default().max(1);
                    schema.insert("minItems".to_owned(), json!(least));
                }
                _ => {}
            }
        }
        describe(&mut schema, field.docs());
        if !field.example().is_empty() {
            schema.insert("examples".to_owned(), json!([example(field)]));
        }
        Value::Object(schema)
    }

    fn ty(&mut self, ty: Type) -> Map<String, Value> {
        let schema = match ty.required() {
            Type::Number { min, max } => json!({"type": "integer", "minimum": min, "maximum": max}),
            Type::Boolean => json!({"type": "boolean"}),
            Type::Date => json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$"}),
            Type::Decimal => {
                json!({"type": "string", "pattern": r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"})
            }
            Type::Map(value) => json!({"type": "object", "additionalProperties": self.ty(*value)}),
            Type::List(element) => json!({"type": "array", "items": self.ty(*element)}),
            Type::Enum(codes) if codes.is_number() => json!({"type": "integer"}),
            Type::String | Type::Enum(_) => json!({"type": "string"}),
            Type::Object(descriptor) => json!({"$ref": format!("#/$defs/{}", self.definition(descriptor()))}),
            // Any JSON at all; a file is none, and stands for itself.
            Type::Json | Type::File | Type::Optional(_) => json!({}),
        };
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }
}

/// Adds rules to the schema of a value, as far as JSON Schema knows them.
fn apply(schema: &mut Map<String, Value>, rules: &[Rule]) {
    for rule in rules {
        let (key, value) = match *rule {
            Rule::MaxLen(limit) => ("maxLength", json!(limit)),
            Rule::MinLen(limit) => ("minLength", json!(limit)),
            Rule::MinItems(limit) => ("minItems", json!(limit)),
            Rule::MaxItems(limit) => ("maxItems", json!(limit)),
            Rule::OneOf(choices) => ("enum", json!(choices)),
            Rule::Min(Bound::Number(bound)) if is_integer(schema) => ("minimum", json!(bound)),
            Rule::Max(Bound::Number(bound)) if is_integer(schema) => ("maximum", json!(bound)),
            Rule::Digits(limit) if is_integer(schema) => {
                let Some(bound) = 10_i64.checked_pow(limit).map(|power| power - 1) else { continue };
                let tighten = |key: &str, bound: i64, tighter: fn(i64, i64) -> i64| {
                    schema.get(key).and_then(Value::as_i64).map_or(bound, |known| tighter(known, bound))
                };
                let minimum = tighten("minimum", -bound, i64::max);
                let maximum = tighten("maximum", bound, i64::min);
                schema.insert("minimum".to_owned(), json!(minimum));
                ("maximum", json!(maximum))
            }
            Rule::Scale(limit) => {
                // Of a fraction that long every engine would have to count the states.
                if limit > 255 {
                    continue;
                }
                let fraction = if limit == 0 { String::new() } else { format!(r"|\.\d{{1,{limit}}}") };
                let plain = format!(r"\d+(\.\d{{0,{limit}}})?{fraction}");
                // How far an exponent moves the point is beyond a regular expression.
                ("pattern", json!(format!(r"^[+-]?({plain}|(\d+\.?\d*|\.\d+)[eE][+-]?\d+)$")))
            }
            Rule::MaxBytes(_) | Rule::Min(_) | Rule::Max(_) | Rule::Digits(_) => continue,
        };
        schema.insert(key.to_owned(), value);
    }
}

fn is_integer(schema: &Map<String, Value>) -> bool {
    schema.get("type") == Some(&json!("integer"))
}

fn describe(schema: &mut Map<String, Value>, docs: &str) {
    if !docs.is_empty() {
        schema.insert("description".to_owned(), json!(docs));
    }
}

/// Returns the documented example as a value of the field's type, as text where it is none.
fn example(field: &Field) -> Value {
    let text = field.example();
    match field.ty().required() {
        Type::String | Type::Date | Type::Decimal | Type::Enum(_) => json!(text),
        _ => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
    }
}
