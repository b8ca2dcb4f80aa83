//! A call is taken around the time at which it was made, and at no other.

use std::time::Duration;

use top_core::DateTime;
use top_core::spi::{Spi, SpiError};

use super::{JSON, noon, signed};

fn check(timestamp: &str, spi: &Spi) -> Result<(), SpiError> {
    let timestamp: String = form_urlencoded::byte_serialize(timestamp.as_bytes()).collect();
    let (head, body) = signed(&format!("timestamp={timestamp}"), JSON, "{}").into_parts();
    spi.verify(&head, body).map(|call| assert!(call.method().is_none()))
}

fn at_noon() -> Spi {
    super::spi()
}

#[test]
fn ten_minutes_to_either_side_are_accepted_and_no_second_more() {
    for timestamp in ["2016-01-01 12:00:00", "2016-01-01 11:50:00", "2016-01-01 12:10:00"] {
        check(timestamp, &at_noon()).unwrap();
    }
    for timestamp in
        ["2016-01-01 11:49:59", "2016-01-01 12:10:01", "2015-01-01 12:00:00", "2017-01-01 12:00:00"]
    {
        let error = check(timestamp, &at_noon()).unwrap_err();
        assert_eq!(error, SpiError::OutsideWindow { timestamp: timestamp.parse().unwrap(), now: noon() });
    }
}

#[test]
fn the_boundary_is_exact_to_the_millisecond_of_the_clock() {
    let at = |millis: i64| {
        let now = DateTime::from_unix_millis(noon().unix_millis() + millis).unwrap();
        check("2016-01-01 12:00:00", &Spi::builder("helloworld").clock(move || now).build().unwrap())
    };
    for millis in [600_000, -600_000] {
        at(millis).unwrap();
        assert!(matches!(at(millis + millis.signum()), Err(SpiError::OutsideWindow { .. })));
    }
}

#[test]
fn each_side_is_set_on_its_own() {
    let spi = Spi::builder("helloworld")
        .clock(noon)
        .max_age(Duration::from_secs(60))
        .max_ahead(Duration::ZERO)
        .build()
        .unwrap();
    check("2016-01-01 11:59:00", &spi).unwrap();
    check("2016-01-01 12:00:00", &spi).unwrap();
    for timestamp in ["2016-01-01 11:58:59", "2016-01-01 12:00:01"] {
        assert!(matches!(check(timestamp, &spi), Err(SpiError::OutsideWindow { .. })), "{timestamp}");
    }
}

#[test]
fn any_age_can_be_allowed() {
    let spi = Spi::builder("helloworld").max_age(Duration::MAX).max_ahead(Duration::MAX).build().unwrap();
    check("0001-01-01 00:00:00", &spi).unwrap();
    check("9999-12-31 23:59:59", &spi).unwrap();
}

#[test]
fn a_timestamp_must_be_there_and_be_one() {
    for missing in ["", " "] {
        assert_eq!(check(missing, &at_noon()).unwrap_err(), SpiError::MissingTimestamp, "{missing:?}");
    }
    let (head, body) = signed("app_key=12345678", JSON, "{}").into_parts();
    assert_eq!(at_noon().verify(&head, body).unwrap_err(), SpiError::MissingTimestamp);

    for malformed in
        ["yesterday", "2016-01-01", "2016-01-01T12:00:00", "2016-13-01 12:00:00", "1451620800000"]
    {
        assert_eq!(check(malformed, &at_noon()).unwrap_err(), SpiError::InvalidTimestamp, "{malformed}");
    }
}

#[test]
fn the_signature_is_judged_before_the_timestamp() {
    let (mut head, body) = signed("timestamp=yesterday", JSON, "{}").into_parts();
    head.uri = "/spi?timestamp=yesterday&sign=0".parse().unwrap();
    assert_eq!(at_noon().verify(&head, body).unwrap_err(), SpiError::InvalidSignature);
}

#[test]
fn the_timestamp_may_stand_in_the_form_of_which_the_query_has_none() {
    let (head, body) = signed("a=1", super::FORM, "timestamp=2016-01-01+12:00:00").into_parts();
    assert_eq!(at_noon().verify(&head, body).unwrap().timestamp(), noon());
}

#[test]
fn the_clock_is_that_of_the_system_unless_set() {
    let spi = Spi::builder("helloworld").build().unwrap();
    check(&DateTime::now().to_string(), &spi).unwrap();
    assert!(matches!(check("2016-01-01 12:00:00", &spi), Err(SpiError::OutsideWindow { .. })));
}
