//! The other side (SPI, 服务提供接口): a server of the author's own, which the **platform calls**.
//!
//! Some APIs run backwards: a service market or a scene of Qimen (奇门自定义场景) has the platform call a URL of the
//! application. What it calls is declared like any API; [`Spi`] verifies that the call is the platform's, reads it into
//! the declared struct, and [`SpiAnswer`] is what the platform expects in return.
//!
//! ```
//! use bytes::Bytes;
//! use top_core::spi::{Spi, SpiAnswer, SpiError, sign_call};
//! use top_core::{DateTime, TopApi, TopObject};
//!
//! /// Asks the warehouse whether it has an item (库存查询).
//! #[derive(Debug, TopApi)]
//! #[top(method = "taobao.spi.stock.query", response = StockQueryResponse)]
//! struct StockQueryRequest {
//!     item_ids: Vec<i64>,
//! }
//!
//! #[derive(Debug, TopObject)]
//! struct StockQueryResponse {
//!     total: Option<i64>,
//! }
//!
//! fn serve(spi: &Spi, request: http::Request<Bytes>) -> http::Response<Bytes> {
//!     let (head, body) = request.into_parts();
//!     let answer = match spi.receive::<StockQueryRequest>(&head, body) {
//!         Ok(call) => SpiAnswer::of(&StockQueryResponse { total: i64::try_from(call.item_ids.len()).ok() }),
//!         Err(error) => spi.refuse(&error),
//!     };
//!     answer.into_http()
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let noon: DateTime = "2016-01-01 12:00:00".parse()?;
//! let spi = Spi::builder("helloworld").clock(move || noon).build()?;
//!
//! // What the platform would send.
//! let mut request = http::Request::post("/stock?method=taobao.spi.stock.query&timestamp=2016-01-01+12%3A00%3A00")
//!     .header("content-type", "application/json;charset=UTF-8")
//!     .body(Bytes::from_static(br#"{"item_ids":[1,2]}"#))?;
//! sign_call(&mut request, &"helloworld".into())?;
//! assert_eq!(serve(&spi, request.clone()).body(), r#"{"total":2}"#);
//!
//! // And what somebody else made of it.
//! *request.body_mut() = Bytes::from_static(br#"{"item_ids":[1,2,3]}"#);
//! assert_eq!(
//!     serve(&spi, request).body(),
//!     r#"{"flag":"failure","sub_code":"sign-check-failure","sub_message":"Illegal request"}"#
//! );
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `axum`, [`SpiCall`] and [`VerifiedCall`] are extractors of axum, and [`SpiAnswer`] is an answer
//! of it: see the example `spi`.
//!
//! # What is verified
//!
//! The signature (签名), an MD5 as `SpiUtils.checkSign` of the official Java SDK has it, over the headers that the
//! header `top-sign-list` names, the query, a form, or a body of JSON, XML or text, byte for byte; and the parameter
//! `timestamp` (GMT+8), which may be ten minutes old, and ten minutes ahead, unless [set](SpiBuilder::max_age)
//! otherwise. The official check is followed but where it is open to forgery:
//!
//! * It takes a name without `=` for one with an empty value. Here it is refused.
//! * It leaves a query pair with two `=` unsigned, and reads `a=b=` as `b`. Here the first `=` parts name and value,
//!   and all of it is signed. A call whose signature is right only without such pairs is taken without them: what is
//!   not signed is not there. The platform escapes `=` in values, so its calls are read alike.
//! * It takes every timestamp of the future. Here it is bounded on both sides.
//! * It signs the body of a few types, and nothing of any other. Here a body of another type is refused.
//! * It re-encodes text that it could not decode. Here such text is refused.
//! * Of two parameters of one name it signs one. Here two in the same place are refused, and so are two headers of
//!   which `top-sign-list` has the name.
//! * It compares with `String.equals`. Here the time taken says nothing about the signature.
//!
//! # What is not
//!
//! * **The content of uploaded files**, and headers that are not in `top-sign-list`: the signature does not cover them.
//!   `Content-Type` is one of these: its charset says what the bytes that are signed mean.
//! * **Whether it came before.** A call can be sent again, as it is, until its timestamp is too old; the protocol has
//!   no number that is used once. Let the handler be idempotent, by an id of the business.
//! * **The path of the URL.** Use one [`TopApi`] a URL: [`Spi::receive`] compares the signed `method`.
//! * **The address of the caller.** The official `checkRemoteIp` believes headers such as `X-Forwarded-For`, which
//!   any client can send, and its comparison of networks is wrong unless a mask is a multiple of 8. Nothing here
//!   reads these headers. Who wants a list of addresses (API `taobao.top.ipout.get`) enforces it where the socket is
//!   known: in the firewall, or behind a proxy that overwrites the header.
//!
//! Names and values are signed without separators: whoever sees a call can send it once more with `x=y` written
//! `x=&y=`, or with the start of the body moved into the query. No check can tell; serve over TLS, so that nobody
//! sees one.

mod incoming;

mod multipart;

mod signature;

mod call;

mod error;

mod answer;

#[cfg(feature = "axum")]
mod axum;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;

pub use self::answer::SpiAnswer;
#[cfg(feature = "axum")]
pub use self::axum::SpiRejection;
pub use self::call::{SpiCall, VerifiedCall};
pub use self::error::SpiError;
use self::incoming::Incoming;
pub use self::signature::sign_call;
use crate::api::TopApi;
pub use crate::clock::{Clock, SystemClock};
use crate::error::ConfigurationError;
use crate::secret::AppSecret;
use crate::sign::{SignMethod, Signer};
use crate::wire::DateTime;

/// How far a timestamp may be off on either side unless set otherwise: what the platform allows its callers.
const WINDOW: Duration = Duration::from_secs(10 * 60);

/// Verifies and reads the calls of the platform. A clone is the same.
#[derive(Clone)]
pub struct Spi(Arc<Inner>);

struct Inner {
    signer: Signer,
    clock: Box<dyn Clock>,
    max_age: Duration,
    max_ahead: Duration,
    refuse: Box<Refuse>,
}

type Refuse = dyn Fn(&SpiError) -> SpiAnswer + Send + Sync;

impl Spi {
    /// Starts to set up with the secret of the application that the platform calls (`targetAppSecret`).
    pub fn builder(app_secret: impl Into<AppSecret>) -> SpiBuilder {
        SpiBuilder(Inner {
            signer: Signer::new(app_secret.into(), SignMethod::Md5),
            clock: Box::new(SystemClock),
            max_age: WINDOW,
            max_ahead: WINDOW,
            refuse: Box::new(SpiAnswer::refusal),
        })
    }

    /// Verifies a call and reads it as the API `A`.
    ///
    /// A call with a body of JSON, or with the feature `xml` of XML, is read from that, any other from the parameters
    /// of its query and form, the query first. What is required must be there, and every rule of the declaration must
    /// hold, as in the gateway for tests. The parameter `method` must be that of `A`; a call without one is
    /// [verified](Self::verify) and then [read](VerifiedCall::read).
    ///
    /// # Errors
    ///
    /// Returns an error if [`verify`](Self::verify) does, if the call is one of another API, or if it is not what `A`
    /// declares. It holds no value of the call. [`refuse`](Self::refuse) makes an answer of it.
    pub fn receive<A: TopApi>(&self, head: &Parts, body: impl Into<Bytes>) -> Result<SpiCall<A>, SpiError> {
        self.verify(head, body.into())?.receive()
    }

    /// Verifies signature and timestamp of a call, to read it later: where one URL serves several APIs, for example.
    ///
    /// # Errors
    ///
    /// Returns an error if the signature is missing or another, if the timestamp is missing, malformed, too old or
    /// too far ahead, or if the call cannot be read so far as to tell. The signature is judged before the timestamp.
    pub fn verify(&self, head: &Parts, body: impl Into<Bytes>) -> Result<VerifiedCall, SpiError> {
        self.verify_call(head, &body.into())
    }

    fn verify_call(&self, head: &Parts, body: &Bytes) -> Result<VerifiedCall, SpiError> {
        let mut call = Incoming::read(&head.uri, &head.headers, body)?;
        call.check_signature(&self.0.signer)?;
        let timestamp = self.check_timestamp(&call)?;
        Ok(VerifiedCall::new(call, timestamp))
    }

    fn check_timestamp(&self, call: &Incoming) -> Result<DateTime, SpiError> {
        let text = call.parameter("timestamp").filter(|text| !text.trim().is_empty());
        let text = text.ok_or(SpiError::MissingTimestamp)?;
        // Dates inside answers are read more freely; this one the platform writes in one way only.
        let is_exact = |timestamp: &DateTime| timestamp.to_string() == text;
        let timestamp = text.parse().ok().filter(is_exact).ok_or(SpiError::InvalidTimestamp)?;
        let now = self.0.clock.now();
        let age = i128::from(now.unix_millis()) - i128::from(timestamp.unix_millis());
        let limit = if age < 0 { self.0.max_ahead } else { self.0.max_age };
        if age.unsigned_abs() > limit.as_millis() {
            return Err(SpiError::OutsideWindow { timestamp, now });
        }
        Ok(timestamp)
    }

    /// Returns the answer to a call that is refused, as [set up](SpiBuilder::refuse_with).
    pub fn refuse(&self, error: &SpiError) -> SpiAnswer {
        (self.0.refuse)(error)
    }
}

impl fmt::Debug for Spi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("Spi", f)
    }
}

/// Sets up an [`Spi`].
#[must_use]
pub struct SpiBuilder(Inner);

impl SpiBuilder {
    /// Sets the clock that timestamps are compared with.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.0.clock = Box::new(clock);
        self
    }

    /// Sets how old a call may be at most, to the millisecond; ten minutes unless set.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.0.max_age = max_age;
        self
    }

    /// Sets how far ahead of the clock a call may be at most, to the millisecond; ten minutes unless set.
    pub fn max_ahead(mut self, max_ahead: Duration) -> Self {
        self.0.max_ahead = max_ahead;
        self
    }

    /// Sets what is answered to a call that is refused, [`SpiAnswer::refusal`] unless set.
    ///
    /// The console lets an application map the members of a failure to names of its own; the platform then expects
    /// those:
    ///
    /// ```
    /// use top_core::TopObject;
    /// use top_core::spi::{Spi, SpiAnswer, SpiError};
    ///
    /// #[derive(Debug, TopObject)]
    /// #[allow(non_snake_case)]
    /// struct Refusal {
    ///     success: bool,
    ///     errorCode: String,
    ///     errorMessage: String,
    /// }
    ///
    /// let spi = Spi::builder("the AppSecret").refuse_with(|error| {
    ///     SpiAnswer::of(&Refusal { success: false, errorCode: error.sub_code(), errorMessage: error.sub_message() })
    /// });
    /// let answer = spi.build()?.refuse(&SpiError::InvalidSignature);
    /// assert_eq!(
    ///     answer.body(),
    ///     r#"{"success":false,"errorCode":"sign-check-failure","errorMessage":"Illegal request"}"#
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn refuse_with(mut self, refuse: impl Fn(&SpiError) -> SpiAnswer + Send + Sync + 'static) -> Self {
        self.0.refuse = Box::new(refuse);
        self
    }

    /// Ends the set-up.
    ///
    /// # Errors
    ///
    /// Returns an error if the secret is blank: everybody could sign.
    pub fn build(self) -> Result<Spi, ConfigurationError> {
        if self.0.signer.is_blank() {
            return Err(ConfigurationError::new("the AppSecret is blank"));
        }
        Ok(Spi(Arc::new(self.0)))
    }
}

impl fmt::Debug for SpiBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("SpiBuilder", f)
    }
}

impl Inner {
    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("max_age", &self.max_age)
            .field("max_ahead", &self.max_ahead)
            .finish_non_exhaustive()
    }
}
