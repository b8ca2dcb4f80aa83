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
    let (number, after) = with_groups(number, after);
    // A fraction, or a number with a unit that is not the usual one, is prose.
    if after.starts_with(['.', '%', '万', '亿', 'k', 'K', 'M']) {
        return None;
    }
    let value: i64 = number.parse().ok()?;
    let after = without_unit(limit, after);
    let fits = value >= 0 || matches!(limit, Limit::MinValue | Limit::MaxValue);
    fits.then_some((limit, value, after))
}

/// Takes groups of three digits behind commas to a number, `3,145,728`, unless a word follows them: `32,100以内` is a limit and
/// a description.
fn with_groups<'t>(number: &str, after: &'t str) -> (String, &'t str) {
    let mut whole = number.to_owned();
    let mut rest = after;
    while let Some(group) = rest.strip_prefix(',').and_then(|rest| rest.get(..3))
        && group.bytes().all(|byte| byte.is_ascii_digit())
    {
        whole.push_str(group);
        rest = rest.get(4..).unwrap_or_default();
    }
    let is_end =
        rest.is_empty() || rest.starts_with([' ', ',', '，', ';', '；', '、', '。', '个', '字', '\n', '\t']);
    let is_number = number.trim_start_matches('-').len() <= 3 && !number.is_empty();
    if is_number && is_end { (whole, rest) } else { (number.to_owned(), after) }
}

/// Leaves out the unit that a length is in anyway.
fn without_unit(limit: Limit, after: &str) -> &str {
    if !matches!(limit, Limit::MaxLength) {
        return after;
    }
    let bare = after.trim_start();
    let rest = ["个字符", "个汉字", "字符", "个字", "位"].iter().find_map(|unit| bare.strip_prefix(unit));
    let is_end = |rest: &&str| {
        rest.is_empty() || rest.starts_with([' ', ',', '，', ';', '；', '、', '。', '\n', '\t'])
    };
    rest.filter(is_end).unwrap_or(after)
}

/// Returns the byte at which the first limit of a text begins, behind white space.
pub(super) fn find(text: &str) -> Option<usize> {
    let starts = text.char_indices().filter(|(_, character)| character.is_whitespace());
    let mut starts = starts.map(|(index, character)| index + character.len_utf8());
    starts.find(|&start| text.get(start..).is_some_and(leads))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (Option<u64>, Option<i64>, &str) {
        let mut parameter = Parameter::default();
        let rest = take(text, &mut parameter);
        (parameter.max_length, parameter.max_value, rest)
    }

    #[test]
    fn commas_between_groups_of_three_digits_belong_to_a_limit() {
        assert_eq!(taken("最大长度：3,145,728，图片"), (Some(3_145_728), None, "图片"));
        assert_eq!(taken("最大值：1,000"), (None, Some(1_000), ""));
        assert_eq!(taken("最大长度:32,100以内的整数"), (Some(32), None, "100以内的整数"));
        assert_eq!(taken("最大长度:32,客户类型"), (Some(32), None, "客户类型"));
    }

    #[test]
    fn the_unit_of_a_length_is_no_part_of_the_description() {
        assert_eq!(taken("最大长度 1024 个字符，庚"), (Some(1024), None, "庚"));
        assert_eq!(taken("最大长度：10位，癸"), (Some(10), None, "癸"));
        assert_eq!(taken("最大长度:32,位置"), (Some(32), None, "位置"));
    }
}
