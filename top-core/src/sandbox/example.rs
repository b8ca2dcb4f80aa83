//! Examples in the documentation of an API, run against the sandbox.

use std::error::Error;
use std::pin::Pin;

use super::Sandbox;
use crate::client::Client;
use crate::descriptor::Api;
use crate::dynamic::DynamicObject;

/// Runs an example of a declared API in its documentation (a doctest) against a sandbox that answers with the documented
/// example values (示例值).
///
/// It takes the request's type, a name for the client, and the example: a block, in which `?` and `await` work. Written into
/// lines that rustdoc hides, it leaves an example that reads like a program of its user:
///
/// ````
/// /// The time of the platform.
/// ///
/// /// ```
/// /// # top_core::sandbox_example!(my_crate::TimeGetRequest, client, {
/// /// let reply = client.execute(&my_crate::TimeGetRequest {}).await?;
/// /// println!("{:?}", reply.time);
/// /// # });
/// /// ```
/// #[derive(top_core::TopApi)]
/// #[top(method = "taobao.time.get", response = TimeGetResponse)]
/// pub struct TimeGetRequest {}
///
/// #[derive(top_core::TopObject)]
/// pub struct TimeGetResponse {
///     #[top(example = "2000-01-01 00:00:00")]
///     pub time: Option<top_core::DateTime>,
/// }
///
/// top_core::sandbox_example!(TimeGetRequest, client, {
///     let reply = client.execute(&TimeGetRequest {}).await?;
///     assert_eq!(reply.time, Some("2000-01-01 00:00:00".parse()?));
/// });
/// ````
///
/// Without the feature `sandbox` it is nothing at all, so that the tests of a crate pass that depends on `top-core` without
/// it. Add the feature to the `dev-dependencies` to have the examples run.
#[macro_export]
#[cfg_attr(docsrs, doc(cfg(feature = "sandbox")))]
macro_rules! sandbox_example {
    ($request:ty, $client:ident, $example:block) => {
        $crate::sandbox::run_example(<$request as $crate::TopApi>::API, |$client| {
            ::std::boxed::Box::pin(async move {
                $example;
                ::core::result::Result::Ok(())
            })
        })
    };
}

/// What an example is until it has run.
#[doc(hidden)]
pub type Example = Pin<Box<dyn Future<Output = Result<(), Box<dyn Error>>>>>;

/// Runs an example of `api`.
///
/// # Panics
///
/// Panics if it fails.
#[doc(hidden)]
#[allow(clippy::panic, clippy::expect_used, reason = "an example that fails fails its test by panicking")]
pub fn run_example(api: &'static Api, example: impl FnOnce(Client) -> Example) {
    let sandbox = Sandbox::start().expect("a port of the loopback interface");
    let answer = DynamicObject::example(api.response());
    sandbox.handle_dynamic(api, move |_| Ok(answer.clone()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    if let Err(error) = runtime.block_on(example(sandbox.client())) {
        panic!("the example of {} failed: {error}", api.method());
    }
}
