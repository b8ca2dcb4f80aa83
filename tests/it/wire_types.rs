//! The types of fields: every spelling that the wire has for each, and what the types are by themselves.

mod scalars;

mod containers;

pub(crate) mod round_trip;

mod date_time;

mod decimal;

mod json;

use std::fmt::Debug;

use http::{HeaderMap, StatusCode};
use top_core::{App, CallOptions, DateTime, Error, TopApi, TopObject, Wire};

#[derive(Debug, TopObject)]
struct Response<T> {
    v: T,
}

#[derive(TopApi)]
#[top(method = "taobao.probe.get", response = Response<T>)]
struct Request<T: Debug + Wire> {
    #[top(skip)]
    response: std::marker::PhantomData<fn() -> T>,
}

/// Reads an answer whose member `v` is `wire`, or that has no such member; of an error, its path and its problem.
fn read<T: Wire + Debug>(wire: Option<&str>) -> Result<T, String> {
    let request = Request::<T> { response: std::marker::PhantomData };
    let call =
        App::new("12345678", "helloworld").prepare(&request, &CallOptions::new(), DateTime::MIN).unwrap();
    let member = wire.map(|wire| format!(r#""v":{wire},"#)).unwrap_or_default();
    let body = format!(r#"{{{member}"request_id":"x"}}"#);
    match call.decode(StatusCode::OK, &HeaderMap::new(), body) {
        Ok(reply) => Ok(reply.into_inner().v),
        Err(Error::Decode(error)) => Err(format!("{}: {}", error.path(), error.problem())),
        Err(error) => panic!("{error}"),
    }
}

/// Asserts what each spelling is read as.
#[track_caller]
fn assert_reads<T: Wire + Debug + PartialEq>(rows: &[(&str, T)]) {
    for (wire, value) in rows {
        assert_eq!(read::<T>(Some(wire)).as_ref(), Ok(value), "{wire}");
    }
}

/// Asserts that each spelling is refused, with "expected `expected`" and what was found instead.
#[track_caller]
fn assert_refuses<T: Wire + Debug>(expected: &str, rows: &[(&str, &str)]) {
    for (wire, found) in rows {
        match read::<T>(Some(wire)) {
            Err(problem) => assert_eq!(problem, format!("v: expected {expected}, found {found}"), "{wire}"),
            Ok(value) => panic!("{wire} is read as {value:?}"),
        }
    }
}

/// Asserts that a value is missed if it is neither there nor optional.
#[track_caller]
fn assert_misses<T: Wire + Debug>(expected: &str) {
    assert_eq!(read::<T>(None).unwrap_err(), format!("v: expected {expected}, found nothing"));
    assert_eq!(read::<T>(Some("null")).unwrap_err(), format!("v: expected {expected}, found null"));
    assert!(matches!(read::<Option<T>>(None), Ok(None)));
    assert!(matches!(read::<Option<T>>(Some("null")), Ok(None)));
}

/// Asserts that blank text is an absent value if the value is optional.
#[track_caller]
fn assert_blank_is_absent<T: Wire + Debug>() {
    for blank in [r#""""#, r#"" ""#, r#""\t\n""#] {
        assert!(matches!(read::<Option<T>>(Some(blank)), Ok(None)), "{blank}");
    }
}
