//! The vocabulary of `#[top(...)]`: which keys there are, where each belongs and what it takes.

pub(crate) mod list;
pub(crate) mod value;
mod spelling;

use self::spelling::{distance, to_snake_case};
pub(crate) use self::spelling::{enumerate, nearest};

/// A key of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Method,
    Response,
    Session,
    Idempotent,
    Crate,
    Builder,
    Debug,
    Success,
    Code,
    Message,
    Ok,
    Name,
    MaxLen,
    MinLen,
    MaxBytes,
    Min,
    Max,
    Digits,
    Scale,
    MinItems,
    MaxItems,
    OneOf,
    Items,
    Custom,
    Json,
    List,
    Example,
    Secret,
    Skip,
    Other,
}

/// A place where a key can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A struct that derives `TopApi`.
    Api,
    /// A struct that derives `TopObject`.
    Object,
    /// A field of either.
    Field,
    /// The parentheses of `items(...)` on a field.
    Items,
    /// An enum that derives `TopEnum`.
    Enum,
    /// A variant of one.
    Variant,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing: the key stands alone.
    Nothing,
    /// `= "text"`
    Text,
    /// `= 32`, never negative
    Count,
    /// `= 32`, `= 0.01` or `= "2020-01-01 00:00:00"`
    Bound,
    /// `= "text"`, `= 5` or `= true`
    Example,
    /// `= "WAIT_BUYER_PAY"` or `= 3`
    Code,
    /// `("A", "B")`
    Choices,
    /// `(max_len = 32)`
    Rules,
    /// `= Type`
    Type,
    /// `= path`
    Path,
}

/// One row of the vocabulary.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) name: &'static str,
    places: &'static [Place],
    pub(crate) takes: Takes,
    /// The key with a value as an author would write it.
    pub(crate) example: &'static str,
    /// What the key is called elsewhere: in the documents of the platform, in serde, in validation libraries.
    aliases: &'static [&'static str],
}

const fn entry(
    (key, name): (Key, &'static str),
    places: &'static [Place],
    (takes, example): (Takes, &'static str),
    aliases: &'static [&'static str],
) -> Entry {
    Entry { key, name, places, takes, example, aliases }
}

const API: &[Place] = &[Place::Api];
const RESPONSE: &[Place] = &[Place::Object];
const STRUCT: &[Place] = &[Place::Api, Place::Object];
const ANY: &[Place] = &[Place::Api, Place::Object, Place::Enum];
const CHECKED: &[Place] = &[Place::Api, Place::Object, Place::Field];
const FIELD: &[Place] = &[Place::Field];
const RULE: &[Place] = &[Place::Field, Place::Items];
const VARIANT: &[Place] = &[Place::Variant];

#[rustfmt::skip]
const VOCABULARY: &[Entry] = &[
    entry((Key::Method, "method"), API, (Takes::Text, r#"method = "taobao.user.buyer.get""#), &["api", "api_name", "path", "endpoint"]),
    entry((Key::Response, "response"), API, (Takes::Type, "response = UserBuyerGetResponse"), &["returns", "result", "output"]),
    entry((Key::Session, "session"), API, (Takes::Text, r#"session = "required""#), &["auth", "authorization", "session_key", "access_token"]),
    entry((Key::Idempotent, "idempotent"), API, (Takes::Nothing, "idempotent"), &["retry", "retryable", "safe"]),
    entry((Key::Success, "success"), RESPONSE, (Takes::Text, r#"success = "result.success""#), &["succeeded", "is_success", "outcome"]),
    entry((Key::Code, "code"), RESPONSE, (Takes::Text, r#"code = "result.err_code""#), &["error_code", "err_code", "sub_code"]),
    entry((Key::Message, "message"), RESPONSE, (Takes::Text, r#"message = "result.err_msg""#), &["error_message", "err_msg", "msg", "error_msg"]),
    entry((Key::Ok, "ok"), RESPONSE, (Takes::Text, r#"ok = "0000""#), &["success_code", "ok_code", "ok_value"]),
    entry((Key::Builder, "builder"), STRUCT, (Takes::Nothing, "builder"), &["new", "constructor", "setters", "build"]),
    entry((Key::Debug, "debug"), STRUCT, (Takes::Nothing, "debug"), &["redact", "fmt"]),
    entry((Key::Crate, "crate"), ANY, (Takes::Path, "crate = my_sdk::top_core"), &["krate", "crate_path"]),
    entry((Key::Name, "name"), FIELD, (Takes::Text, r#"name = "user_id""#), &["rename", "alias", "wire_name"]),
    entry((Key::MaxLen, "max_len"), RULE, (Takes::Count, "max_len = 32"), &["max_length", "length", "len"]),
    entry((Key::MinLen, "min_len"), RULE, (Takes::Count, "min_len = 1"), &["min_length"]),
    entry((Key::MaxBytes, "max_bytes"), RULE, (Takes::Count, "max_bytes = 1024"), &["bytes"]),
    entry((Key::Min, "min"), RULE, (Takes::Bound, "min = 1"), &["min_value", "minimum"]),
    entry((Key::Max, "max"), RULE, (Takes::Bound, "max = 100"), &["max_value", "maximum"]),
    entry((Key::Digits, "digits"), RULE, (Takes::Count, "digits = 10"), &["max_digits", "total_digits"]),
    entry((Key::Scale, "scale"), RULE, (Takes::Count, "scale = 2"), &["decimals", "precision", "decimal_places", "fraction_digits"]),
    entry((Key::MinItems, "min_items"), RULE, (Takes::Count, "min_items = 1"), &["min_list_size", "min_size", "min_count"]),
    entry((Key::MaxItems, "max_items"), RULE, (Takes::Count, "max_items = 20"), &["max_list_size", "max_size", "max_count"]),
    entry((Key::OneOf, "one_of"), RULE, (Takes::Choices, r#"one_of("A", "B")"#), &["enum", "values", "choices"]),
    entry((Key::Items, "items"), FIELD, (Takes::Rules, "items(max_len = 32)"), &["item", "each", "inner", "elements", "dive"]),
    entry((Key::Custom, "custom"), CHECKED, (Takes::Path, "custom = check_title"), &["check", "validate", "validator", "with"]),
    entry((Key::Json, "json"), FIELD, (Takes::Nothing, "json"), &["json_text", "as_json"]),
    entry((Key::List, "list"), FIELD, (Takes::Text, r#"list = "json""#), &["separator", "delimiter", "style"]),
    entry((Key::Example, "example"), FIELD, (Takes::Example, r#"example = "i7/T1rfxpXcVhXXXH9QcZ""#), &["examples", "sample", "demo"]),
    entry((Key::Secret, "secret"), FIELD, (Takes::Nothing, "secret"), &["sensitive", "redacted", "private"]),
    entry((Key::Skip, "skip"), FIELD, (Takes::Nothing, "skip"), &["ignore"]),
    entry((Key::Name, "name"), VARIANT, (Takes::Code, r#"name = "WAIT_BUYER_PAY""#), &["rename", "value", "code"]),
    entry((Key::Other, "other"), VARIANT, (Takes::Nothing, "other"), &["unknown", "untagged", "fallback", "catch_all", "default"]),
];

/// Words that are keys elsewhere and say here what is said without a key, with what to do instead.
const FOREIGN: &[(&[&str], &[Place], &str)] = &[
    (
        &["default", "default_value"],
        FIELD,
        "remove it: `None` leaves the parameter out; say the default in the doc comment",
    ),
    (
        &["required", "mandatory", "not_null"],
        FIELD,
        "a plain type is required, an `Option` is not: remove it",
    ),
    (&["optional", "nullable"], FIELD, "an `Option` is optional, a plain type is required: remove it"),
    (
        &["desc", "description", "doc", "docs", "comment", "summary"],
        &[Place::Api, Place::Object, Place::Field, Place::Enum, Place::Variant],
        "write a `///` comment",
    ),
];

/// Returns what to do instead of giving the foreign key `word` where it was found.
pub(crate) fn instead_of(word: &str, found: Place) -> Option<&'static str> {
    let word = to_snake_case(word);
    let row =
        FOREIGN.iter().find(|(words, places, _)| words.contains(&word.as_str()) && places.contains(&found));
    row.map(|(.., remedy)| *remedy)
}

impl Entry {
    /// Returns whether the key belongs where it was found.
    pub(crate) fn belongs(&self, found: Place) -> bool {
        self.places.contains(&found)
    }
}

/// Returns the key called `word`, rather the one that belongs where the word was found.
pub(crate) fn find(word: &str, found: Place) -> Option<&'static Entry> {
    VOCABULARY.iter().filter(|entry| entry.name == word).min_by_key(|entry| !entry.belongs(found))
}

/// Returns whether a key called `word` belongs at `place`.
pub(crate) fn belongs(word: &str, place: Place) -> bool {
    find(word, place).is_some_and(|entry| entry.belongs(place))
}

/// Returns the key that was probably meant by the unknown `word`, rather one that belongs where the word was found.
pub(crate) fn suggest(word: &str, found: Place) -> Option<&'static Entry> {
    let word = to_snake_case(word);
    let distance = |entry: &Entry| {
        let is_alias = entry.aliases.contains(&word.as_str());
        if is_alias { 0 } else { distance(&word, entry.name) }
    };
    let nearest = VOCABULARY.iter().min_by_key(|entry| (distance(entry), !entry.belongs(found)))?;
    (distance(nearest) <= spelling::tolerance(&word)).then_some(nearest)
}

/// Lists the keys that belong at `place`: "`a`, `b` and `c`".
pub(crate) fn keys_of(place: Place) -> String {
    enumerate(VOCABULARY.iter().filter(|entry| entry.belongs(place)).map(|entry| entry.name), "and")
}
