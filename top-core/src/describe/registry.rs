//! A table of APIs.

use crate::descriptor::{Api, is_less};
use crate::dynamic::nearest;
use crate::message::Message;

/// A table of APIs in ascending order of their methods.
///
/// ```
/// use top_core::describe::Registry;
/// use top_core::{TopApi, TopObject};
///
/// #[derive(TopApi)]
/// #[top(method = "taobao.time.get")]
/// struct TimeGetRequest {}
///
/// #[derive(TopApi)]
/// #[top(method = "taobao.user.get")]
/// struct UserGetRequest {}
///
/// static APIS: Registry = Registry::new(&[TimeGetRequest::API, UserGetRequest::API]);
///
/// assert_eq!(APIS.get("taobao.user.get").map(|api| api.request().name()), Some("UserGetRequest"));
/// ```
///
/// Two APIs with one method do not compile:
///
/// ```compile_fail
/// # use top_core::describe::Registry;
/// # use top_core::{TopApi, TopObject};
/// # #[derive(TopApi)]
/// # #[top(method = "taobao.time.get")]
/// # struct TimeGetRequest {}
/// static APIS: Registry = Registry::new(&[TimeGetRequest::API, TimeGetRequest::API]);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Registry {
    apis: &'static [&'static Api],
}

impl Registry {
    /// Makes a table of `apis`, which stand in ascending order of their methods.
    ///
    /// # Panics
    ///
    /// Panics, at compile time when used in a constant or static, if two APIs have one method or the order is another.
    pub const fn new(apis: &'static [&'static Api]) -> Self {
        let mut index = 1;
        while index < apis.len() {
            let (before, after) = (apis[index - 1].method(), apis[index].method());
            if !is_less(before.as_bytes(), after.as_bytes()) {
                Message::new()
                    .with("the APIs of a registry stand in strictly ascending order of their methods; after ")
                    .with_code(before)
                    .with(" comes ")
                    .with_code(after)
                    .panic();
            }
            index += 1;
        }
        Self { apis }
    }

    /// Finds an API by its method name, verbatim.
    pub fn get(&self, method: &str) -> Option<&'static Api> {
        let index = self.apis.binary_search_by(|api| api.method().cmp(method)).ok()?;
        self.apis.get(index).copied()
    }

    /// Finds the method name that was probably meant by `method`, `None` if none is near.
    ///
    /// ```
    /// # use top_core::describe::Registry;
    /// # use top_core::{TopApi, TopObject};
    /// # #[derive(TopApi)]
    /// # #[top(method = "taobao.time.get")]
    /// # struct TimeGetRequest {}
    /// static APIS: Registry = Registry::new(&[TimeGetRequest::API]);
    ///
    /// assert_eq!(APIS.nearest("taobao.tiem.get"), Some("taobao.time.get"));
    /// ```
    pub fn nearest(&self, method: &str) -> Option<&'static str> {
        nearest(method, self.iter().map(Api::method))
    }

    /// Iterates over the APIs in ascending order of their methods.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'static Api> {
        self.apis.iter().copied()
    }
}
