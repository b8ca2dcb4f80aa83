//! Calls whose request and response are known by their tables alone.

use super::{Answer, Client};
use crate::descriptor::Api;
use crate::dynamic::DynamicObject;
use crate::error::Error;
use crate::request::{CallOptions, PreparedCall};
use crate::response::{self, Reply};

impl Client {
    /// Calls `api` with `request`, as [`execute`](Self::execute) does with a declared request.
    ///
    /// # Errors
    ///
    /// Returns an error as `execute` does, and one if `request` is that of another API.
    pub async fn execute_dynamic(
        &self,
        api: &'static Api,
        request: &DynamicObject,
        options: CallOptions,
    ) -> Result<Reply<DynamicObject>, Error> {
        request.check_belongs_to(api)?;
        read(self.0.start(request, api, options).await?)
    }

    /// Prepares a call of `api` with `request` without making it.
    ///
    /// # Errors
    ///
    /// Returns an error with all violations if the request breaks a rule, and one if it is that of another API.
    pub fn prepare_dynamic(
        &self,
        api: &'static Api,
        request: &DynamicObject,
        options: &CallOptions,
    ) -> Result<PreparedCall<DynamicObject>, Error> {
        self.0.app.prepare_dynamic(api, request, options, self.0.now())
    }
}

#[cfg(feature = "blocking")]
impl super::BlockingClient {
    /// Calls `api` with `request`, as [`execute`](Self::execute) does with a declared request.
    ///
    /// # Errors
    ///
    /// Returns an error as `execute` does, and one if `request` is that of another API.
    pub fn execute_dynamic(
        &self,
        api: &'static Api,
        request: &DynamicObject,
        options: CallOptions,
    ) -> Result<Reply<DynamicObject>, Error> {
        self.wait(self.as_async().execute_dynamic(api, request, options))
    }
}

fn read(answer: Answer) -> Result<Reply<DynamicObject>, Error> {
    let (parts, body) = answer.response.into_parts();
    response::decode(&answer.call, parts.status, &parts.headers, body)
}
