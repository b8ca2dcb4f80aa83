//! What descriptions say in so many words, where no reader could take it for something else.

use std::sync::LazyLock;

use regex::Regex;

/// A length that a description gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Characters(u64),
    Bytes(u64),
}

/// `最大长度:32`, `长度不超过50个字符`, `string(50)`, `最多20个汉字`. `N位` is none of them: most of those are decimal places.
static LENGTHS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?:
            最大长度\s*(?:为|是|:|：)?\s*(?P<a>[0-9]+)\s*(?P<a_unit>个?(?:字符|汉字|字节|字|位|M|K|k|m)?)
          | 长度(?:不超过|不能超过|不得超过|不可超过|小于等于|<=|≤|限制)\s*(?:为|是|:|：)?\s*(?P<b>[0-9]+)\s*(?P<b_unit>个?(?:字符|汉字|字节|字|位)?)
          | \b[Ss]tring\s*[(（]\s*(?P<c>[0-9]+)\s*[)）](?P<c_unit>)
          | (?:最多|不超过)\s*(?P<d>[0-9]+)\s*(?P<d_unit>个?(?:字符|汉字|字节|字))
        )",
    )
    .ok()
});

/// Words after which a length is not what one value has.
const DOUBTFUL: [&str; 9] =
    ["算两个", "算2个", "占两个", "占2个", "两个字符", "2个字符", "每个", "单个", "或者"];

/// Returns the length that a description limits its text to, if it says one and only one.
pub(super) fn limit(description: &str) -> Option<Limit> {
    if DOUBTFUL.iter().any(|words| description.contains(words)) {
        return None;
    }
    let mut found = None;
    for captures in LENGTHS.as_ref()?.captures_iter(description) {
        let (count, unit) = ["a", "b", "c", "d"].iter().find_map(|name| {
            let unit = captures.name(&format!("{name}_unit")).map_or("", |unit| unit.as_str());
            Some((captures.name(name)?.as_str().parse().ok()?, unit))
        })?;
        let limit = match unit {
            unit if unit.contains("字节") => Limit::Bytes(count),
            // Of pictures and files.
            unit if unit.contains(['M', 'K', 'k', 'm']) => return None,
            _ => Limit::Characters(count),
        };
        if found.is_some_and(|found| found != limit) {
            return None;
        }
        found = Some(limit);
    }
    found
}

/// `浮点`, `double`, `保留2位小数`: a number that is not whole, whatever its type is called.
static FRACTIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?x) 浮点 | (?i:\bdouble\b) | (?i:\bfloat\b) | 精度到小数 | 保留\s*[0-9一二两三四]\s*位小数")
        .ok()
});

/// Returns whether a description says that a number has decimal places.
pub(super) fn has_fraction(description: &str) -> bool {
    FRACTIONS.as_ref().is_some_and(|words| words.is_match(description))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_taken_from_words_that_mean_nothing_else() {
        let said = [
            ("最大长度：30", Limit::Characters(30)),
            ("标题,最大长度为60个字符", Limit::Characters(60)),
            ("商品编码，string(50)，必填", Limit::Characters(50)),
            ("名称，String（200）", Limit::Characters(200)),
            ("长度不能超过20", Limit::Characters(20)),
            ("备注，最多200个汉字", Limit::Characters(200)),
            ("外部编码，长度不超过60个字节", Limit::Bytes(60)),
        ];
        for (description, limit_said) in said {
            assert_eq!(limit(description), Some(limit_said), "{description}");
        }
    }

    #[test]
    fn what_could_be_something_else_is_no_length() {
        let unsaid = [
            "",
            "保留2位小数",
            "6位数字",
            "图片，最大长度500K",
            "标题最多30个字，副标题最多60个字",
            "不超过30个字符，汉字算两个",
            "最多20个",
            "长度为11",
            "每个标签不超过5个字",
            "最大长度99999999999999999999",
        ];
        for description in unsaid {
            assert_eq!(limit(description), None, "{description}");
        }
    }

    #[test]
    fn a_number_with_decimal_places_is_told_by_its_description() {
        for description in ["总价（单位：元）Double", "0~100范围的一个浮点值", "折扣，保留两位小数"]
        {
            assert!(has_fraction(description), "{description}");
        }
        for description in ["单位是分，不带小数", "数值小数点精度", "doubled"] {
            assert!(!has_fraction(description), "{description}");
        }
    }
}
