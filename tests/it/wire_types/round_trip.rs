//! What is written is read back equal.

use std::collections::BTreeMap;

use proptest::prelude::*;
use top_core::sandbox::Sandbox;
use top_core::{DateTime, Decimal, Json, TopApi, TopObject};

use super::read;

#[derive(Debug, Clone, PartialEq, TopObject)]
pub(crate) struct Everything {
    text: String,
    maybe: Option<String>,
    number: i64,
    small: Option<u8>,
    flag: bool,
    date: DateTime,
    price: Option<Decimal>,
    texts: Vec<String>,
    dates: Option<Vec<DateTime>>,
    map: BTreeMap<String, Option<i64>>,
    json: Option<Json>,
    children: Vec<Everything>,
    next: Option<Box<Everything>>,
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.probe.get")]
struct Holder {
    p: Everything,
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 0..8).prop_map(String::from_iter)
}

pub(crate) fn any_date() -> impl Strategy<Value = DateTime> {
    (-62_135_625_600..253_402_272_000_i64)
        .prop_map(|seconds| DateTime::from_unix_millis(seconds * 1000).unwrap())
}

prop_compose! {
    fn any_leaf()(
        (text, maybe) in (any_text(), proptest::option::of(any_text())),
        (number, small, flag) in (any::<i64>(), any::<Option<u8>>(), any::<bool>()),
        (date, dates) in (any_date(), proptest::option::of(proptest::collection::vec(any_date(), 0..3))),
        (units, scale) in (any::<i64>(), any::<Option<u8>>()),
        texts in proptest::collection::vec(any_text(), 0..3),
        map in proptest::collection::btree_map(any_text(), any::<Option<i64>>(), 0..3),
        json in prop::sample::select(vec![None, Some("{}"), Some("[1.50,\"\\n\",null]"), Some("-0.10"), Some("\"x\"")]),
    ) -> Everything {
        Everything {
            text, maybe, number, small, flag, date, dates, texts, map,
            price: scale.map(|scale| Decimal::from_scaled(units, scale)),
            json: json.map(|json| json.parse().unwrap()),
            children: Vec::new(),
            next: None,
        }
    }
}

pub(crate) fn everything() -> impl Strategy<Value = Everything> {
    any_leaf().prop_recursive(3, 8, 3, |inner| {
        (any_leaf(), proptest::collection::vec(inner.clone(), 0..3), proptest::option::of(inner))
            .prop_map(|(leaf, children, next)| Everything { children, next: next.map(Box::new), ..leaf })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_struct_is_read_back_from_its_own_text(value in everything()) {
        let request = Holder { p: value.clone() };
        let params = request.params();
        let text = params.get("p").unwrap();

        prop_assert_eq!(read::<Everything>(Some(text)), Ok(value.clone()));
        let quoted = serde_json::to_string(text).unwrap();
        prop_assert_eq!(read::<Everything>(Some(&quoted)), Ok(value));
    }
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.probe.echo", response = Echo)]
struct TopLevel {
    text: String,
    maybe: Option<String>,
    number: i64,
    flag: bool,
    date: DateTime,
    price: Decimal,
    texts: Vec<String>,
    numbers: Option<Vec<i64>>,
    dates: Vec<DateTime>,
    map: BTreeMap<String, i64>,
    json: Json,
    holder: Everything,
    holders: Vec<Everything>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Echo {
    matrix: Vec<Vec<i64>>,
    dates: Vec<DateTime>,
    holders: Vec<Everything>,
}

fn leaf() -> Everything {
    Everything {
        text: "\"淘\u{1f600}\n".to_owned(),
        maybe: Some(String::new()),
        number: i64::MIN,
        small: None,
        flag: true,
        date: DateTime::MIN,
        price: "0.10".parse().ok(),
        texts: vec![String::new(), "a,b".to_owned()],
        dates: None,
        map: BTreeMap::from([("k".to_owned(), None)]),
        json: "{\"a\":1.50}".parse().ok(),
        children: Vec::new(),
        next: None,
    }
}

#[tokio::test]
async fn every_type_arrives_at_the_gateway_and_comes_back() {
    let date: DateTime = "2019-09-08 22:33:34".parse().unwrap();
    let request = TopLevel {
        text: " 1,2 & \"x\" ".to_owned(),
        maybe: None,
        number: -7,
        flag: false,
        date,
        price: "12.30".parse().unwrap(),
        texts: vec!["nick".to_owned(), "a b".to_owned()],
        numbers: Some(vec![1, i64::MAX]),
        dates: vec![date, DateTime::MIN],
        map: BTreeMap::from([("淘".to_owned(), 1)]),
        json: "[1.50, {}]".parse().unwrap(),
        holder: leaf(),
        holders: vec![leaf(), Everything { next: Some(Box::new(leaf())), children: vec![leaf()], ..leaf() }],
    };
    let echo = Echo {
        matrix: vec![vec![1, 2], vec![], vec![3]],
        dates: request.dates.clone(),
        holders: request.holders.clone(),
    };

    for simplify in [true, false] {
        let sandbox = Sandbox::start().unwrap();
        let (expected, answer) = (request.clone(), echo.clone());
        sandbox.handle(move |received: TopLevel| {
            assert_eq!(received, expected);
            Ok(answer.clone())
        });

        let client = sandbox.client_builder().simplify(simplify).build().unwrap();
        assert_eq!(*client.execute(&request).await.unwrap(), echo, "simplify {simplify}");
    }
}
