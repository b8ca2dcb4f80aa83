//! How often the engine asks for memory; a process of its own, because the counter replaces the allocator.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../it/vectors/documented.rs"]
mod documented;

use http::{HeaderMap, StatusCode};
use top_core::{App, CallOptions, DateTime, TopApi, TopObject};

/// Counts the allocations of this thread in `work`.
fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request {
    #[top(max_len = 64)]
    title: String,
    #[top(max_items = 3)]
    words: Vec<String>,
    order: Order,
}

#[derive(TopObject)]
struct Order {
    #[top(one_of("A", "B"))]
    kind: Option<String>,
    #[top(min = "2016-01-01 00:00:00")]
    time: DateTime,
    lines: Vec<Line>,
    notes: std::collections::BTreeMap<String, Line>,
}

#[derive(Clone, TopObject)]
struct Line {
    #[top(min = 0.01, max = 100, digits = 5)]
    price: top_core::Decimal,
    #[top(max = 9)]
    count: i64,
    next: Option<Box<Line>>,
}

fn request() -> Request {
    let line = Line { price: "99.90".parse().unwrap(), count: 9, next: None };
    let chain = Line { next: Some(Box::new(line.clone())), ..line.clone() };
    Request {
        title: "淘".repeat(64),
        words: vec!["淘宝".to_owned(); 3],
        order: Order {
            kind: Some("A".to_owned()),
            time: "2016-01-01 12:00:00".parse().unwrap(),
            lines: vec![line, chain.clone()],
            notes: [("k".to_owned(), chain)].into(),
        },
    }
}

#[test]
fn a_valid_request_is_validated_without_any_allocation() {
    let request = request();
    let (phone, bill, loan) = (documented::phone(), documented::bill(), documented::loan());

    assert_eq!(allocations(|| request.validate().unwrap()), 0);
    assert_eq!(allocations(|| phone.validate().unwrap()), 0);
    assert_eq!(allocations(|| bill.validate().unwrap()), 0);
    assert_eq!(allocations(|| loan.validate().unwrap()), 0);
}

#[test]
fn the_allocations_of_an_invalid_request_are_counted() {
    let mut request = request();
    request.order.lines[1].count = 10;

    assert!(allocations(|| drop(request.validate())) > 0);
}

#[test]
fn a_documented_request_is_prepared_with_three_allocations_at_most() {
    let timestamp = "2016-01-01 12:00:00".parse().unwrap();
    let app = App::new("12345678", "helloworld").with_session("6100e234sentinel");
    let options = CallOptions::new();
    let count = |request: &dyn Fn() -> bool| allocations(|| assert!(request()));
    let (phone, bill, loan) = (documented::phone(), documented::bill(), documented::loan());

    let counts = [
        count(&|| app.prepare(&phone, &options, timestamp).is_ok()),
        count(&|| app.prepare(&bill, &options, timestamp).is_ok()),
        count(&|| app.prepare(&loan, &options, timestamp).is_ok()),
    ];
    assert!(counts.iter().all(|count| *count <= 3), "{counts:?}");
}

#[derive(TopApi)]
#[top(method = "taobao.probe.get", response = Rows)]
struct RowsRequest {}

#[derive(TopObject)]
struct Rows {
    rows: Vec<Row>,
    last: Option<i64>,
}

/// 240 bytes for two characters of text.
#[derive(TopObject)]
struct Row {
    one: Option<String>,
    two: Option<String>,
    three: Option<String>,
    four: Option<String>,
    five: Option<String>,
    six: Option<String>,
    seven: Option<String>,
    eight: Option<String>,
    nine: Option<String>,
    ten: Option<String>,
}

/// Returns how much memory is taken at most while `rows` empty rows are read, and what follows them.
fn most_bytes(rows: usize, last: &str) -> u64 {
    let request = App::new("12345678", "helloworld")
        .prepare(&RowsRequest {}, &CallOptions::new(), DateTime::MIN)
        .unwrap();
    let body = bytes::Bytes::from(format!(r#"{{"rows":[{{}}{}],"last":{last}}}"#, ",{}".repeat(rows - 1)));
    let read = || drop(request.decode(StatusCode::OK, &HeaderMap::new(), body.clone()));
    allocation_counter::measure(read).bytes_max
}

#[test]
fn a_list_that_is_too_large_takes_no_memory_for_its_elements() {
    // The tape has 24 bytes for each of them, and grows by doubling.
    assert!(most_bytes(2_500_000, "1") < 200_000_000);
}

#[test]
fn an_answer_that_is_wrong_at_its_end_takes_no_more_memory_than_one_that_is_right() {
    // Both pass through a list that has grown to 32,768 and is moved to one of twice as many.
    let right = most_bytes(40_000, "1");
    let wrong = most_bytes(40_000, r#""x""#);
    assert!(wrong < right * 3 / 2, "{wrong} bytes, {right} if it is right");
}
