//! How often the engine asks for memory; a process of its own, because the counter replaces the allocator.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../it/vectors/documented.rs"]
mod documented;

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
