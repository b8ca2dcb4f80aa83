//! Everything that a careful author may deny.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(future_incompatible, keyword_idents, let_underscore, nonstandard_style, rust_2018_idioms, unused)]
#![deny(single_use_lifetimes, trivial_casts, trivial_numeric_casts, unused_lifetimes, unused_results)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, missing_copy_implementations)]
#![forbid(unsafe_code)]

use std::borrow::Cow;

use top_core::{DateTime, Decimal, TopApi, TopEnum, TopObject};

/// Reads one item.
#[derive(Debug, TopApi)]
#[top(method = "taobao.item.get", response = ItemGetResponse)]
pub struct ItemGet<'a> {
    /// The number of the item.
    #[top(name = "num_iid", min = 1, max = 99, digits = 2)]
    pub item_id: i64,
    /// The fields.
    #[top(max_len = 3, min_len = 1, max_bytes = 9, one_of("A", "B"))]
    pub fields: Option<Cow<'a, str>>,
    /// The old number.
    #[deprecated = "use `item_id`"]
    pub iid: Option<String>,
    /// A date.
    #[top(min = "2020-01-01 00:00:00")]
    pub since: Option<DateTime>,
    /// A price.
    #[top(max = 9.99)]
    pub price: Option<Decimal>,
    #[top(skip)]
    seen: bool,
}

/// The item.
#[derive(Debug, TopObject)]
pub struct ItemGetResponse {
    /// The titles.
    #[top(min_items = 1, max_items = 2)]
    pub titles: Vec<String>,
}

/// Nothing.
#[derive(Debug, Clone, Copy, TopApi)]
#[top(method = "taobao.time.get")]
pub struct TimeGet;

/// An item as it was.
#[deprecated]
#[derive(Debug, TopObject)]
pub struct OldItem {
    /// The title.
    pub title: String,
}

/// A request as it was.
#[deprecated]
#[derive(Clone, TopApi)]
#[top(method = "taobao.old.item.get", response = OldItem, debug, builder)]
pub struct OldItemGet {
    /// The id.
    pub id: i64,
    /// The shop.
    #[deprecated]
    pub shop: Option<String>,
}

/// A shop.
#[allow(deprecated)]
#[derive(Debug, TopObject)]
pub struct Shop {
    /// The items.
    pub items: Vec<OldItem>,
}

/// Another shop.
#[derive(Debug, TopObject)]
pub struct OtherShop {
    /// The items.
    #[expect(deprecated)]
    pub items: Vec<OldItem>,
}

/// Everything that a request can be told.
#[derive(TopApi)]
#[top(method = "taobao.item.send", response = ItemSendResponse, session = "required", idempotent)]
#[top(builder, debug, custom = check_request)]
pub struct ItemSend<'a> {
    /// The name.
    #[top(custom = check_name, example = "A", secret)]
    pub name: Cow<'a, str>,
    /// The kinds.
    #[top(list = "json", items(max_len = 3), max_items = 3)]
    pub names: Vec<String>,
    /// The kind.
    pub kind: Option<Kind>,
    /// The old kind.
    #[deprecated = "use `kind`"]
    pub old_kind: Option<Kind>,
    /// The level.
    pub level: Option<Level>,
    /// The parts.
    pub parts: Option<Vec<Part>>,
    #[top(skip)]
    seen: bool,
}

/// The answer.
#[derive(TopObject)]
#[top(debug, success = "result.id", ok = "1", message = "message")]
pub struct ItemSendResponse {
    /// The result.
    pub result: Option<Part>,
    /// The message.
    pub message: Option<String>,
}

/// A part.
#[derive(Debug, Clone, Copy, TopObject)]
#[top(builder)]
#[non_exhaustive]
pub struct Part {
    /// The id.
    pub id: Option<i64>,
}

/// Eight members are many, and seven of them are enough.
#[derive(Debug, TopObject)]
#[top(builder)]
struct Eight {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    e: i64,
    f: i64,
    g: i64,
    h: Option<i64>,
    #[top(json)]
    i: Box<Part>,
}

/// A kind.
#[derive(Debug, Clone, PartialEq, Eq, TopEnum)]
#[non_exhaustive]
pub enum Kind {
    /// The first.
    #[top(name = "FIRST")]
    First,
    /// The second.
    #[deprecated]
    Second,
    /// Another.
    #[top(other)]
    Other(String),
}

/// A level that nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TopEnum)]
pub enum Level {
    /// Low.
    #[top(name = -1)]
    Low,
    /// Another.
    #[top(other)]
    Other(i64),
}

#[derive(Debug, TopEnum)]
enum Private {
    #[top(other)]
    Other(String),
}

fn check_request(request: &ItemSend<'_>) -> Result<(), &'static str> {
    if request.seen { Err("it was seen") } else { Ok(()) }
}

fn check_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() { Err("there is a name") } else { Ok(()) }
}

fn main() {
    let request = ItemSend::new("a", ["b".to_owned()]).kind(Kind::First).parts([Part::new().id(1)]);
    assert!(request.validate().is_ok());
    let eight = Eight::new(1, 2, 3, 4, 5, 6, 7, Part::new());
    assert_eq!(eight.a + eight.b + eight.c + eight.d + eight.e + eight.f + eight.g, 28);
    assert!(eight.h.is_none() && eight.i.id.is_none());
    assert!(matches!("x".into(), Private::Other(code) if code == "x"));
    #[allow(deprecated)]
    let request = ItemGet { item_id: 1, fields: None, iid: None, since: None, price: None, seen: false };
    assert!(request.validate().is_ok() && !request.seen);
}
