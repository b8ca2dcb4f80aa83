//! The protocol engine of the Rust SDK for the Taobao Open Platform (TOP, 淘宝开放平台).
//!
//! A library author declares an API by one struct; an application calls it with nothing but that struct:
//!
//! ```
//! use top_core::{Client, DateTime, TopApi, TopObject};
//!
//! /// Returns the time of the platform (获取前台展示的店铺内卖家时间).
//! #[derive(Debug, TopApi)]
//! #[top(method = "taobao.time.get", response = TimeGetResponse)]
//! pub struct TimeGetRequest {}
//!
//! #[derive(Debug, TopObject)]
//! pub struct TimeGetResponse {
//!     /// The time (时间).
//!     pub time: Option<DateTime>,
//! }
//!
//! # async fn call() -> Result<(), top_core::Error> {
//! let client = Client::builder("12345678", "the AppSecret").build()?;
//! let reply = client.execute(&TimeGetRequest {}).await?;
//! println!("{:?} {:?}", reply.time, reply.request_id());
//! # Ok(())
//! # }
//! ```
//!
//! # The walk of a call
//!
//! Each stage is a module; the modules stand in this order.
//!
//! 1. **struct**: [`api`] is the contract that the derives implement. What a struct is stands in one static table, its
//!    [`descriptor`]; its values go out as [`value`]s and come in through a reader, both by [`wire`].
//! 2. **params**: flattening turns values into [`Params`]: sorted, as the text that is signed and as the form that is sent.
//! 3. **validate**: the [`rules`] of the whole tree, every violation at once.
//! 4. **sign**: [`system`] parameters are added; [`sign`](mod@sign) signs the text.
//! 5. **send**: [`request`] makes a [`PreparedCall`] of the form. So far nothing was done but computing: no
//!    network, no clock, no environment. `client` (feature `client`) sends it.
//! 6. **decode**: the answer becomes text, and that, JSON or XML, a flat tape, from which the response reads itself into a
//!    [`Reply`], or an [`error`](mod@error).
//!
//! Where the session of a call's user comes from, and how it stays good, is the matter of [`session`].
//!
//! Where an API is known by its table alone, [`dynamic`] has its requests and responses.
//!
//! The derives expand to a table and thin calls. The logic is here, once, and knows no type of any API.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `client` | yes | `Client`: asynchronous calls over reqwest and rustls |
//! | `xml` | no | `Format::Xml`, and answers in XML |
//! | `gzip` | no | answers compressed by gzip, which are then asked for |
//! | `charset` | no | answers in GBK and other charsets than UTF-8 |
//! | `sandbox` | no | `sandbox`: a gateway on loopback, for tests and examples; with it `spi` |
//! | `spi` | no | `spi`: the other side, a server that the platform calls |
//! | `axum` | no | the calls of `spi` as extractors of axum; with it `spi` |

// The derives name this crate by its absolute path; so its own documentation and tests can use them, too.
#[allow(unused_extern_crates, reason = "the expansions of derives inside this crate use it")]
extern crate self as top_core;

pub mod api;

pub mod descriptor;

pub mod value;

pub mod wire;

pub mod describe;

mod params;

mod flatten;

mod form;

pub mod validate;

pub mod rules;

pub mod system;

pub mod sign;

mod message;

mod secret;

mod redact;

mod multipart;

pub mod request;

mod decode;

mod response;

pub mod dynamic;

pub mod batch;

pub mod session;

pub mod error;

#[cfg(any(feature = "client", feature = "spi"))]
mod clock;

#[cfg(feature = "client")]
pub mod client;

#[cfg(feature = "spi")]
pub mod spi;

#[cfg(feature = "sandbox")]
pub mod sandbox;

/// Runs an example of a declared API against the sandbox; nothing, as the feature `sandbox` is off.
#[cfg(not(feature = "sandbox"))]
#[macro_export]
macro_rules! sandbox_example {
    ($($example:tt)*) => {};
}

mod declare;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __;

/// Declares an API by the struct of its request.
///
/// The struct's fields are the parameters of the API (请求参数). The derive implements the trait
/// [`TopApi`](trait@TopApi), and all that [`TopObject`](derive@TopObject) gives.
///
/// ```
/// use top_core::{DateTime, Decimal, TopApi, TopObject, Violations};
///
/// /// Sends an order to the warehouse.
/// #[derive(TopApi)]
/// #[top(method = "alibaba.warehouse.order.send", response = OrderSendResponse)]
/// struct OrderSendRequest {
///     /// The title (标题).
///     #[top(max_len = 32)]
///     title: String,
///     /// The tags (标签), sent as text with commas.
///     #[top(max_items = 20)]
///     tags: Option<Vec<String>>,
///     /// The order (订单). The misspelt wire name is the platform's.
///     #[top(name = "oder")]
///     order: Order,
/// }
///
/// #[derive(TopObject)]
/// struct Order {
///     #[top(one_of("NORMAL", "PRESALE"))]
///     kind: String,
///     #[top(min = 0.01)]
///     price: Decimal,
///     #[top(min = 1, max = 999)]
///     count: Option<i64>,
///     created: DateTime,
///     #[top(skip)]
///     note_to_self: String,
/// }
///
/// #[derive(TopObject)]
/// struct OrderSendResponse {
///     order_id: Option<i64>,
/// }
///
/// let request = OrderSendRequest {
///     title: "标题".to_owned(),
///     tags: None,
///     order: Order {
///         kind: "GIFT".to_owned(),
///         price: "0.00".parse()?,
///         count: Some(1000),
///         created: "2016-01-01 12:00:00".parse()?,
///         note_to_self: String::new(),
///     },
/// };
/// let violations: Violations = request.validate().unwrap_err();
/// let paths: Vec<_> = violations.iter().map(|violation| violation.path()).collect();
/// assert_eq!(paths, ["oder.kind", "oder.price", "oder.count"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Attributes of the struct
///
/// | `#[top(...)]` | meaning |
/// |---|---|
/// | `method = "a.b.c"` | the method name of the API, verbatim; required |
/// | `response = Type` | the type of the response, `()` unless given |
/// | `session = "required"`, `"optional"`, `"none"` | whether it is called on behalf of a user; optional unless given. Required without a session is an error before anything is sent, and with none no session is ever sent |
/// | `idempotent` | a call that was sent may be sent again |
/// | `builder`, `debug`, `custom = path` | as in [`TopObject`](derive@TopObject) |
/// | `crate = path` | where this crate is, if it is re-exported or renamed; `::top_core` unless given |
///
/// # Attributes of a field
///
/// See [`TopObject`](derive@TopObject). At the top level of a request there is more to a field than inside:
///
/// * Empty or blank text is no parameter. In a required field it is a violation, in an optional one it is left out, once
///   it keeps the rules of the field: what is not meant to be sent is `None`.
/// * A list of scalars is joined by commas; an element that is blank or has a comma is a violation. With
///   `#[top(list = "json")]` it is written as a JSON array, in which every text can stand; `list = "comma"` says the default.
/// * The wire name is none of the [system parameters](system::SYSTEM_PARAMETERS).
pub use top_derive::TopApi;
/// Declares a struct that travels on the wire: inside a request, a response, or inside one.
///
/// The derive implements the trait [`TopObject`](trait@TopObject): writing, reading, checking and describing.
///
/// ```
/// use top_core::{DateTime, TopObject};
///
/// /// An order.
/// #[derive(Debug, TopObject)]
/// struct Order {
///     /// The id (订单编号).
///     tid: i64,
///     /// When it was created (创建时间).
///     created: Option<DateTime>,
///     /// The parts (子订单); an order can hold orders.
///     orders: Vec<Self>,
/// }
///
/// let fields = Order::DESCRIPTOR.fields();
/// assert_eq!(fields[0].wire_name(), "tid");
/// assert_eq!(fields[0].docs(), "The id (订单编号).");
/// assert!(!fields[1].is_required());
/// ```
///
/// A plain type is required (必须), an [`Option`] is optional (可选). The types are listed at [`Wire`]. What a
/// response needs not have is an [`Option`]; a list that is missing there is empty.
///
/// # Attributes of the struct
///
/// | `#[top(...)]` | meaning |
/// |---|---|
/// | `builder` | `new`, which takes what is required in the order of the fields, and one setter for each optional field; a struct that is `#[non_exhaustive]` stays constructible |
/// | `debug` | [`Debug`](std::fmt::Debug) from the table: it shows no `secret` and compiles faster than `#[derive(Debug)]` |
/// | `custom = path` | an own check: `fn(&Self) -> Result<(), &'static str>` |
/// | `success = "a.b"` | of a response: the path of wire names to the member that tells success, for [`Reply::business`]: a boolean, or text, which without `ok` succeeds on `true` only |
/// | `ok = "0000"` | the value by which that member tells success; of a boolean `"true"` or `"false"`, of a number its digits. `ok = ""`: the member tells success by being absent or blank, as in answers that have an error code or nothing |
/// | `code = "a.b"`, `message = "a.b"` | the members with the code and the message of a failure |
/// | `crate = path` | where this crate is, if it is re-exported or renamed; `::top_core` unless given |
///
/// # Attributes of a field
///
/// | `#[top(...)]` | on | meaning |
/// |---|---|---|
/// | `name = "wire"` | any | the wire name, verbatim; the Rust name without `r#` unless given, never converted |
/// | `max_len = N`, `min_len = N` | text | UTF-16 code units (最大长度): a Chinese character counts 1, an emoji 2 |
/// | `max_bytes = N` | text, files | bytes, of text in UTF-8 |
/// | `one_of("A", "B")` | text | a closed set |
/// | `min = N`, `max = N` | numbers, decimals, dates | bounds, inclusive; a date is `"2016-01-01 12:00:00"` |
/// | `digits = N` | numbers, decimals | at most N digits in all, before and after the point |
/// | `scale = N` | decimals | at most N digits after the point (精确到N位小数) |
/// | `min_items = N`, `max_items = N` | lists | elements (最大列表长度) |
/// | `items(max_len = N, ...)` | lists | the same rules for every element |
/// | `custom = path` | any | an own check: `fn(&T) -> Result<(), &'static str>`, of what an [`Option`] holds |
/// | `json` | structs, lists, maps, [`Json`] | inside a struct: written as JSON text in a string |
/// | `example = "text"` | any | the documented example (示例值) |
/// | `secret` | any | never shown: in `debug`, errors, logs |
/// | `skip` | any | not on the wire; read as [`Default`] |
pub use top_derive::TopObject;

/// Declares an enum of documented codes (枚举值): text such as `WAIT_BUYER_PAY`, or numbers.
///
/// The derive implements [`Wire`], so the enum can be the type of a field wherever a `String` or an [`i64`] can: in
/// requests and responses, at the top level and inside, alone, in lists and in maps.
///
/// ```
/// use top_core::{TopEnum, TopObject};
///
/// /// The state of a trade (交易状态).
/// #[derive(Debug, Clone, PartialEq, TopEnum)]
/// enum TradeStatus {
///     /// The buyer has not paid (等待买家付款).
///     #[top(name = "WAIT_BUYER_PAY")]
///     WaitBuyerPay,
///     /// It is done (交易成功).
///     #[top(name = "TRADE_FINISHED")]
///     Finished,
///     /// A code that is not documented yet.
///     #[top(other)]
///     Other(String),
/// }
///
/// /// Who pays for the delivery (运费承担方).
/// #[derive(Debug, Clone, PartialEq, TopEnum)]
/// enum Payer {
///     #[top(name = 1)]
///     Seller,
///     #[top(name = 2)]
///     Buyer,
///     #[top(other)]
///     Other(i64),
/// }
///
/// #[derive(TopObject)]
/// struct Trade {
///     status: Option<TradeStatus>,
///     payers: Vec<Payer>,
/// }
///
/// assert_eq!(TradeStatus::Finished.as_str(), "TRADE_FINISHED");
/// assert_eq!(TradeStatus::from("PAID_FORBID_CONSIGN").as_str(), "PAID_FORBID_CONSIGN");
/// assert_eq!((Payer::Buyer.as_number(), Payer::from(3)), (2, Payer::Other(3)));
/// ```
///
/// A code that the platform adds tomorrow is no error: it is kept in the variant marked `other`, which every such enum
/// has. What that holds decides whether the codes are text or numbers.
///
/// Besides [`Wire`] there is `From` the code as text (`&str` and `String`) or number (`i64`), and `as_str` or
/// `as_number`, as visible as the enum.
///
/// # Attributes of the enum
///
/// | `#[top(...)]` | meaning |
/// |---|---|
/// | `crate = path` | where this crate is, if it is re-exported or renamed; `::top_core` unless given |
///
/// # Attributes of a variant
///
/// | `#[top(...)]` | meaning |
/// |---|---|
/// | `name = "CODE"`, `name = 3` | the code, verbatim; of text the name of the variant unless given |
/// | `other` | holds every other code: `Other(String)` or `Other(i64)`; required, once |
pub use top_derive::TopEnum;

pub use self::api::{TopApi, TopObject};
#[cfg(feature = "blocking")]
pub use self::client::BlockingClient;
#[cfg(feature = "client")]
pub use self::client::Client;
pub use self::error::{ApiError, Error, ErrorKind, Violation, Violations};
pub use self::params::Params;
pub use self::request::{App, CallOptions, Format, PreparedCall, gateway};
pub use self::response::Reply;
pub use self::secret::{AppSecret, Session};
pub use self::sign::SignMethod;
pub use self::wire::{DateTime, Decimal, File, Json, Wire};
