//! Several calls in one round trip (批量调用, `/router/batch`).
//!
//! The calls may be of different APIs and of different users; each has an answer of its own, in which one may fail
//! without the others. All APIs can be called so but those that upload files. How many calls a batch may have is written
//! down nowhere.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::api::{TopApi, TopObject};
use crate::descriptor::Api;
use crate::error::{ConfigurationError, Error};
use crate::request::{App, CallOptions, RawCall};
use crate::response::{self, Reply};
use crate::secret::REDACTED;
use crate::value::Object;
use crate::wire::DateTime;

/// What stands between two calls and between two answers, unless a batch has a separator of its own.
const SEPARATOR: &str = "\r\n-S-\r\n";

/// The header by which a batch names a separator of its own.
const SEPARATOR_HEADER: HeaderName = HeaderName::from_static("top-api-separator");

/// Calls to be made in one round trip.
///
/// ```
/// # use top_core::sandbox::Sandbox;
/// use top_core::batch::Batch;
/// use top_core::{Client, TopApi, TopObject};
///
/// #[derive(Debug, Clone, TopApi)]
/// #[top(method = "taobao.item.price.get", response = ItemPrice)]
/// struct ItemPriceGet {
///     num_iid: i64,
/// }
///
/// #[derive(Debug, Clone, TopObject)]
/// struct ItemPrice {
///     price: Option<String>,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::start()?;
/// # sandbox.handle(|request: ItemPriceGet| Ok(ItemPrice { price: Some(format!("{}.00", request.num_iid)) }));
/// # let client = sandbox.client();
/// let (one, other) = (ItemPriceGet { num_iid: 1 }, ItemPriceGet { num_iid: 2 });
/// let mut batch = Batch::new();
/// let first = batch.add(&one);
/// let second = batch.add(&other);
///
/// let answers = client.execute_batch(&batch).await?;
/// assert_eq!(answers.get(first)?.price.as_deref(), Some("1.00"));
/// assert_eq!(answers.get(second)?.price.as_deref(), Some("2.00"));
/// # Ok(())
/// # }
/// ```
pub struct Batch<'a> {
    id: u64,
    calls: Vec<Entry<'a>>,
    separator: Option<HeaderValue>,
    timeout: Option<Duration>,
}

struct Entry<'a> {
    request: &'a dyn Object,
    api: &'static Api,
    options: CallOptions,
}

/// The place of one call in its batch, by which its answer is found.
#[must_use = "the answer is found by it"]
pub struct Slot<Response> {
    batch: u64,
    index: usize,
    response: PhantomData<fn() -> Response>,
}

impl<'a> Batch<'a> {
    /// Starts a batch without calls.
    pub fn new() -> Self {
        // Told apart, so that no answer is read as that of another batch.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { id, calls: Vec::new(), separator: None, timeout: None }
    }

    /// Adds a call, and returns the place of its answer.
    pub fn add<A: TopApi>(&mut self, request: &'a A) -> Slot<A::Response> {
        self.add_with(request, CallOptions::new())
    }

    /// Adds a call that has options of its own, of which timeout and retry policy mean nothing here.
    pub fn add_with<A: TopApi>(&mut self, request: &'a A, options: CallOptions) -> Slot<A::Response> {
        let index = self.calls.len();
        self.calls.push(Entry { request, api: A::API, options });
        Slot { batch: self.id, index, response: PhantomData }
    }

    /// Sets what stands between the calls and between their answers, in place of a line with `-S-`. It is taken
    /// literally.
    ///
    /// # Errors
    ///
    /// Returns an error if a call could contain the separator, or a header cannot carry it: it is visible ASCII, and at
    /// least one character of it is escaped in a form.
    pub fn separator(&mut self, separator: &str) -> Result<&mut Self, ConfigurationError> {
        let is_visible = separator.bytes().all(|byte| byte.is_ascii_graphic());
        let is_distinct = separator
            .chars()
            .any(|character| !"*-._+%&=#".contains(character) && !character.is_ascii_alphanumeric());
        match HeaderValue::from_str(separator) {
            Ok(value) if is_visible && is_distinct => {
                self.separator = Some(value);
                Ok(self)
            }
            _ => Err(ConfigurationError::new(
                "the separator is visible ASCII, and something of it is escaped in a form",
            )),
        }
    }

    /// Sets how long the round trip may take in total, in place of the client's timeout.
    pub fn timeout(&mut self, timeout: Duration) -> &mut Self {
        self.timeout = Some(timeout);
        self
    }

    /// Returns the number of calls.
    pub fn len(&self) -> usize {
        self.calls.len()
    }

    /// Returns whether there is no call.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    #[cfg(feature = "client")]
    pub(crate) fn time_limit(&self) -> Option<Duration> {
        self.timeout
    }
}

impl Default for Batch<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    /// Prepares a batch: validates, flattens and encodes every call, and signs them together.
    ///
    /// # Errors
    ///
    /// Returns an error if the batch has no call, if a call uploads a file, if the gateway's path does not end with
    /// `/rest`, beside which that of batches lies, and the first error of a call that cannot be prepared.
    pub fn prepare_batch(&self, batch: &Batch<'_>, timestamp: DateTime) -> Result<PreparedBatch, Error> {
        if batch.is_empty() {
            return Err(ConfigurationError::new("a batch has at least one call").into());
        }
        let Some(gateway) = self.gateway().strip_suffix("/rest").map(|start| format!("{start}/batch")) else {
            return Err(ConfigurationError::new("batches need a gateway whose path ends with `/rest`").into());
        };
        let mut parts = Vec::with_capacity(batch.len());
        for Entry { request, api, options } in &batch.calls {
            parts.push(self.prepare_part(*request, api, options)?);
        }
        let separator = batch.separator.as_ref().and_then(|value| value.to_str().ok()).unwrap_or(SEPARATOR);
        let mut body = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                body.extend_from_slice(separator.as_bytes());
            }
            // Never empty: it has at least its method.
            body.extend_from_slice(&part.form);
        }
        let (query, signature) = self.sign_batch(&body, timestamp);
        let url = format!("{gateway}?{query}");
        let gateway: Arc<str> = gateway.into();
        let calls = parts.into_iter().map(|part| part.into_call(Arc::clone(&gateway), &signature)).collect();
        Ok(PreparedBatch {
            id: batch.id,
            url,
            body: body.into(),
            separator: separator.to_owned(),
            separator_header: batch.separator.clone(),
            calls,
        })
    }
}

/// A batch that is ready to be sent: an HTTP `POST`, and the way to read its answer.
///
/// The platform wants the system parameters and the signature of a batch in the query of its URL. No session is among
/// them: the calls have their own, in the body.
#[derive(Clone)]
pub struct PreparedBatch {
    id: u64,
    url: String,
    body: Bytes,
    separator: String,
    separator_header: Option<HeaderValue>,
    calls: Vec<RawCall>,
}

impl PreparedBatch {
    /// Returns the URL. It holds the signature, and so is nothing for a log.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the headers.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = self.calls.first().map(RawCall::headers).unwrap_or_default();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain;charset=UTF-8"));
        if let Some(separator) = &self.separator_header {
            headers.insert(SEPARATOR_HEADER, separator.clone());
        }
        headers
    }

    /// Returns the body: the calls' parameters as forms in UTF-8, separated.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Takes the answer to the batch apart.
    ///
    /// # Errors
    ///
    /// Returns an error if the platform refused the batch as a whole, or there are not as many answers as calls.
    pub fn decode(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: impl Into<Bytes>,
    ) -> Result<BatchReply, Error> {
        let body = body.into();
        let mut parts = Vec::with_capacity(self.calls.len());
        let mut start = 0;
        while let Some(length) = find(&body[start..], self.separator.as_bytes()) {
            parts.push(body.slice(start..start + length));
            start += length + self.separator.len();
        }
        parts.push(body.slice(start..));
        let Some(call) = self.calls.first() else {
            return Err(ConfigurationError::new("a batch has at least one call").into());
        };
        if parts.len() != self.calls.len() {
            // One answer to all is the error of all.
            response::decode::<()>(call, status, headers, parts[0].clone())?;
            let problem = format!("expected {} answers, found {}", self.calls.len(), parts.len());
            return Err(response::failed_batch(call, status, problem, &body));
        }
        Ok(BatchReply { id: self.id, calls: self.calls.clone(), parts, status, headers: headers.clone() })
    }

    #[cfg(feature = "client")]
    pub(crate) fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let uri = self.url.parse().map_err(|_| ConfigurationError::new("the gateway is no URL"))?;
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers();
        Ok(request)
    }

    #[cfg(feature = "client")]
    pub(crate) fn method(&self) -> &'static str {
        self.calls.first().map_or("", |call| call.api.method())
    }
}

impl fmt::Debug for PreparedBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedBatch")
            .field("calls", &self.calls.len())
            .field("body", &format_args!("{} bytes {REDACTED}", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// The answers to a batch.
#[derive(Clone)]
pub struct BatchReply {
    id: u64,
    calls: Vec<RawCall>,
    parts: Vec<Bytes>,
    status: StatusCode,
    headers: HeaderMap,
}

impl BatchReply {
    /// Reads the answer to one call.
    ///
    /// # Errors
    ///
    /// Returns an error if the platform answered the call with one, if the answer is not the declared response, or if
    /// `slot` is that of another batch.
    pub fn get<Response: TopObject>(&self, slot: Slot<Response>) -> Result<Reply<Response>, Error> {
        match (self.calls.get(slot.index), self.parts.get(slot.index)) {
            (Some(call), Some(part)) if slot.batch == self.id => {
                response::decode(call, self.status, &self.headers, part.clone())
            }
            _ => Err(ConfigurationError::new("the slot is that of another batch").into()),
        }
    }

    /// Returns the number of answers, which is that of the calls.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Returns whether there is no answer, which cannot be.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl fmt::Debug for BatchReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchReply").field("answers", &self.parts.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let methods: Vec<_> = self.calls.iter().map(|entry| entry.api.method()).collect();
        f.debug_struct("Batch").field("calls", &methods).finish_non_exhaustive()
    }
}

impl<Response> Clone for Slot<Response> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Response> Copy for Slot<Response> {}

impl<Response> fmt::Debug for Slot<Response> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Slot").field(&self.index).finish()
    }
}

/// Returns where `separator` first stands in `text`.
fn find(text: &[u8], separator: &[u8]) -> Option<usize> {
    text.windows(separator.len()).position(|window| window == separator)
}
