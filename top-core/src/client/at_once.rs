//! Calls that wait for nothing and are made once, as by default all are: what they keep and what they run is little.

use bytes::Bytes;
use http::Response;

use super::{Answer, Inner, Limits, TransportFuture};
use crate::descriptor::Api;
use crate::error::{Error, TransportError};
use crate::request::{CallOptions, RawCall};
use crate::value::Object;

impl Inner {
    /// Returns whether a call is one of these.
    pub(super) fn is_made_at_once(&self, options: &CallOptions) -> bool {
        self.limiter.is_off() && !self.policy(options).is_on()
    }

    /// Prepares and sends a call as [`exchange`](Self::exchange) would, without what that keeps for later attempts.
    pub(super) fn send_at_once(
        &self,
        request: &dyn Object,
        api: &'static Api,
        options: &CallOptions,
    ) -> Result<(RawCall, TransportFuture<'_>), Error> {
        let call = self.app.prepare_raw(request, api, options, self.now())?;
        let timeout = self.policy(options).timeout(options.timeout.unwrap_or(self.limits.timeout));
        let answer = self.transport.send_call(&call, &self.gateway, Limits { timeout, ..self.limits })?;
        Ok((call, answer))
    }
}

/// Puts a call and what came of sending it together.
pub(super) fn answered(
    call: RawCall,
    outcome: Result<Response<Bytes>, TransportError>,
) -> Result<Answer, Error> {
    match outcome {
        Ok(response) => Ok(Answer { call, response }),
        Err(error) => Err(error.with_method(call.api.method()).into()),
    }
}
