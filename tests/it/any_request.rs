//! Any request passes through client, HTTP and gateway, and arrives as it was.
//!
//! `TOP_REQUESTS=100000 cargo test --release -p top-tests --test it any_request` sends more of them.

use std::collections::BTreeMap;
use std::env;
use std::sync::{Arc, Mutex, PoisonError};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use top_core::batch::Batch;
use top_core::sandbox::Sandbox;
use top_core::{BlockingClient, DateTime, Decimal, File, Format, Json, SignMethod, TopApi};

use super::wire_types::round_trip::{Everything, any_date, everything};

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.probe.any")]
struct AnyRequest {
    text: String,
    maybe: Option<String>,
    #[top(name = "aliUserId")]
    number: i64,
    flag: bool,
    date: DateTime,
    price: Decimal,
    numbers: Option<Vec<i64>>,
    #[top(list = "json")]
    texts: Vec<String>,
    map: BTreeMap<String, String>,
    json: Option<Json>,
    holder: Everything,
    holders: Vec<Everything>,
    file: Option<File>,
}

/// Text in which what is special to forms, to JSON and to signatures comes up often, and now and then 64 kB of it.
fn any_text() -> impl Strategy<Value = String> {
    let special: Vec<_> =
        "\0\u{1}\t\r\n &=+%@;~*-._!'()\"\\/<>,[]{}淘宝\u{1f600}\u{a0}\u{feff}".chars().collect();
    let character = || prop_oneof![any::<char>(), prop::sample::select(special.clone())];
    prop_oneof![
        40 => prop::collection::vec(character(), 0..24).prop_map(String::from_iter),
        4 => prop::collection::vec(prop::sample::select("%%%012abAB+".chars().collect::<Vec<_>>()), 0..24)
            .prop_map(String::from_iter),
        1 => prop::collection::vec(character(), 1..12)
            .prop_map(|characters| characters.into_iter().cycle().take(64 * 1024).collect()),
    ]
}

/// Text that is no parameter unless something of it can be seen.
fn any_parameter() -> impl Strategy<Value = String> {
    any_text().prop_map(|text| format!("{text}.{text}"))
}

prop_compose! {
    fn any_request()(
        (text, maybe) in (any_parameter(), prop::option::of(any_parameter())),
        (number, flag, date) in (any::<i64>(), any::<bool>(), any_date()),
        (units, scale) in (any::<i64>(), 0..30_u8),
        numbers in prop::option::of(prop::collection::vec(any::<i64>(), 1..4)),
        texts in prop::collection::vec(any_text(), 0..4),
        map in prop::collection::btree_map(any_text(), any_text(), 0..3),
        json in prop::sample::select(vec![None, Some("{}"), Some("[1.50,\"\\n\",null]"), Some("-0.10")]),
        (holder, holders) in (everything(), prop::collection::vec(everything(), 0..3)),
        file in prop::option::weighted(0.2, ("[a-z%淘 ]{1,8}\\.png", prop::collection::vec(any::<u8>(), 0..64))),
    ) -> AnyRequest {
        AnyRequest {
            text, maybe, number, flag, date, numbers, texts, map, holder, holders,
            price: Decimal::from_scaled(units, scale),
            json: json.map(|json| json.parse().unwrap()),
            file: file.map(|(name, bytes)| File::new(name, bytes)),
        }
    }
}

/// A gateway that keeps what arrives, and a client for each way to sign and each form of answers.
fn set_up() -> (Sandbox, Arc<Mutex<Vec<AnyRequest>>>, Vec<BlockingClient>) {
    let sandbox = Sandbox::start().unwrap();
    let arrived = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&arrived);
    sandbox.handle(move |request: AnyRequest| {
        keep.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        Ok(())
    });
    let methods = SignMethod::ALL.into_iter();
    let ways = methods.flat_map(|method| [Format::Json, Format::Xml].map(|format| (method, format)));
    let clients = ways
        .map(|(method, format)| {
            sandbox.client_builder().sign_method(method).format(format).build_blocking().unwrap()
        })
        .collect();
    (sandbox, arrived, clients)
}

/// Runs a test on many values, a thousand with each gateway, which keeps a record of all its calls.
fn run<S: Strategy>(
    share: u32,
    strategy: &S,
    test: impl Fn(S::Value, &Mutex<Vec<AnyRequest>>, &[BlockingClient]) -> Result<(), TestCaseError>,
) {
    let cases = env::var("TOP_REQUESTS").ok().and_then(|count| count.parse().ok()).unwrap_or(200_u32);
    let mut left = cases / share;
    while left > 0 {
        let (_sandbox, arrived, clients) = set_up();
        let count = left.min(1_000);
        let config = Config { failure_persistence: None, ..Config::with_cases(count) };
        TestRunner::new(config).run(strategy, |value| test(value, &arrived, &clients)).unwrap();
        left -= count;
    }
}

fn take(arrived: &Mutex<Vec<AnyRequest>>) -> Vec<AnyRequest> {
    std::mem::take(&mut arrived.lock().unwrap_or_else(PoisonError::into_inner))
}

#[test]
fn any_request_arrives_as_it_was() {
    run(1, &(any_request(), any::<prop::sample::Index>()), |(request, client), arrived, clients| {
        let outcome = client.get(clients).execute(&request).map(|reply| reply.status());
        prop_assert!(outcome.is_ok(), "{outcome:?}");
        prop_assert_eq!(take(arrived), [request]);
        Ok(())
    });
}

#[test]
fn any_requests_arrive_in_a_batch() {
    let requests = prop::collection::vec(any_request(), 1..4);

    run(4, &(requests, any::<prop::sample::Index>()), |(mut requests, client), arrived, clients| {
        for request in &mut requests {
            request.file = None;
        }
        let mut batch = Batch::new();
        let slots: Vec<_> = requests.iter().map(|request| batch.add(request)).collect();
        let answers = client.get(clients).execute_batch(&batch);
        prop_assert!(answers.is_ok(), "{answers:?}");
        for slot in slots {
            let answer = answers.as_ref().unwrap().get(slot).map(|reply| reply.status());
            prop_assert!(answer.is_ok(), "{answer:?}");
        }
        prop_assert_eq!(take(arrived), requests);
        Ok(())
    });
}
