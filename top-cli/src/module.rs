//! What a document becomes: the structs, fields, types and rules of one Rust module, with nothing left to decide.
//!
//! Names and types are the documented ones. Where the document leaves open what is on the wire, the choice is one that
//! reads every answer, and a [`Todo`] stands beside it for a human to judge.

mod lower;
mod names;
mod prose;
mod rules;
mod types;

use std::fmt;

pub(crate) use self::names::{is_keyword, unique};
pub use self::rules::Rule;
use crate::document::{Authorization, Document, ErrorCode};

/// One Rust module: the declaration of one API.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// The name of the module, for example `phone_bank_credit_process`.
    pub name: String,
    /// The method name of the API.
    pub method: String,
    /// The Chinese name (API中文名).
    pub title: String,
    /// What the API does (描述).
    pub description: String,
    /// The category that the API is listed in (API类目).
    pub category: Option<String>,
    /// Whether it is called on behalf of a user, if the document says so.
    pub authorization: Option<Authorization>,
    /// The documented error codes (错误码解释).
    pub error_codes: Vec<ErrorCode>,
    /// The structs in the order of reading: the request and what is in it, the response and what is in it.
    pub structs: Vec<Struct>,
    /// What a human has to judge about the module as a whole.
    pub todos: Vec<Todo>,
}

/// A struct of a module.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// The name of the Rust type.
    pub name: String,
    /// Where in the call it stands.
    pub role: Role,
    /// What it is (描述), as documented.
    pub description: String,
    /// The fields in the order of the document.
    pub fields: Vec<Field>,
}

/// Where in a call a struct stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is the request.
    Request,
    /// It is inside the request.
    InRequest,
    /// It is the response.
    Response,
    /// It is inside the response.
    InResponse,
}

impl Role {
    /// Returns whether the struct is sent, and not received.
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Request | Self::InRequest)
    }
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name of the Rust field, without `r#`.
    pub name: String,
    /// The name on the wire, verbatim.
    pub wire_name: String,
    /// What it means (描述), as documented.
    pub description: String,
    /// The documented default value (默认值), empty if there is none.
    pub default: String,
    /// The documented example value (示例值), empty if there is none.
    pub example: String,
    /// The type of a value that is there.
    pub ty: FieldType,
    /// Whether the value may be missing.
    pub is_optional: bool,
    /// Whether it is written as JSON text in a string.
    pub is_json_text: bool,
    /// The rules (更多限制) that every value keeps.
    pub rules: Vec<Rule>,
    /// What a human has to judge.
    pub todos: Vec<Todo>,
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    String,
    /// A whole number.
    Number,
    /// A truth value.
    Boolean,
    /// A date with time.
    Date,
    /// A decimal.
    Decimal,
    /// Any JSON.
    Json,
    /// A file.
    File,
    /// An object with free member names and any values.
    Map,
    /// A list.
    List(Box<FieldType>),
    /// The struct of the module with the name.
    Struct(String),
    /// The same, in a box, since the struct contains itself.
    BoxedStruct(String),
}

/// Something that a human has to judge, in words: what is open, and what was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo(pub String);

impl fmt::Display for Todo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a document cannot become a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleError(String);

impl fmt::Display for ModuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ModuleError {}

impl Module {
    /// Decides what `document` is in Rust.
    ///
    /// # Errors
    ///
    /// Returns an error if the document's method is no name that the platform could have.
    pub fn of(document: &Document) -> Result<Self, ModuleError> {
        lower::lower(document)
    }

    /// Returns the struct of the request.
    pub fn request(&self) -> Option<&Struct> {
        self.structs.iter().find(|it| it.role == Role::Request)
    }

    /// Returns the struct of the response; [`None`] if the API answers with success or error alone.
    pub fn response(&self) -> Option<&Struct> {
        self.structs.iter().find(|it| it.role == Role::Response)
    }

    /// Iterates over all that a human has to judge.
    pub fn all_todos(&self) -> impl Iterator<Item = &Todo> {
        let fields = self.structs.iter().flat_map(|it| &it.fields);
        self.todos.iter().chain(fields.flat_map(|field| &field.todos))
    }
}
