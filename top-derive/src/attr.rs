//! The vocabulary of `#[top(...)]`: which keys there are, where each belongs and what it takes.

pub(crate) mod list;
pub(crate) mod value;

/// A key of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Method,
    Response,
    Crate,
    Name,
    MaxLen,
    MinLen,
    MaxBytes,
    Min,
    Max,
    Digits,
    MinItems,
    MaxItems,
    OneOf,
    Skip,
}

/// Where a key belongs, or where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A struct that derives `TopApi`.
    Api,
    /// Any struct; as a finding, one that derives `TopObject`.
    Struct,
    /// A field of any struct.
    Field,
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
    /// `("A", "B")`
    Choices,
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
    pub(crate) place: Place,
    pub(crate) takes: Takes,
    /// The key with a value as an author would write it.
    pub(crate) example: &'static str,
    /// What the key is called elsewhere: in the documents of the platform, in serde, in validation libraries.
    aliases: &'static [&'static str],
}

const fn entry(
    (key, name): (Key, &'static str),
    place: Place,
    (takes, example): (Takes, &'static str),
    aliases: &'static [&'static str],
) -> Entry {
    Entry { key, name, place, takes, example, aliases }
}

#[rustfmt::skip]
const VOCABULARY: &[Entry] = &[
    entry((Key::Method, "method"), Place::Api, (Takes::Text, r#"method = "taobao.user.buyer.get""#), &["api", "api_name", "path", "endpoint"]),
    entry((Key::Response, "response"), Place::Api, (Takes::Type, "response = UserBuyerGetResponse"), &["returns", "result", "output"]),
    entry((Key::Crate, "crate"), Place::Struct, (Takes::Path, "crate = my_sdk::top_core"), &["krate", "crate_path"]),
    entry((Key::Name, "name"), Place::Field, (Takes::Text, r#"name = "user_id""#), &["rename", "alias", "wire_name"]),
    entry((Key::MaxLen, "max_len"), Place::Field, (Takes::Count, "max_len = 32"), &["max_length", "length", "len"]),
    entry((Key::MinLen, "min_len"), Place::Field, (Takes::Count, "min_len = 1"), &["min_length"]),
    entry((Key::MaxBytes, "max_bytes"), Place::Field, (Takes::Count, "max_bytes = 1024"), &["bytes"]),
    entry((Key::Min, "min"), Place::Field, (Takes::Bound, "min = 1"), &["min_value", "minimum"]),
    entry((Key::Max, "max"), Place::Field, (Takes::Bound, "max = 100"), &["max_value", "maximum"]),
    entry((Key::Digits, "digits"), Place::Field, (Takes::Count, "digits = 10"), &["max_digits", "precision"]),
    entry((Key::MinItems, "min_items"), Place::Field, (Takes::Count, "min_items = 1"), &["min_list_size", "min_size", "min_count"]),
    entry((Key::MaxItems, "max_items"), Place::Field, (Takes::Count, "max_items = 20"), &["max_list_size", "max_size", "max_count"]),
    entry((Key::OneOf, "one_of"), Place::Field, (Takes::Choices, r#"one_of("A", "B")"#), &["enum", "values", "choices"]),
    entry((Key::Skip, "skip"), Place::Field, (Takes::Nothing, "skip"), &["ignore"]),
];

impl Entry {
    /// Returns whether the key belongs where it was found.
    pub(crate) fn belongs(&self, found: Place) -> bool {
        self.place == found || (self.place == Place::Struct && found == Place::Api)
    }
}

/// Returns the key called `word`.
pub(crate) fn find(word: &str) -> Option<&'static Entry> {
    VOCABULARY.iter().find(|entry| entry.name == word)
}

/// Returns the key that was probably meant by the unknown `word`, rather one that belongs where the word was found.
pub(crate) fn suggest(word: &str, found: Place) -> Option<&'static Entry> {
    let word = to_snake_case(word);
    let distance = |entry: &Entry| {
        let is_alias = entry.aliases.contains(&word.as_str());
        if is_alias { 0 } else { distance(&word, entry.name) }
    };
    let nearest = VOCABULARY.iter().min_by_key(|entry| (distance(entry), !entry.belongs(found)))?;
    // One slip for a short word, two for a longer one: more, and `mix` would mean everything.
    (distance(nearest) <= (word.len() / 3).clamp(1, 2)).then_some(nearest)
}

/// Lists the keys that belong at `place`: "`a`, `b` and `c`".
pub(crate) fn keys_of(place: Place) -> String {
    let names =
        VOCABULARY.iter().filter(|entry| entry.belongs(place)).map(|entry| format!("`{}`", entry.name));
    let names: Vec<_> = names.collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn to_snake_case(word: &str) -> String {
    let mut snake = String::new();
    for char in word.trim_start_matches("r#").chars() {
        if char.is_ascii_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(char.to_ascii_lowercase());
    }
    snake
}

/// Counts the slips between two words: a letter too many, one too few, a wrong one, two neighbours swapped.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<_>, Vec<_>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut slips = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                slips = slips.min(rows[i - 2][j - 2] + 1);
            }
            row.push(slips);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
