//! Each rule at its edge: what is just allowed, and what is just not.

use std::borrow::Cow;

use top_core::error::{Actual, ViolationKind};
use top_core::{DateTime, Decimal, File, TopApi, TopObject};

use super::violations;

/// Returns what the only violation has instead of what its rule allows, `None` if there is no violation.
fn actual(object: &impl TopObject) -> Option<Actual> {
    match &violations(object)[..] {
        [] => None,
        [violation] => match violation.kind() {
            ViolationKind::Rule(_, actual) => Some(actual),
            other => panic!("{other:?}"),
        },
        more => panic!("{more:?}"),
    }
}

#[test]
fn max_len_counts_utf_16_units() {
    #[derive(TopObject)]
    struct Text {
        #[top(max_len = 3)]
        text: String,
    }
    let actual = |text: &str| actual(&Text { text: text.to_owned() });

    for fitting in ["", "abc", "   ", "淘宝网", "\u{1f600}a", "e\u{301}\u{20dd}"] {
        assert_eq!(actual(fitting), None, "{fitting:?}");
    }
    assert_eq!(actual("abcd"), Some(Actual::Utf16Units(4)));
    assert_eq!(actual("淘宝网站"), Some(Actual::Utf16Units(4)));
    assert_eq!(actual("\u{1f600}\u{1f600}"), Some(Actual::Utf16Units(4)));
    assert_eq!(actual("  a "), Some(Actual::Utf16Units(4)));
}

#[test]
fn min_len_counts_utf_16_units() {
    #[derive(TopObject)]
    struct Text {
        #[top(min_len = 2)]
        text: String,
    }
    let actual = |text: &str| actual(&Text { text: text.to_owned() });

    for fitting in ["ab", "淘宝", "\u{1f600}", "  "] {
        assert_eq!(actual(fitting), None, "{fitting:?}");
    }
    assert_eq!(actual("淘"), Some(Actual::Utf16Units(1)));
    assert_eq!(actual(""), Some(Actual::Utf16Units(0)));
}

#[test]
fn max_bytes_counts_bytes_of_utf_8() {
    #[derive(TopObject)]
    struct Text {
        #[top(max_bytes = 4)]
        text: String,
    }
    let actual = |text: &str| actual(&Text { text: text.to_owned() });

    for fitting in ["abcd", "淘a", "\u{1f600}"] {
        assert_eq!(actual(fitting), None, "{fitting:?}");
    }
    assert_eq!(actual("淘宝"), Some(Actual::Bytes(6)));
    assert_eq!(actual("abcde"), Some(Actual::Bytes(5)));
}

#[test]
fn max_bytes_of_a_file_counts_its_bytes() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.add")]
    struct Request {
        #[top(max_bytes = 4)]
        file: File,
    }
    let actual = |len| actual(&Request { file: File::new("a file name", vec![0; len]) });

    assert_eq!(actual(0), None);
    assert_eq!(actual(4), None);
    assert_eq!(actual(5), Some(Actual::Bytes(5)));
}

#[test]
fn one_of_wants_the_very_text() {
    #[derive(TopObject)]
    struct Text {
        #[top(one_of("ALI", "淘宝"))]
        text: Cow<'static, str>,
    }
    let actual = |text| actual(&Text { text: Cow::Borrowed(text) });

    assert_eq!(actual("ALI"), None);
    assert_eq!(actual("淘宝"), None);
    for other in ["ali", "ALI ", "", "AL", "ALIX"] {
        assert_eq!(actual(other), Some(Actual::Withheld), "{other:?}");
    }
}

#[test]
fn min_and_max_of_numbers_are_inclusive() {
    #[derive(TopObject)]
    struct Numbers {
        #[top(min = -5, max = 5)]
        small: i8,
        #[top(min = 1)]
        id: i64,
        #[top(max = 9223372036854775806)]
        huge: i64,
    }
    let valid = Numbers { small: 0, id: 1, huge: 0 };
    assert_eq!(actual(&valid), None);

    for (small, is_valid) in
        [(-6, false), (-5, true), (5, true), (6, false), (i8::MIN, false), (i8::MAX, false)]
    {
        assert_eq!(actual(&Numbers { small, ..valid }), (!is_valid).then_some(Actual::Withheld), "{small}");
    }
    for (id, is_valid) in [(i64::MIN, false), (0, false), (1, true), (i64::MAX, true)] {
        assert_eq!(actual(&Numbers { id, ..valid }), (!is_valid).then_some(Actual::Withheld), "{id}");
    }
    assert_eq!(actual(&Numbers { huge: i64::MAX - 1, ..valid }), None);
    assert_eq!(actual(&Numbers { huge: i64::MAX, ..valid }), Some(Actual::Withheld));
}

#[test]
fn digits_counts_neither_the_sign_nor_leading_zeros() {
    #[derive(TopObject)]
    struct Number {
        #[top(digits = 3)]
        number: i64,
    }
    let actual = |number| actual(&Number { number });

    for fitting in [0, 999, -999] {
        assert_eq!(actual(fitting), None, "{fitting}");
    }
    assert_eq!(actual(1000), Some(Actual::Digits(4)));
    assert_eq!(actual(-1000), Some(Actual::Digits(4)));
    assert_eq!(actual(i64::MAX), Some(Actual::Digits(19)));
    assert_eq!(actual(i64::MIN), Some(Actual::Digits(19)));
}

#[test]
fn digits_of_a_decimal_are_those_on_both_sides_of_the_point() {
    #[derive(TopObject)]
    struct Price {
        #[top(digits = 3)]
        price: Decimal,
    }
    let actual = |price: &str| actual(&Price { price: price.parse().unwrap() });

    for fitting in ["0", "12.3", "-1.23", "0.123", "000.123", "+999", "1e2", "123e-9", ".5"] {
        assert_eq!(actual(fitting), None, "{fitting}");
    }
    assert_eq!(actual("12.34"), Some(Actual::Digits(4)));
    assert_eq!(actual("0.1000"), Some(Actual::Digits(4)));
    assert_eq!(actual("1000"), Some(Actual::Digits(4)));
    assert_eq!(actual("123e9"), Some(Actual::Digits(12)), "written out it has twelve");
}

#[test]
fn scale_counts_the_digits_after_the_point() {
    #[derive(TopObject)]
    struct Price {
        #[top(scale = 2)]
        price: Decimal,
        #[top(scale = 0)]
        whole: Option<Decimal>,
    }
    let actual = |price: &str| actual(&Price { price: price.parse().unwrap(), whole: None });

    for fitting in [
        "0",
        "-12.34",
        "1234567890.1",
        ".05",
        "5.",
        "1.234e1",
        "1e2",
        "12345e-2",
        "1.5E+9",
        "1e99999999999999999999",
    ] {
        assert_eq!(actual(fitting), None, "{fitting}");
    }
    assert_eq!(actual("0.123"), Some(Actual::FractionDigits(3)));
    assert_eq!(actual("-0.100"), Some(Actual::FractionDigits(3)), "zeros are written, too");
    assert_eq!(actual("1.2e-2"), Some(Actual::FractionDigits(3)));
    assert!(matches!(actual("1e-99999999999999999999"), Some(Actual::FractionDigits(_))));
    let message = violations(&Price { price: Decimal::from(1), whole: Some(Decimal::from_scaled(15, 1)) });
    assert_eq!(message[0].to_string(), "whole: at most 0 digits after the point, not 1 (scale)");
}

#[test]
fn decimals_are_compared_by_what_they_are_worth() {
    #[derive(TopObject)]
    struct Price {
        #[top(min = 0.01, max = "100.00")]
        price: Decimal,
    }
    let actual = |price: &str| actual(&Price { price: price.parse().unwrap() });

    for fitting in ["0.01", "0.010", "1e-2", ".01", "100", "100.000", "1E2", "+99.999", "0100", "0.0001e6"] {
        assert_eq!(actual(fitting), None, "{fitting}");
    }
    for other in [
        "0",
        "-0",
        "0.0099999999999999999999",
        "9e-3",
        "-1",
        "-100",
        "100.01",
        "100.000000001",
        "1e3",
        "9999",
    ] {
        assert_eq!(actual(other), Some(Actual::Withheld), "{other}");
    }
}

#[test]
fn a_decimal_has_whole_numbers_as_bounds_too() {
    #[derive(TopObject)]
    struct Price {
        #[top(min = -1, max = 10)]
        price: Option<Decimal>,
    }
    let actual = |price: &str| actual(&Price { price: Some(price.parse().unwrap()) });

    for fitting in ["-1.00", "0", "10.0", "9.99"] {
        assert_eq!(actual(fitting), None, "{fitting}");
    }
    for other in ["-1.01", "10.01", "11"] {
        assert_eq!(actual(other), Some(Actual::Withheld), "{other}");
    }
}

#[test]
fn min_and_max_of_dates_are_inclusive() {
    #[derive(TopObject)]
    struct Event {
        #[top(min = "2016-02-29 00:00:00", max = "2016-12-31 23:59:59")]
        time: DateTime,
    }
    let first: DateTime = "2016-02-29 00:00:00".parse().unwrap();
    let last: DateTime = "2016-12-31 23:59:59".parse().unwrap();
    let actual = |unix_millis| actual(&Event { time: DateTime::from_unix_millis(unix_millis).unwrap() });

    assert_eq!(actual(first.unix_millis()), None);
    assert_eq!(actual(last.unix_millis()), None);
    assert_eq!(actual(first.unix_millis() - 1), Some(Actual::Withheld));
    assert_eq!(actual(last.unix_millis() + 1000), Some(Actual::Withheld));
}

#[test]
fn min_items_and_max_items_count_elements() {
    #[derive(TopObject)]
    struct List {
        #[top(min_items = 1, max_items = 2)]
        list: Vec<String>,
    }
    let actual = |count| actual(&List { list: vec!["a,b".to_owned(); count] });

    assert_eq!(actual(0), Some(Actual::Items(0)));
    assert_eq!(actual(1), None);
    assert_eq!(actual(2), None);
    assert_eq!(actual(3), Some(Actual::Items(3)));
}

#[test]
fn a_rule_is_for_what_is_in_an_option() {
    #[derive(TopObject)]
    struct Wrapped {
        #[top(max_len = 1)]
        text: Option<Cow<'static, str>>,
        #[top(max = 1)]
        number: Option<i64>,
        #[top(max_items = 1)]
        list: Option<Vec<i64>>,
    }

    let wrapped = Wrapped { text: Some(Cow::Borrowed("ab")), number: Some(2), list: Some(vec![1, 2]) };
    assert_eq!(super::paths(&wrapped), ["text", "number", "list"]);
}

#[test]
fn what_is_absent_breaks_no_rule() {
    #[derive(TopObject)]
    struct Absent {
        #[top(min_len = 1, one_of("A"))]
        text: Option<String>,
        #[top(min = 1, digits = 1)]
        number: Option<i64>,
        #[top(min = 0.01)]
        decimal: Option<Decimal>,
        #[top(min = "2016-01-01 00:00:00")]
        date: Option<DateTime>,
        #[top(min_items = 1)]
        list: Option<Vec<i64>>,
    }

    assert!(
        violations(&Absent { text: None, number: None, decimal: None, date: None, list: None }).is_empty()
    );
}

#[test]
fn a_value_can_break_several_rules_which_are_reported_in_their_order() {
    #[derive(TopObject)]
    struct Text {
        #[top(one_of("A", "B"), max_len = 1, max_bytes = 2)]
        text: String,
    }

    let keys: Vec<_> = violations(&Text { text: "淘宝".to_owned() })
        .iter()
        .map(|violation| violation.rule().unwrap().key())
        .collect();
    assert_eq!(keys, ["one_of", "max_len", "max_bytes"]);
}
