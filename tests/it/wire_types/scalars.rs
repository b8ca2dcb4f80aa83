//! Text, whole numbers, truth values, dates, decimals and JSON in an answer.

use std::borrow::Cow;

use top_core::descriptor::Type;
use top_core::{DateTime, Decimal, Json, Wire};

use super::{assert_blank_is_absent, assert_misses, assert_reads, assert_refuses, read};

#[test]
fn text_is_read_from_any_value() {
    let text = |text: &str| text.to_owned();
    assert_reads(&[
        (r#""x""#, text("x")),
        (r#""""#, text("")),
        (r#"" 淘\n\u5b9d ""#, text(" 淘\n宝 ")),
        ("17", text("17")),
        ("-0", text("-0")),
        ("12.30", text("12.30")),
        ("1e3", text("1e3")),
        ("12345678901234567890", text("12345678901234567890")),
        ("true", text("true")),
        (r#"{"a": [1.50, "\/"]}"#, text(r#"{"a":[1.50,"/"]}"#)),
        (r#"["a", 1, null]"#, text(r#"["a",1,null]"#)),
        (r#""{\"a\": 1}""#, text(r#"{"a": 1}"#)),
    ]);
    assert_reads(&[("7", Cow::Borrowed("7")), (r#""x""#, Cow::Borrowed("x"))]);
    assert_reads(&[(r#""""#, Some(String::new())), (r#"" ""#, Some(text(" ")))]);
    assert_misses::<String>("text");
}

#[test]
fn whole_numbers_are_read_from_every_spelling_that_is_worth_one() {
    assert_reads::<i64>(&[
        ("42", 42),
        (r#""42""#, 42),
        ("-5", -5),
        (r#""-6""#, -6),
        (r#""+7""#, 7),
        (r#"" 8 ""#, 8),
        (r#""007""#, 7),
        ("-0", 0),
        ("12.0", 12),
        (r#""12.00""#, 12),
        (r#""7.00000000000000000000000000000000000000000000000000""#, 7),
        ("1.5e1", 15),
        ("120e-1", 12),
        (r#""1E+3""#, 1000),
        ("0e9", 0),
        ("9007199254740993", 9_007_199_254_740_993),
        ("9223372036854775807", i64::MAX),
        (r#""-9223372036854775808""#, i64::MIN),
    ]);
    assert_misses::<i64>("a whole number");
    assert_blank_is_absent::<i64>();
}

#[test]
fn what_is_no_whole_number_is_refused() {
    assert_refuses::<i64>(
        "a whole number",
        &[
            ("1.5", "a number"),
            ("1.1", "a number"),
            ("15e-1", "a number"),
            ("1e-400", "a number"),
            (r#""""#, "text"),
            (r#""abc""#, "text"),
            (r#""1,000""#, "text"),
            (r#""0x1F""#, "text"),
            (r#""--1""#, "text"),
            (r#""+-1""#, "text"),
            (r#""- 1""#, "text"),
            (r#"".5""#, "text"),
            (r#""1e""#, "text"),
            (r#""７""#, "text"),
            ("true", "a boolean"),
            ("[1]", "an array"),
            ("{}", "an object"),
        ],
    );
    assert_refuses::<i64>(
        "a whole number of at most 64 bits",
        &[
            ("9223372036854775808", "a number"),
            ("-9223372036854775809", "a number"),
            (r#""12345678901234567890""#, "text"),
            ("1e19", "a number"),
        ],
    );
}

#[test]
fn smaller_whole_numbers_stay_within_the_bounds_of_their_type() {
    assert_reads::<i8>(&[("127", 127), (r#""-128""#, -128)]);
    assert_reads::<i16>(&[("-32768", i16::MIN)]);
    assert_reads::<i32>(&[("2147483647", i32::MAX)]);
    assert_reads::<u8>(&[("255", 255), ("0", 0)]);
    assert_reads::<u16>(&[("65535", u16::MAX)]);
    assert_reads::<u32>(&[("4294967295", u32::MAX)]);
    let expected = "a whole number within the bounds of its type";
    assert_refuses::<i8>(expected, &[("128", "a number"), (r#""-129""#, "text"), ("1e3", "a number")]);
    assert_refuses::<u8>(expected, &[("256", "a number"), ("-1", "a number")]);
    assert_refuses::<u32>(expected, &[("4294967296", "a number"), (r#""-1""#, "text")]);
    assert_refuses::<i16>(expected, &[("9223372036854775807", "a number")]);
    assert_misses::<u32>("a whole number");
    assert!(matches!(i8::TYPE, Type::Number { min: -128, max: 127 }));
    assert!(matches!(u32::TYPE, Type::Number { min: 0, max: 4_294_967_295 }));
    assert!(matches!(i64::TYPE, Type::Number { min: i64::MIN, max: i64::MAX }));
}

#[test]
fn truth_values_are_read_from_booleans_words_and_digits() {
    assert_reads(&[
        ("true", true),
        ("false", false),
        (r#""true""#, true),
        (r#""TRUE""#, true),
        (r#"" False ""#, false),
        ("1", true),
        ("0", false),
        (r#""1""#, true),
        (r#""0""#, false),
    ]);
    assert_refuses::<bool>(
        "a boolean",
        &[
            ("2", "a number"),
            ("-1", "a number"),
            ("1.5", "a number"),
            (r#""yes""#, "text"),
            (r#""""#, "text"),
            (r#""2""#, "text"),
            ("[]", "an array"),
            ("{}", "an object"),
        ],
    );
    assert_misses::<bool>("a boolean");
    assert_blank_is_absent::<bool>();
}

#[test]
fn dates_are_read_from_text_and_from_milliseconds() {
    let date = |text: &str| text.parse::<DateTime>().unwrap();
    assert_reads(&[
        (r#""2016-01-01 12:00:00""#, date("2016-01-01 12:00:00")),
        (r#""2016-1-1 1:2:3""#, date("2016-01-01 01:02:03")),
        (r#"" 2016-01-01 ""#, date("2016-01-01 00:00:00")),
        (r#""2016-01-01T12:00:00.5""#, date("2016-01-01 12:00:00.500")),
        ("1451620800123", date("2016-01-01 12:00:00.123")),
        (r#""1451620800123""#, date("2016-01-01 12:00:00.123")),
        ("-1000", date("1970-01-01 07:59:59")),
    ]);
    assert_refuses::<DateTime>(
        "a date of the form `yyyy-MM-dd HH:mm:ss`",
        &[
            (r#""""#, "text"),
            (r#""20160101""#, "text"),
            (r#""2016-13-01 00:00:00""#, "text"),
            (r#""2016-02-30 00:00:00""#, "text"),
            (r#""2016-01-01 12:00:00 +0800""#, "text"),
            (r#""0000-00-00 00:00:00""#, "text"),
            ("1451620800.5", "a number"),
            ("999999999999999999", "a number"),
            ("12345678901234567890", "a number"),
            ("true", "a boolean"),
            ("[]", "an array"),
            ("{}", "an object"),
        ],
    );
    assert_misses::<DateTime>("a date of the form `yyyy-MM-dd HH:mm:ss`");
    assert_blank_is_absent::<DateTime>();
}

#[test]
fn decimals_are_read_digit_for_digit() {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    assert_reads(&[
        (r#""12.30""#, decimal("12.30")),
        ("12.30", decimal("12.30")),
        ("7", decimal("7")),
        ("-0.00", decimal("-0.00")),
        (r#"" 1.5 ""#, decimal("1.5")),
        ("1E+2", decimal("1E+2")),
        (r#"".5""#, decimal(".5")),
        ("12345678901234567890.123", decimal("12345678901234567890.123")),
    ]);
    assert_refuses::<Decimal>(
        "a decimal number",
        &[
            (r#""""#, "text"),
            (r#""abc""#, "text"),
            (r#""1,5""#, "text"),
            (r#""NaN""#, "text"),
            (r#""1.2.3""#, "text"),
            (r#""¥12""#, "text"),
            ("true", "a boolean"),
            ("[]", "an array"),
            ("{}", "an object"),
        ],
    );
    assert_misses::<Decimal>("a decimal number");
    assert_blank_is_absent::<Decimal>();
}

#[test]
fn json_is_read_as_it_stands_or_from_its_text() {
    let json = |text: &str| text.parse::<Json>().unwrap();
    assert_reads(&[
        (r#"{"a": [1.50, null]}"#, json(r#"{"a":[1.50,null]}"#)),
        ("[ ]", json("[]")),
        ("1.50", json("1.50")),
        ("true", json("true")),
        ("null", json("null")),
        (r#""x""#, json(r#""x""#)),
        (r#""5""#, json(r#""5""#)),
        (r#""{\"a\": 1.50}""#, json(r#"{"a": 1.50}"#)),
        (r#"" [1, 2] ""#, json(" [1, 2] ")),
        (r#""{broken""#, json(r#""{broken""#)),
        (r#""\u4e2d\/""#, json("\"中/\"")),
    ]);
    assert_eq!(read::<Json>(None).unwrap_err(), "v: expected JSON, found nothing");
    assert_reads(&[("null", None::<Json>), ("{}", Some(json("{}")))]);
    assert_eq!(read::<Option<Json>>(None), Ok(None));
}
