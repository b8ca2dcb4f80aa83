//! The shapes of the APIs: those of real documents, or drawn from their averages.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// The shape of an API.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) method: String,
    pub(crate) request: Struct,
    pub(crate) response: Struct,
}

/// The shape of a struct.
#[derive(Debug, Default)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
}

/// The shape of a field.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) kind: Kind,
    pub(crate) is_list: bool,
    pub(crate) is_required: bool,
    pub(crate) max_len: Option<u64>,
}

/// What a field holds.
#[derive(Debug)]
pub(crate) enum Kind {
    String,
    Number,
    Boolean,
    Date,
    Decimal,
    Json,
    Struct(Struct),
}

impl Struct {
    /// Counts the structs inside.
    pub(crate) fn structs(&self) -> usize {
        self.inside().map(|inner| 1 + inner.structs()).sum()
    }

    /// Counts the fields, those inside as well.
    pub(crate) fn fields(&self) -> usize {
        self.fields.len() + self.inside().map(Self::fields).sum::<usize>()
    }

    fn inside(&self) -> impl Iterator<Item = &Self> {
        self.fields.iter().filter_map(|field| match &field.kind {
            Kind::Struct(inner) => Some(inner),
            _ => None,
        })
    }
}

/// Chooses `count` APIs: spread over the corpus if it is there.
pub(crate) fn choose(root: &Path, count: usize) -> Vec<Api> {
    let documents = read_corpus(&root.join("../shared/corpus"));
    if documents.is_empty() {
        println!("shapes: synthetic");
        return synthetic(count);
    }
    println!("shapes: {count} of {} documents", documents.len());
    let step = (documents.len() / count).max(1);
    documents.iter().step_by(step).take(count).map(api_of_document).collect()
}

fn read_corpus(folder: &Path) -> Vec<Value> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts
        .flat_map(|text| text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<_>>())
        .collect()
}

fn api_of_document(document: &Value) -> Api {
    let text = |name: &str| document[name].as_str().unwrap_or_default().to_owned();
    Api {
        method: text("name"),
        request: struct_of(&document["requestParams"], true),
        response: struct_of(&document["responseParams"], false),
    }
}

fn struct_of(members: &Value, is_request: bool) -> Struct {
    let mut fields: Vec<Field> = Vec::new();
    for member in members.as_array().into_iter().flatten() {
        let name = member["name"].as_str().unwrap_or_default().to_owned();
        let ty = member["type"].as_str().unwrap_or_default().replace(' ', "");
        if name.is_empty() || fields.iter().any(|field| field.name == name) {
            continue;
        }
        let element = ty.trim_end_matches("[]");
        let kind = match element {
            _ if member["subParams"].as_array().is_some_and(|inside| !inside.is_empty()) => {
                Kind::Struct(struct_of(&member["subParams"], is_request))
            }
            "String" => Kind::String,
            "Number" | "byte" => Kind::Number,
            "Boolean" => Kind::Boolean,
            "Date" => Kind::Date,
            "Price" | "BigDecimal" => Kind::Decimal,
            _ => Kind::Json,
        };
        fields.push(Field {
            name,
            docs: member["description"].as_str().unwrap_or_default().to_owned(),
            is_list: ty.ends_with("[]"),
            is_required: is_request && member["required"].as_bool().unwrap_or_default(),
            max_len: member["maxLength"]
                .as_u64()
                .filter(|_| matches!(kind, Kind::String) && !ty.ends_with("[]")),
            kind,
        });
    }
    Struct { fields }
}

/// Makes shapes with the averages of the real ones: 4.4 structs and 21 fields an API.
fn synthetic(count: usize) -> Vec<Api> {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    (0..count)
        .map(|index| Api {
            method: format!("taobao.synthetic.api{index}"),
            request: synthetic_struct(&mut random, 3, 1),
            response: synthetic_struct(&mut random, 4, 2),
        })
        .collect()
}

fn synthetic_struct(random: &mut Random, fields: u64, depth: u32) -> Struct {
    let fields = 1 + random.below(2 * fields);
    let fields = (0..fields).map(|index| {
        let kind = match random.below(10) {
            _ if depth > 0 && index == 0 => Kind::Struct(synthetic_struct(random, 5, depth - 1)),
            0..=5 => Kind::String,
            6..=7 => Kind::Number,
            8 => Kind::Boolean,
            _ => Kind::Date,
        };
        Field {
            name: format!("member_{index}"),
            docs: "A member of a made-up struct".to_owned(),
            is_list: random.below(8) == 0,
            is_required: random.below(2) == 0,
            max_len: (matches!(kind, Kind::String) && random.below(20) == 0).then_some(32),
            kind,
        }
    });
    let mut fields: Vec<_> = fields.collect();
    for field in fields.iter_mut().filter(|field| field.is_list) {
        field.max_len = None;
    }
    Struct { fields }
}

/// A small random number generator, so that every run makes the same shapes.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
