//! The whole tree: where a fault is, however deep.

use std::collections::BTreeMap;

use top_core::{DateTime, Decimal, TopApi, TopObject};

use super::paths;

#[derive(Debug, Clone, Default, TopObject)]
struct Item {
    #[top(max = 9)]
    user_id: i64,
    #[top(max_len = 1)]
    name: Option<String>,
}

/// An item that is wrong in its `user_id`.
const WRONG: Item = Item { user_id: 10, name: None };

/// Checks that a struct with one wrong item in the given place reports the given path.
macro_rules! assert_path {
    ($ty:ty, $value:expr, $path:literal) => {{
        #[derive(TopObject)]
        struct Infos {
            items: $ty,
        }
        #[derive(TopApi)]
        #[top(method = "taobao.probe.get")]
        struct Request {
            infos: Infos,
        }
        assert_eq!(paths(&Request { infos: Infos { items: $value } }), [concat!("infos.items", $path)]);
    }};
}

fn right() -> Item {
    Item::default()
}

#[test]
fn the_path_leads_through_structs_options_boxes_lists_and_maps() {
    let entry = |item| BTreeMap::from([("a".to_owned(), right()), ("k".to_owned(), item)]);
    assert_path!(Item, WRONG, ".user_id");
    assert_path!(Option<Item>, Some(WRONG), ".user_id");
    assert_path!(Box<Item>, Box::new(WRONG), ".user_id");
    assert_path!(Vec<Item>, vec![right(), right(), right(), WRONG], "[3].user_id");
    assert_path!(Option<Vec<Box<Item>>>, Some(vec![Box::new(WRONG)]), "[0].user_id");
    assert_path!(Vec<Option<Item>>, vec![None, Some(WRONG)], "[1].user_id");
    assert_path!(Vec<Vec<Item>>, vec![vec![], vec![right(), WRONG]], "[1][1].user_id");
    assert_path!(BTreeMap<String, Item>, entry(WRONG), ".k.user_id");
    assert_path!(BTreeMap<String, Vec<Item>>, BTreeMap::from([("k".to_owned(), vec![WRONG])]), ".k[0].user_id");
}

#[test]
fn the_path_has_wire_names() {
    #[derive(TopObject)]
    struct Inner {
        #[top(name = "innerName", max = 1)]
        inner_name: i64,
    }
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        #[top(name = "bill_status_equest_top")]
        bill_status_request_top: Inner,
        #[top(max = 1)]
        r#type: i64,
    }

    let request = Request { bill_status_request_top: Inner { inner_name: 2 }, r#type: 2 };
    assert_eq!(paths(&request), ["bill_status_equest_top.innerName", "type"]);
}

#[test]
fn a_list_itself_can_be_wrong_as_well_as_what_is_in_it() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        #[top(max_items = 1)]
        items: Vec<Item>,
    }

    assert_eq!(
        paths(&Request { items: vec![WRONG, WRONG] }),
        ["items", "items[0].user_id", "items[1].user_id"]
    );
}

#[test]
fn a_struct_that_contains_itself_is_checked_to_its_end() {
    #[derive(TopObject)]
    struct Node {
        #[top(max = 3)]
        depth: i64,
        next: Option<Box<Node>>,
        children: Vec<Node>,
    }
    let leaf = |depth| Node { depth, next: None, children: Vec::new() };
    let node = Node {
        depth: 1,
        next: Some(Box::new(Node { depth: 4, next: Some(Box::new(leaf(5))), children: vec![leaf(6)] })),
        children: vec![leaf(3), leaf(4)],
    };

    assert_eq!(
        paths(&node),
        ["next.depth", "next.next.depth", "next.children[0].depth", "children[1].depth"]
    );
}

#[test]
fn a_field_that_is_not_on_the_wire_is_not_checked() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        #[top(skip)]
        #[allow(dead_code, reason = "it is not on the wire, so nothing reads it")]
        note: Option<Item>,
    }

    assert!(paths(&Request { note: Some(WRONG) }).is_empty());
}

#[derive(Debug, TopApi)]
#[top(method = "taobao.probe.get")]
struct Order {
    #[top(max_len = 8)]
    title: String,
    buyer: Buyer,
    tags: Vec<String>,
    #[top(min = 1)]
    count: i64,
}

#[derive(Debug, TopObject)]
struct Buyer {
    #[top(one_of("ALI", "TB"))]
    source: String,
    #[top(max_bytes = 4)]
    nick: Option<String>,
    #[top(max = "2020-01-01 00:00:00")]
    since: DateTime,
    lines: Vec<Line>,
    #[top(digits = 3)]
    score: i64,
}

#[derive(Debug, TopObject)]
struct Line {
    #[top(max = 9.99)]
    price: Decimal,
    #[top(max_items = 1)]
    notes: Vec<String>,
}

/// Parts of every value, and none of them a part of the declaration.
const SENTINELS: [&str; 8] = ["sentinel", "777", "哨兵", "2055", "05:05", "88888", "66.6", "-444"];

fn order_with_ten_faults() -> Order {
    let line = |price: &str, notes: &[&str]| Line {
        price: price.parse().unwrap(),
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
    };
    Order {
        title: "sentinel of a title".to_owned(),
        buyer: Buyer {
            source: "sentinel".to_owned(),
            nick: Some("哨兵".to_owned()),
            since: "2055-05-05 05:05:05".parse().unwrap(),
            lines: vec![
                line("66.6", &["哨兵"]),
                line("5", &["sentinel", "sentinel"]),
                line("0.05", &[]),
                line("777.777", &["哨兵"]),
            ],
            score: 88_888,
        },
        tags: vec!["sentinel,777".to_owned()],
        count: -444,
    }
}

#[test]
fn ten_faults_at_three_levels_are_ten_violations_in_the_order_of_declaration() {
    assert_eq!(
        paths(&order_with_ten_faults()),
        [
            "title",
            "buyer.source",
            "buyer.nick",
            "buyer.since",
            "buyer.lines[0].price",
            "buyer.lines[1].notes",
            "buyer.lines[3].price",
            "buyer.score",
            "tags",
            "count",
        ]
    );
}

#[test]
fn no_violation_shows_a_value_in_any_way() {
    let order = order_with_ten_faults();
    let request = format!("{order:?}");
    for sentinel in SENTINELS {
        assert!(request.contains(sentinel), "{sentinel} is no part of the request");
    }

    let error = super::report::refusal(&order);
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        for sentinel in SENTINELS {
            assert!(!shown.contains(sentinel), "{sentinel} is shown: {shown}");
        }
    }
}
