//! The client for programs that wait: every call occupies its thread until it is answered.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use super::ClientBuilder;
use crate::api::TopApi;
use crate::batch::{Batch, BatchReply};
use crate::error::{ConfigurationError, Error};
use crate::request::{App, CallOptions, PreparedCall};
use crate::response::{self, Reply};

/// Calls APIs over the network and waits for each answer.
///
/// It is a [`Client`](crate::Client) with a runtime of its own, of one thread, which does the network's work. A clone is
/// the same client. It works on any thread, but one that runs asynchronous tasks gets on with none of them meanwhile.
///
/// ```
/// # use top_core::{TopApi, TopObject, sandbox::Sandbox};
/// # #[derive(TopApi)]
/// # #[top(method = "taobao.time.get", response = TimeGetResponse)]
/// # struct TimeGetRequest {}
/// # #[derive(TopObject)]
/// # struct TimeGetResponse { time: Option<top_core::DateTime> }
/// # let sandbox = Sandbox::start()?;
/// # sandbox.handle(|_: TimeGetRequest| Ok(TimeGetResponse { time: "2016-01-01 12:00:00".parse().ok() }));
/// # let (app_key, app_secret, url) = (sandbox.app_key(), sandbox.app_secret(), sandbox.url());
/// use top_core::Client;
///
/// let client = Client::builder(app_key, app_secret).gateway(url).build_blocking()?;
/// let reply = client.execute(&TimeGetRequest {})?;
/// println!("{:?}, request id {:?}", reply.time, reply.request_id());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct BlockingClient {
    client: crate::Client,
    runtime: Arc<OwnRuntime>,
}

/// A runtime that can be dropped anywhere.
struct OwnRuntime(Option<Runtime>);

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // Waiting for its thread would be refused within another runtime.
            runtime.shutdown_background();
        }
    }
}

impl ClientBuilder {
    /// Sets up a client that waits for its answers.
    ///
    /// # Errors
    ///
    /// Returns an error if a set-up is unusable, as for [`build`](Self::build), or no thread can be started.
    pub fn build_blocking(self) -> Result<BlockingClient, Error> {
        BlockingClient::new(self.build()?)
    }
}

impl BlockingClient {
    /// Makes a client that waits out of one that does not; the two share connections and set-up.
    ///
    /// # Errors
    ///
    /// Returns an error if no thread can be started.
    pub fn new(client: crate::Client) -> Result<Self, Error> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("top-client").enable_all().build();
        let runtime = runtime
            .map_err(|error| ConfigurationError::new(format!("no runtime can be started: {error}")))?;
        Ok(Self { client, runtime: Arc::new(OwnRuntime(Some(runtime))) })
    }

    /// Calls an API: checks the request, flattens and signs it, sends it, and reads the response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request breaks a rule, the gateway is not reached, the platform answers with an error, or
    /// the answer is not the declared response.
    pub fn execute<A: TopApi>(&self, request: &A) -> Result<Reply<A::Response>, Error> {
        self.execute_with(request, CallOptions::new())
    }

    /// Calls an API with options of the call's own.
    ///
    /// # Errors
    ///
    /// Returns an error as [`execute`](Self::execute) does.
    pub fn execute_with<A: TopApi>(
        &self,
        request: &A,
        options: CallOptions,
    ) -> Result<Reply<A::Response>, Error> {
        // What waits does not know the type of the response, and so is there once.
        match self.wait(self.client.0.start(request, A::API, options)) {
            Ok(answer) => {
                let (parts, body) = answer.response.into_parts();
                response::decode(&answer.call, parts.status, &parts.headers, body)
            }
            Err(error) => Err(error),
        }
    }

    /// Makes several calls in one round trip.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Client::execute_batch`](crate::Client::execute_batch) does.
    pub fn execute_batch(&self, batch: &Batch<'_>) -> Result<BatchReply, Error> {
        self.wait(self.client.0.exchange_batch(batch))
    }

    /// Prepares a call without making it.
    ///
    /// # Errors
    ///
    /// Returns an error with all violations if the request breaks a rule.
    pub fn prepare<A: TopApi>(&self, request: &A) -> Result<PreparedCall<A::Response>, Error> {
        self.client.prepare(request)
    }

    /// Returns the application.
    pub fn app(&self) -> &App {
        self.client.app()
    }

    /// Returns the client that does not wait.
    pub fn as_async(&self) -> &crate::Client {
        &self.client
    }

    pub(super) fn wait<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        // Tokio's own way to wait panics on a thread that runs asynchronous tasks; this one does not. Timers and sockets
        // belong to the runtime that is entered.
        let _entered = self.runtime.0.as_ref().map(Runtime::enter);
        pollster::block_on(call)
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient").field("app", self.client.app()).finish_non_exhaustive()
    }
}
