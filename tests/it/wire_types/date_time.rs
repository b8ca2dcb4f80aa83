//! `DateTime` by itself, against a calendar that counts day by day.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use top_core::DateTime;
use top_core::wire::ParseDateTimeError;

const MILLIS_PER_DAY: i64 = 86_400_000;
const OFFSET_MILLIS: i64 = 8 * 3_600_000;

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(if year.is_multiple_of(100) { 400 } else { 4 });
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Iterates over every month of the years 1 to 9999: year, month, and the day of its first counted from 1970-01-01.
fn months() -> impl Iterator<Item = (u16, u8, i64)> {
    // 1 January of the year 1 lies 719,162 days before 1970.
    let mut first = -719_162;
    (1..=9999).flat_map(|year| (1..=12).map(move |month| (year, month))).map(move |(year, month)| {
        let this = first;
        first += i64::from(days_in_month(year, month));
        (year, month, this)
    })
}

#[test]
fn every_month_of_ten_thousand_years_begins_and_ends_where_a_calendar_has_it() {
    for (year, month, first) in months() {
        let last_day = days_in_month(year, month);
        let begin = DateTime::new(year, month, 1, 0, 0, 0).unwrap();
        let end = DateTime::new(year, month, last_day, 23, 59, 59).unwrap();

        assert_eq!(begin.unix_millis(), first * MILLIS_PER_DAY - OFFSET_MILLIS, "{year}-{month}");
        let next = first + i64::from(last_day);
        assert_eq!(end.unix_millis(), next * MILLIS_PER_DAY - OFFSET_MILLIS - 1000, "{year}-{month}");
        assert_eq!(begin.parts(), (year, month, 1, 0, 0, 0));
        assert_eq!(end.parts(), (year, month, last_day, 23, 59, 59));
        assert_eq!(DateTime::new(year, month, last_day + 1, 0, 0, 0), None);
    }
}

/// Any moment of the years 1 to 9999.
fn any_millis() -> impl Strategy<Value = i64> {
    let (min, max) = (DateTime::MIN.unix_millis(), DateTime::MAX.unix_millis());
    prop_oneof![min..=max, -OFFSET_MILLIS * 2..OFFSET_MILLIS * 2, 1_000_000_000_000..2_000_000_000_000_i64]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_moment_is_written_as_a_calendar_has_it_and_read_back(millis in any_millis()) {
        let moment = DateTime::from_unix_millis(millis).unwrap();
        let (day, of_day) = ((millis + OFFSET_MILLIS).div_euclid(MILLIS_PER_DAY), (millis + OFFSET_MILLIS).rem_euclid(MILLIS_PER_DAY));
        let (year, month, first) = months().take_while(|(.., first)| *first <= day).last().unwrap();
        let (hour, minute, second, rest) = (of_day / 3_600_000, of_day / 60_000 % 60, of_day / 1000 % 60, of_day % 1000);

        let text = format!("{year:04}-{month:02}-{:02} {hour:02}:{minute:02}:{second:02}", day - first + 1);
        prop_assert_eq!(moment.to_string(), text.clone());
        prop_assert_eq!(date(&text).unix_millis(), millis - rest);
        prop_assert_eq!(date(&format!("{text}.{rest:03}")), moment);
        prop_assert_eq!(format!("{moment:?}"), format!("{text}.{rest:03}+08:00"));
    }

    #[test]
    fn any_moment_becomes_a_system_time_and_comes_back(millis in any_millis()) {
        let moment = DateTime::from_unix_millis(millis).unwrap();

        prop_assert_eq!(DateTime::try_from(SystemTime::from(moment)), Ok(moment));
    }

    #[test]
    fn moments_are_in_the_order_of_their_texts(left in any_millis(), right in any_millis()) {
        let [left, right] = [left, right].map(|millis| DateTime::from_unix_millis(millis - millis.rem_euclid(1000)));

        prop_assert_eq!(left.cmp(&right), left.map(|date| date.to_string()).cmp(&right.map(|date| date.to_string())));
    }
}

#[test]
fn the_range_is_the_years_1_to_9999_in_beijing() {
    assert_eq!(DateTime::MIN.to_string(), "0001-01-01 00:00:00");
    assert_eq!(format!("{:?}", DateTime::MAX), "9999-12-31 23:59:59.999+08:00");
    for beyond in [DateTime::MIN.unix_millis() - 1, DateTime::MAX.unix_millis() + 1, i64::MIN, i64::MAX] {
        assert_eq!(DateTime::from_unix_millis(beyond), None);
    }
}

#[test]
fn no_clock_shows_what_is_refused() {
    for (year, month, day, hour, minute, second) in [
        (0, 1, 1, 0, 0, 0),
        (10_000, 1, 1, 0, 0, 0),
        (2016, 0, 1, 0, 0, 0),
        (2016, 13, 1, 0, 0, 0),
        (2016, 1, 0, 0, 0, 0),
        (2016, 4, 31, 0, 0, 0),
        (2015, 2, 29, 0, 0, 0),
        (1900, 2, 29, 0, 0, 0),
        (2016, 1, 1, 24, 0, 0),
        (2016, 1, 1, 0, 60, 0),
        (2016, 1, 1, 0, 0, 60),
        (u16::MAX, u8::MAX, u8::MAX, u8::MAX, u8::MAX, u8::MAX),
    ] {
        assert_eq!(DateTime::new(year, month, day, hour, minute, second), None, "{year}-{month}-{day}");
    }
    assert!(DateTime::new(2000, 2, 29, 23, 59, 59).is_some());
}

#[test]
fn text_with_one_reading_is_read() {
    for (text, canonical) in [
        ("2016-01-01 12:00:00", "2016-01-01 12:00:00.000"),
        ("2016-1-2 3:4:5", "2016-01-02 03:04:05.000"),
        ("2016-01-01", "2016-01-01 00:00:00.000"),
        ("2016-01-01T12:00:00", "2016-01-01 12:00:00.000"),
        ("\t2016-01-01 12:00:00\n", "2016-01-01 12:00:00.000"),
        ("2016-01-01 12:00:00.1", "2016-01-01 12:00:00.100"),
        ("2016-01-01 12:00:00.123456789", "2016-01-01 12:00:00.123"),
        ("16-01-01 12:00:00", "0016-01-01 12:00:00.000"),
    ] {
        assert_eq!(format!("{:?}", date(text)), format!("{canonical}+08:00"), "{text}");
    }
}

#[test]
fn other_text_is_refused() {
    for text in [
        "",
        " ",
        "x",
        "2016",
        "2016-01",
        "2016-01-01 12",
        "2016-01-01 12:00",
        "2016-01-01 12:00:00.",
        "2016-01-01 12:00:00,5",
        "2016-01-01  12:00:00",
        "2016-01-01 12:00:00Z",
        "2016-01-01T12:00:00+08:00",
        "2016/01/01 12:00:00",
        "2016-01-01 24:00:00",
        "2016-01-01 12:00:60",
        "2016-02-30 00:00:00",
        "02016-01-01 12:00:00",
        "-2016-01-01 12:00:00",
        "2016-01-01 12:00:00 x",
        "2016-+1-01 12:00:00",
        "２０１６-01-01 12:00:00",
        "2016-01-01-01 12:00:00",
        "2016-01-01 12:00:00:00",
        "2016-01-01 12:00:00.1234567890",
        "0000-01-01 00:00:00",
        "2016-001-01 12:00:00.x",
    ] {
        let error: ParseDateTimeError = text.parse::<DateTime>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "not a date of the form `yyyy-MM-dd HH:mm:ss` in the years 1 to 9999",
            "{text}"
        );
    }
}

#[test]
fn a_width_is_kept() {
    let moment = date("2016-01-01 12:00:00.999");

    assert_eq!(format!("[{moment:>21}]"), "[  2016-01-01 12:00:00]");
}

#[test]
fn system_times_are_cut_to_milliseconds() {
    let convert = |time| DateTime::try_from(time).map(DateTime::unix_millis);

    assert_eq!(convert(UNIX_EPOCH), Ok(0));
    assert_eq!(convert(UNIX_EPOCH + Duration::from_micros(1999)), Ok(1));
    assert_eq!(convert(UNIX_EPOCH - Duration::from_millis(1)), Ok(-1));
    let (last, first) = (Duration::from_secs(253_402_271_999), Duration::from_secs(62_135_625_600));
    assert_eq!(convert(UNIX_EPOCH + last).unwrap(), 253_402_271_999_000);
    assert!(convert(UNIX_EPOCH + last + Duration::from_secs(1)).is_err());
    assert_eq!(convert(UNIX_EPOCH - first), Ok(DateTime::MIN.unix_millis()));
    assert!(convert(UNIX_EPOCH - first - Duration::from_secs(1)).is_err());
}

#[test]
fn now_is_what_the_clock_of_the_system_shows() {
    let before = SystemTime::now();
    let now = SystemTime::from(DateTime::now());
    let after = SystemTime::now();

    assert!(before - Duration::from_millis(1) < now && now <= after);
}

#[test]
fn serde_has_the_text_form() {
    let moment = date("2016-01-01 12:00:00.999");

    assert_eq!(serde_json::to_string(&moment).unwrap(), r#""2016-01-01 12:00:00""#);
    let read: DateTime = serde_json::from_str(r#""2016-01-01\u002012:00:00""#).unwrap();
    assert_eq!(read, date("2016-01-01 12:00:00"));
    for wrong in [r#""2016-13-01 00:00:00""#, "1451620800000", "null"] {
        assert!(serde_json::from_str::<DateTime>(wrong).is_err(), "{wrong}");
    }
}
