//! Limits of values in words, such as `最大长度：32`.

use crate::document::Parameter;

#[derive(Clone, Copy)]
enum Limit {
    MaxLength,
    MaxListSize,
    MinValue,
    MaxValue,
}

/// The words of a limit; one that begins with another stands before it.
const WORDS: [(&str, Limit); 6] = [
    ("最大列表长度", Limit::MaxListSize),
    ("列表最大长度", Limit::MaxListSize),
    ("最大列表大小", Limit::MaxListSize),
    ("最大长度", Limit::MaxLength),
    ("最小值", Limit::MinValue),
    ("最大值", Limit::MaxValue),
];

/// Takes the limits that a text begins with into `parameter`, and returns what is left of the text.
pub(super) fn take<'t>(text: &'t str, parameter: &mut Parameter) -> &'t str {
    let mut rest = text;
    while let Some((limit, value, after)) = first(rest) {
        match limit {
            Limit::MaxLength => parameter.max_length = value.try_into().ok(),
            Limit::MaxListSize => parameter.max_list_size = value.try_into().ok(),
            Limit::MinValue => parameter.min_value = Some(value),
            Limit::MaxValue => parameter.max_value = Some(value),
        }
        rest = after.trim_start_matches([',', '，', ';', '；', '、', ' ', '\n', '\t']);
    }
    rest
}

/// Returns whether a text begins with a limit.
pub(super) fn leads(text: &str) -> bool {
    first(text).is_some()
}

fn first(text: &str) -> Option<(Limit, i64, &str)> {
    let bare = text.strip_prefix("支持").unwrap_or(text);
    let bare = bare.strip_prefix('的').unwrap_or(bare);
    let (limit, rest) = WORDS.iter().find_map(|(word, limit)| Some((*limit, bare.strip_prefix(word)?)))?;
    let rest = rest.trim_start_matches([' ', ':', '：', '为', '是', '=']);
    let digits_from = rest.len() - rest.trim_start_matches('-').len();
    let end = rest.get(digits_from..)?.find(|character: char| !character.is_ascii_digit());
    let (number, after) = rest.split_at(end.map_or(rest.len(), |end| digits_from + end));
    // A fraction, or a number with a unit that is not the usual one, is prose.
    if after.starts_with(['.', '%', '万', '亿', 'k', 'K', 'M']) {
        return None;
    }
    let value: i64 = number.parse().ok()?;
    let fits = value >= 0 || matches!(limit, Limit::MinValue | Limit::MaxValue);
    fits.then_some((limit, value, after))
}
