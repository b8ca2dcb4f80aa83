//! Every kind of declaration there is, as an author would write it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use taobao::{DateTime, Decimal, File, Json, TopApi, TopEnum, TopObject};

/// Adds something, with a file.
///
/// See [`StrictAddResponse`] | <https://open.taobao.com> for `Vec<T>`.
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(crate = taobao, method = "taobao.strict.add", response = StrictAddResponse, session = "required", builder)]
#[non_exhaustive]
pub struct StrictAddRequest {
    /// The title (标题) of [the thing](https://open.taobao.com), `a|b`.
    #[top(max_len = 64, example = "a|b `c`")]
    pub title: String,
    /// The state.
    pub state: StrictState,
    /// The levels.
    pub levels: Vec<Level>,
    /// Where it is.
    pub address: Box<Address>,
    /// What it costs (精确到2位小数).
    #[top(min = 0.01, digits = 10, scale = 2, custom = check_price)]
    pub price: Decimal,
    /// How many there are.
    #[top(min = 1, max = 99)]
    pub count: i32,
    /// Whether it is new.
    pub is_new: bool,
    /// When it was made.
    #[top(min = "2016-01-01 00:00:00")]
    pub made: DateTime,
    /// The picture.
    #[top(max_bytes = 1024)]
    pub picture: Option<File>,
    /// The names.
    #[top(list = "comma", max_items = 20, items(max_len = 8))]
    pub names: Option<Vec<String>>,
    /// An older name.
    #[deprecated = "use `title`"]
    #[top(secret)]
    pub name: Option<String>,
    /// What is called like the constructor.
    pub new: Option<Json>,
    /// What is not sent.
    #[top(skip)]
    pub seen: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[top(crate = taobao, success = "result.has_error", ok = "false", code = "state", message = "result.message")]
pub struct StrictAddResponse {
    /// The result.
    pub result: Option<StrictResult>,
    /// The state.
    pub state: Option<StrictState>,
}

/// A result.
#[derive(Clone, PartialEq, Eq, TopObject)]
#[top(crate = taobao, builder, debug, custom = Self::check)]
pub struct StrictResult {
    /// Whether something is wrong.
    pub has_error: Option<bool>,
    /// What is wrong.
    pub message: Option<String>,
}

/// A request that borrows and has a parameter.
#[derive(Clone, PartialEq, Eq, TopApi)]
#[top(crate = taobao, method = "taobao.strict.get", response = StrictPage<T>, builder, debug, idempotent)]
#[top(custom = check_request)]
pub struct StrictGetRequest<'a, T> {
    /// What is looked for.
    pub text: Cow<'a, str>,
    /// By what it is filtered.
    #[top(name = "filterBy")]
    pub filter: Option<T>,
}

/// A page of anything.
#[derive(Debug, Clone, PartialEq, Eq, TopObject)]
#[top(crate = taobao)]
pub struct StrictPage<T> {
    /// The items.
    pub items: Vec<T>,
    /// The pages after it.
    pub next: Option<Box<Self>>,
    /// By name.
    pub named: BTreeMap<String, T>,
}

/// An address.
#[derive(Debug, Clone, Default, PartialEq, Eq, TopObject)]
#[top(crate = taobao)]
pub struct Address {
    /// The city.
    #[top(one_of("杭州", "北京"))]
    pub city: String,
    /// The tags.
    #[top(json)]
    pub tags: Option<Vec<String>>,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, TopEnum)]
#[top(crate = taobao)]
#[non_exhaustive]
pub enum StrictState {
    /// On sale.
    #[top(name = "ON_SALE")]
    OnSale,
    /// No longer used.
    #[deprecated]
    Gone,
    /// A code that is not documented yet.
    #[top(other)]
    Other(String),
}

/// A level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, TopEnum)]
#[top(crate = taobao)]
pub enum Level {
    /// The first.
    #[top(name = 1)]
    First,
    /// A code that is not documented yet.
    #[top(other)]
    Other(i64),
}

impl StrictResult {
    const fn check(&self) -> Result<(), &'static str> {
        if self.has_error.is_none() && self.message.is_some() { Err("a message of nothing") } else { Ok(()) }
    }
}

fn check_price(price: &Decimal) -> Result<(), &'static str> {
    if price.as_str().starts_with('+') { Err("the sign is not written") } else { Ok(()) }
}

fn check_request<T>(request: &StrictGetRequest<'_, T>) -> Result<(), &'static str> {
    if request.text.is_empty() { Err("nothing to look for") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strict_author_can_build_and_check() {
        let request = StrictAddRequest::new(
            "标题",
            StrictState::OnSale,
            [Level::First],
            Address { city: "上海".to_owned(), tags: None },
            Decimal::from_scaled(1_234, 3),
            1,
            true,
            DateTime::MIN,
        );
        let violations = request.names(["a".to_owned()]).validate().unwrap_err();
        let paths: Vec<_> = violations.iter().map(taobao::Violation::path).collect();

        assert_eq!(paths, ["address.city", "price", "made"]);
        let request = StrictGetRequest::<Level>::new("").filter(Level::First);
        // Blank text is never sent, and the author's own check says so, too.
        assert_eq!(request.validate().unwrap_err().len(), 2);
        assert_eq!(request.params().get("filterBy"), Some("1"));
    }
}
