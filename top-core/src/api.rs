//! The contract of a declared API: what the derives implement and what the engine asks for.

use crate::descriptor::{Api, Descriptor};
use crate::error::Violations;
use crate::params::Params;
use crate::value::Object;
use crate::wire::Wire;

/// A struct that travels on the wire: a request, a response, or a struct inside one.
///
/// Derive it: see [the derive macro](derive@crate::TopObject).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a struct of the Taobao Open Platform",
    label = "no `TopObject`",
    note = "derive it: `#[derive(TopObject)]`, or `#[derive(TopApi)]` on a request"
)]
pub trait TopObject: Object + Wire {
    /// The table that describes the struct.
    const DESCRIPTOR: &'static Descriptor;

    /// Checks every rule of the whole tree, by the rules of the top level if the struct is a request.
    ///
    /// # Errors
    ///
    /// Returns an error with **every** violation if a rule is broken. Nothing is allocated if none is.
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
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

    /// The method name of the API, for example `taobao.phone.bank.credit.process`.
    const METHOD: &'static str;

    /// The description of the API.
    const API: &'static Api;

    /// Flattens the request into its parameters, without system parameters and without checking a rule.
    fn params(&self) -> Params
    where
        Self: Sized,
    {
        Params::of_request(self, Self::API)
    }
}
