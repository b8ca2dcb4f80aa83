//! `Decimal` by itself, against whole numbers.

use std::cmp::Ordering;

use proptest::prelude::*;
use top_core::Decimal;
use top_core::wire::ParseDecimalError;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_text_is_never_touched() {
    for text in ["12.30", "0", "-0", "+1", "00.10", ".5", "5.", "1e3", "1E+3", "-1.5e-10", &"9".repeat(1000)]
    {
        let decimal = decimal(text);

        assert_eq!(
            (decimal.as_str(), decimal.to_string(), format!("{decimal:?}")),
            (text, text.to_owned(), text.to_owned())
        );
    }
    assert_eq!(format!("[{:>6}]", decimal("12.3")), "[  12.3]");
}

#[test]
fn text_that_is_no_decimal_is_refused() {
    for text in [
        "", " ", ".", "+", "-", "e3", ".e3", "1e", "1e+", "1e1.5", "1.2.3", "1,5", " 1", "1 ", "--1", "+-1",
        "0x1", "NaN", "inf", "1_000", "１", "¥1", "1e3e3",
    ] {
        let error: ParseDecimalError = text.parse::<Decimal>().unwrap_err();

        assert_eq!(error.to_string(), "not a decimal number such as `12.30`", "{text}");
    }
}

#[test]
fn fen_become_yuan() {
    for (units, scale, text) in [
        (1230, 2, "12.30"),
        (5, 2, "0.05"),
        (-5, 2, "-0.05"),
        (0, 2, "0.00"),
        (7, 0, "7"),
        (-1230, 0, "-1230"),
        (1, 5, "0.00001"),
        (i64::MAX, 2, "92233720368547758.07"),
        (i64::MIN, 19, "-0.9223372036854775808"),
        (i64::MIN, 0, "-9223372036854775808"),
    ] {
        assert_eq!(Decimal::from_scaled(units, scale).as_str(), text);
    }
    assert_eq!(Decimal::from(i64::MIN).as_str(), "-9223372036854775808");
    assert_eq!(Decimal::from_scaled(1, 255).as_str().len(), 257);
}

#[test]
fn equal_is_what_has_the_same_text_and_compare_tells_what_is_worth_the_same() {
    assert_ne!(decimal("12.30"), decimal("12.3"));
    assert_eq!(decimal("12.30"), decimal("12.30"));
    for (left, right, order) in [
        ("12.30", "12.3", Ordering::Equal),
        ("-0", "0.00", Ordering::Equal),
        ("0e9", "-0e-9", Ordering::Equal),
        ("1e3", "1000", Ordering::Equal),
        ("0.001E+6", "1e3", Ordering::Equal),
        ("5.", "5", Ordering::Equal),
        ("9.99", "10", Ordering::Less),
        ("-9.99", "-10", Ordering::Greater),
        ("-1", "0", Ordering::Less),
        ("1e-400", "0", Ordering::Greater),
        ("1e400", "2e399", Ordering::Greater),
        ("-1e400", "1e-400", Ordering::Less),
        ("1e99999999999999999999", "9e9", Ordering::Greater),
        ("1e-99999999999999999999", "0", Ordering::Greater),
        ("0.1234567890123456789012345678901", "0.1234567890123456789012345678902", Ordering::Less),
    ] {
        assert_eq!(decimal(left).compare(&decimal(right)), order, "{left} {right}");
        assert_eq!(decimal(right).compare(&decimal(left)), order.reverse(), "{right} {left}");
    }
}

/// A spelling of `units` millionths: zeros and exponents that change nothing are added.
fn spelling(units: i64, zeros_before: usize, zeros_after: usize, exponent: u32, plus: bool) -> String {
    let digits = format!("{:07}", units.unsigned_abs());
    let (whole, fraction) = digits.split_at(digits.len() - 6);
    let sign = if units < 0 {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    };
    let (before, after) = ("0".repeat(zeros_before), "0".repeat(zeros_after));
    // The point is moved to the right, and taken back by the exponent.
    let (moved, rest) = fraction.split_at(exponent as usize);
    let exponent = if exponent == 0 { String::new() } else { format!("e-{exponent}") };
    format!("{sign}{before}{whole}{moved}.{rest}{after}{exponent}")
}

prop_compose! {
    fn any_spelling()(
        units in prop_oneof![-20..20_i64, -3_000_000..3_000_000_i64, any::<i64>()],
        zeros in (0..3_usize, 0..3_usize),
        exponent in 0..6_u32,
        plus in any::<bool>(),
    ) -> (i64, String) {
        (units, spelling(units, zeros.0, zeros.1, exponent, plus))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn decimals_compare_as_the_whole_numbers_of_their_millionths((left, left_text) in any_spelling(), (right, right_text) in any_spelling()) {
        prop_assert_eq!(decimal(&left_text).compare(&decimal(&right_text)), left.cmp(&right), "{} {}", left_text, right_text);
        let plain = Decimal::from_scaled(left, 6);
        prop_assert!(plain.compare(&decimal(&left_text)).is_eq(), "{plain} {left_text}");
    }
}

#[test]
fn serde_has_the_text_and_takes_no_float() {
    assert_eq!(serde_json::to_string(&decimal("12.30")).unwrap(), r#""12.30""#);
    assert_eq!(serde_json::from_str::<Decimal>(r#""12.30""#).unwrap(), decimal("12.30"));
    for wrong in ["12.30", r#""x""#, "null"] {
        assert!(serde_json::from_str::<Decimal>(wrong).is_err(), "{wrong}");
    }
}
