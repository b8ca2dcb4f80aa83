//! The errors that the platform itself gives, with its codes and words.

use crate::decode::Problem;
use crate::error::{ApiError, Violations};

macro_rules! platform_errors {
    ($($name:ident $code:literal $msg:literal;)*) => {$(
        pub(super) fn $name() -> ApiError {
            ApiError::new($code, $msg)
        }
    )*};
}

platform_errors! {
    action_not_allowed 9 "Http Action Not Allowed";
    missing_method 21 "Missing Method";
    invalid_method 22 "Invalid Method";
    invalid_format 23 "Invalid Format";
    missing_signature 24 "Missing Signature";
    invalid_signature 25 "Invalid Signature";
    missing_session 26 "Missing Session";
    invalid_session 27 "Invalid Session";
    missing_app_key 28 "Missing App Key";
    invalid_app_key 29 "Invalid App Key";
    missing_timestamp 30 "Missing Timestamp";
    invalid_timestamp 31 "Invalid Timestamp";
    missing_version 32 "Missing Version";
    invalid_version 33 "Invalid Version";
    parameter_error 43 "Parameter Error";
}

/// Refuses a request that is not what its API declares.
pub(super) fn malformed(problem: &Problem) -> ApiError {
    let path = &problem.path;
    match problem.found {
        None => missing_argument(path, "a required member is not there".to_owned()),
        Some(found) => invalid_argument(path, format!("expected {}, found {found}", problem.expected)),
    }
}

/// Refuses a request that breaks rules; the first of them decides the code.
pub(super) fn violations(violations: &Violations) -> ApiError {
    let all = violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    match violations.iter().next() {
        Some(first) if first.code() == 40 => missing_argument(first.path(), all),
        first => invalid_argument(first.map_or("", |first| first.path()), all),
    }
}

fn missing_argument(path: &str, sub_msg: String) -> ApiError {
    ApiError::new(40, format!("Missing required arguments:{path}"))
        .with_sub(format!("isv.missing-parameter:{path}"), sub_msg)
}

fn invalid_argument(path: &str, sub_msg: String) -> ApiError {
    ApiError::new(41, format!("Invalid arguments:{path}"))
        .with_sub(format!("isv.invalid-parameter:{path}"), sub_msg)
}

/// Answers for a handler that panicked: the service behind the platform failed.
pub(super) fn handler_panicked() -> ApiError {
    ApiError::new(15, "Remote service error")
        .with_sub("isp.unknown-error", "the handler of the sandbox panicked")
}
