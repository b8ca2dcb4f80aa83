//! Requests and responses that are known by their descriptors alone, without their Rust types.
//!
//! A tool that serves whatever APIs are declared has a table of them, a [`Registry`](crate::describe::Registry), and no
//! type to name. A [`DynamicObject`] holds the values of a struct by its table. The engine sees it as it sees a declared
//! struct: the same rules are checked, the same text is signed, answers are read with the same leniency. What a table does
//! not know are the author's own checks (`custom`) and fields marked `skip`.
//!
//! ```
//! use top_core::dynamic::DynamicObject;
//! use top_core::{App, CallOptions, DateTime, TopApi};
//!
//! #[derive(TopApi)]
//! #[top(method = "taobao.item.get")]
//! struct ItemGetRequest {
//!     #[top(max_items = 64)]
//!     fields: Vec<String>,
//!     num_iid: i64,
//! }
//!
//! let api = ItemGetRequest::API;
//! let request = DynamicObject::from_json(api.request(), r#"{"num_iid": 11223344, "fields": ["title", "nick"]}"#)?;
//! assert_eq!(request.params(api).get("fields"), Some("title,nick"));
//!
//! let timestamp: DateTime = "2016-01-01 12:00:00".parse()?;
//! let app = App::new("12345678", "helloworld");
//! let call = app.prepare_dynamic(api, &request, &CallOptions::new(), timestamp)?;
//! assert_eq!(call.method(), "taobao.item.get");
//!
//! let error = DynamicObject::from_json(api.request(), r#"{"num_id": 1, "fields": []}"#).unwrap_err();
//! assert!(error.to_string().contains("num_id: is unknown; did you mean `num_iid`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;

mod json;

mod example;

mod spelling;

use std::collections::BTreeMap;
use std::fmt;

pub use self::json::{FromJsonError, JsonProblem, JsonProblemKind};
pub(crate) use self::spelling::nearest;
use crate::descriptor::{Api, Descriptor, Field, Type};
use crate::error::{Error, Violations};
use crate::flatten::{Lists, write_json};
use crate::params::Params;
use crate::redact::debug_object;
use crate::request::{App, CallOptions, PreparedCall};
use crate::validate;
use crate::value::{Borrow, Borrower, List, Map, Object, Value};
use crate::wire::{DateTime, Decimal, File, Json};

/// The values of a struct, by its table.
#[derive(Clone)]
pub struct DynamicObject {
    descriptor: &'static Descriptor,
    /// As many as the table has fields.
    values: Vec<Held>,
}

/// A value of any wire type.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Absent,
    String(String),
    Number(i64),
    Boolean(bool),
    Date(DateTime),
    Decimal(Decimal),
    Json(Json),
    /// In a box, as it is the largest and the rarest.
    File(Box<File>),
    Object(DynamicObject),
    List(DynamicList),
    Map(DynamicMap),
}

#[derive(Debug, Clone)]
struct DynamicList {
    element_type: Type,
    elements: Vec<Held>,
}

#[derive(Debug, Clone, PartialEq)]
struct DynamicMap(BTreeMap<String, Held>);

impl DynamicObject {
    /// Returns the table of the struct.
    pub fn descriptor(&self) -> &'static Descriptor {
        self.descriptor
    }

    /// Returns the value of the member `name`, by its wire name; [`Value::Absent`] if there is none.
    pub fn get(&self, name: &str) -> Value<'_> {
        let index = self.descriptor.fields().iter().position(|field| field.wire_name() == name);
        index.and_then(|index| self.values.get(index)).map_or(Value::Absent, Held::value)
    }

    /// Checks every rule of the whole tree, as [`TopObject::validate`](crate::TopObject::validate) does, but for the
    /// author's own checks, which are not known.
    ///
    /// # Errors
    ///
    /// Returns an error with every violation if a rule is broken.
    pub fn validate(&self) -> Result<(), Violations> {
        validate::validate(self)
    }

    /// Flattens the request of `api` into its parameters, without system parameters and without checking a rule.
    pub fn params(&self, api: &Api) -> Params {
        Params::of_request(self, api)
    }

    /// Returns the values as JSON by their wire names, as [`from_json`](Self::from_json) reads them. What is absent is
    /// left out, and a file is `null`.
    pub fn to_json(&self) -> Json {
        let mut text = Vec::new();
        write_json(&Value::Object(self), Lists::Plain, &mut text);
        Json::from_checked(String::from_utf8(text).unwrap_or_default())
    }
}

/// Returns whether two tables are those of one struct. Their addresses do not say: a table may be at several, one in each
/// crate that uses it.
fn is_same(left: &Descriptor, right: &Descriptor) -> bool {
    let names = |descriptor: &Descriptor| descriptor.fields().iter().map(Field::wire_name);
    left.name() == right.name() && names(left).eq(names(right))
}

impl Object for DynamicObject {
    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        let fields: Vec<&dyn Borrow> = self.values.iter().map(|value| value as &dyn Borrow).collect();
        borrower.take_as(self.descriptor, &fields);
    }
}

impl PartialEq for DynamicObject {
    /// Compares the names of the structs and the values.
    fn eq(&self, other: &Self) -> bool {
        self.descriptor.name() == other.descriptor.name() && self.values == other.values
    }
}

impl fmt::Debug for DynamicObject {
    /// Shows the values, but for those of fields marked `secret`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_object(self, f)
    }
}

impl Borrow for Held {
    fn borrow(&self) -> Value<'_> {
        self.value()
    }
}

impl Held {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Absent => Value::Absent,
            Self::String(text) => Value::String(text),
            Self::Number(number) => Value::Number(*number),
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Date(date) => Value::Date(*date),
            Self::Decimal(decimal) => Value::Decimal(decimal),
            Self::Json(json) => Value::Json(json),
            Self::File(file) => Value::File(file),
            Self::Object(object) => Value::Object(object),
            Self::List(list) => Value::List(list),
            Self::Map(map) => Value::Map(map),
        }
    }
}

impl PartialEq for DynamicList {
    fn eq(&self, other: &Self) -> bool {
        self.elements == other.elements
    }
}

impl List for DynamicList {
    fn element_type(&self) -> Type {
        self.element_type
    }

    fn count(&self) -> usize {
        self.elements.len()
    }

    fn element(&self, index: usize) -> Value<'_> {
        self.elements.get(index).map_or(Value::Absent, Held::value)
    }
}

impl Map for DynamicMap {
    fn for_each(&self, visit: &mut dyn FnMut(&str, Value<'_>)) {
        for (name, value) in &self.0 {
            visit(name, value.value());
        }
    }
}

impl App {
    /// Prepares a call of `api`, as [`prepare`](Self::prepare) does of a declared request.
    ///
    /// # Errors
    ///
    /// Returns an error as `prepare` does, and one if `request` is that of another API.
    pub fn prepare_dynamic(
        &self,
        api: &'static Api,
        request: &DynamicObject,
        options: &CallOptions,
        timestamp: DateTime,
    ) -> Result<PreparedCall<DynamicObject>, Error> {
        request.check_belongs_to(api)?;
        self.prepare_raw(request, api, options, timestamp).map(PreparedCall::new)
    }
}
