//! The contract of a declared API: what the derives implement and what the engine asks for.

use crate::descriptor::{Api, Descriptor, Table, Types};
use crate::error::Violations;
use crate::params::Params;
use crate::value::Borrower;
use crate::wire::Reader;

/// A struct that travels on the wire: a request, a response, or a struct inside one.
///
/// Derive it: see [the derive macro](derive@crate::TopObject). It makes the struct a [`Wire`](crate::Wire) type, which
/// a field of another struct can have. A `Box` of such a struct is one, too, so that it can contain itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type that travels on the wire of the Taobao Open Platform",
    label = "a struct here derives `TopObject`, an enum of documented codes `TopEnum`",
    note = "scalars are `String`, `i64` (and the integers up to 32 bits), `bool`, `DateTime`, `Decimal` (for fractions, \
            instead of `f64`) and `Json`; they and structs also go into `Option`, `Vec` and `BTreeMap<String, _>`, a \
            struct into `Box`",
    note = "a response is a struct with the documented response parameters (响应参数) as its fields",
    note = "a field that is not on the wire is marked `#[top(skip)]`"
)]
pub trait TopObject: Sized + Send + Sync {
    /// The types of the fields, of which the descriptor is made unless it is written by hand; then it is `()`.
    type Fields: Types<Self>;

    /// The table that describes the struct.
    const DESCRIPTOR: &'static Descriptor = Self::Fields::DESCRIPTOR;

    /// What the derive makes the descriptor of, besides the types.
    #[doc(hidden)]
    const TABLE: Table = Table::NONE;

    /// Lends every field, in the order of the table: one call of [`Borrower::take`].
    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>);

    /// Reads every field, in the order of the table, from the object that `reader` is in.
    fn from_reader(reader: &mut Reader<'_>) -> Self;

    /// Checks every rule of the whole tree, by the rules of the top level if the struct is a request.
    ///
    /// # Errors
    ///
    /// Returns an error with **every** violation if a rule is broken. Nothing is allocated if none is.
    fn validate(&self) -> Result<(), Violations> {
        crate::validate::validate(self)
    }
}

/// A response that names the members by which it tells whether what was asked for happened.
///
/// It is derived with [`TopObject`](derive@crate::TopObject) by `#[top(success = "...")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which of its members tell success",
    label = "no business outcome is declared",
    note = "name them on the struct of the response: `#[top(success = \"result.success\", code = \"result.code\")]`"
)]
pub trait BusinessOutcome: TopObject {}

/// A request: a struct whose fields are the parameters (请求参数) of one API.
///
/// Derive it: see [the derive macro](derive@crate::TopApi).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as the request of an API",
    label = "no `TopApi`",
    note = "derive it: `#[derive(TopApi)] #[top(method = \"...\", response = ...)]`"
)]
pub trait TopApi: TopObject {
    /// The answer of the API (响应参数).
    type Response: TopObject;

    /// The method name of the API, for example `taobao.phone.bank.credit.process`. [`Api::new`] takes it from here, so that
    /// a declaration by hand gives it.
    const METHOD: &'static str = Self::API.method();

    /// The description of the API.
    const API: &'static Api;

    /// Flattens the request into its parameters, without system parameters and without checking a rule.
    fn params(&self) -> Params {
        Params::of_request(self, Self::API)
    }
}
