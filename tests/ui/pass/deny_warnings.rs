//! Everything that a careful author may deny.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(future_incompatible, keyword_idents, let_underscore, nonstandard_style, rust_2018_idioms, unused)]
#![deny(single_use_lifetimes, trivial_casts, trivial_numeric_casts, unused_lifetimes, unused_results)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, missing_copy_implementations)]
#![forbid(unsafe_code)]

use std::borrow::Cow;

use top_core::{DateTime, Decimal, TopApi, TopObject};

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

fn main() {
    #[allow(deprecated)]
    let request = ItemGet { item_id: 1, fields: None, iid: None, since: None, price: None, seen: false };
    assert!(request.validate().is_ok() && !request.seen);
}
