//! The APIs that the tool was made for.

use std::collections::BTreeMap;

use top_core::describe::Registry;
use top_core::descriptor::Api;

use super::Failure;

/// Returns every API once, in ascending order of the methods.
pub(super) fn all(registries: &[&'static Registry]) -> impl Iterator<Item = &'static Api> {
    let apis = registries.iter().rev().flat_map(|registry| registry.iter());
    // Of two of one method the first registry's is found, here as in `find`.
    apis.map(|api| (api.method(), api)).collect::<BTreeMap<_, _>>().into_values()
}

/// Finds an API by its method name.
pub(super) fn find(registries: &[&'static Registry], method: &str) -> Result<&'static Api, Failure> {
    if let Some(api) = registries.iter().find_map(|registry| registry.get(method)) {
        return Ok(api);
    }
    let nearest = registries.iter().find_map(|registry| registry.nearest(method));
    let remedy = match nearest {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => "`cargo top list` names those that are declared".to_owned(),
    };
    Err(format!("no API {method:?} is declared: {remedy}").into())
}
