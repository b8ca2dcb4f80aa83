//! What the platform's codes mean: its tables (错误码) as functions of `code` and `sub_code`.

use std::time::Duration;

use super::ErrorKind;

/// Sub-codes of the service side that the shape of a parameter causes: the same call fails the same way.
const LASTING: [&str; 3] =
    ["isp.null-pointer-exception", "isp.top-parse-error", "isp.top-mapping-parse-error"];

/// Returns the part of a sub-code before its data.
fn name_of(sub_code: &str) -> &str {
    sub_code.split_once(':').map_or(sub_code, |(name, _)| name)
}

/// Returns whether the service side says that too many calls came in.
fn is_flow_control(sub_code: &str) -> bool {
    sub_code.starts_with("accesscontrol.") || name_of(sub_code) == "isp.call-limited"
}

pub(super) fn kind(code: i64, sub_code: &str) -> ErrorKind {
    match code {
        3 | 10 => ErrorKind::Platform,
        4..=8 => ErrorKind::Throttled,
        11..=13 | 42 => ErrorKind::Permission,
        24 | 25 => ErrorKind::Signature,
        26 | 27 | 44 | 53 => ErrorKind::Session,
        28 | 29 => ErrorKind::Configuration,
        30 | 31 => ErrorKind::Timestamp,
        9 | 21..=23 | 32..=34 | 40 | 41 | 43 | 47 => ErrorKind::Caller,
        // The rest comes from the service behind the platform, whose sub-code says whose fault it is.
        _ if is_flow_control(sub_code) => ErrorKind::Throttled,
        _ if sub_code.starts_with("isp.") => ErrorKind::Platform,
        _ if sub_code.starts_with("isv.missing-parameter")
            || sub_code.starts_with("isv.invalid-parameter")
            || sub_code.starts_with("isv.parameters-mismatch") =>
        {
            ErrorKind::Caller
        }
        _ if sub_code.starts_with("isv.invalid-permission") || sub_code.starts_with("isv.permission-") => {
            ErrorKind::Permission
        }
        _ => ErrorKind::Business,
    }
}

/// Returns whether the same call may succeed later.
pub(super) fn is_retryable(code: i64, sub_code: &str) -> bool {
    match code {
        3..=8 | 10 => true,
        9 | 11..=13 | 21..=34 | 40..=44 | 47 | 53 => false,
        _ => {
            is_flow_control(sub_code)
                || (sub_code.starts_with("isp.") && !LASTING.contains(&name_of(sub_code)))
        }
    }
}

/// Returns whether the service behind the platform may have acted on the call.
///
/// Codes 3 and 10 do not say where the failure was, and 40 and 41 come from the service.
pub(super) fn may_have_been_executed(code: i64, sub_code: &str) -> bool {
    !matches!(code, 4..=9 | 11..=13 | 21..=34 | 42 | 43 | 53) && !is_flow_control(sub_code)
}

pub(super) fn hint(code: i64, sub_code: &str) -> Option<&'static str> {
    let of_sub_code = match name_of(sub_code) {
        "isv.permission-api-package-empty" => {
            "the application has no API package: apply for one in the console (申请权限包)"
        }
        "isv.permission-api-package-not-allowed" => {
            "the API is in no package of the application: apply for the package that has it (申请权限包)"
        }
        "isv.permission-api-package-limit" => {
            "the package does not allow this call: look up its limits in the console (权限包)"
        }
        "isv.permission-ip-whitelist-limit" => {
            "the address of this machine is not on the application's list: add it in the console (IP白名单)"
        }
        "isv.permission-api-widget-only-limit" => "the API is for widgets only, no server may call it",
        _ => "",
    };
    Some(match code {
        _ if !of_sub_code.is_empty() => of_sub_code,
        11 => "the application may not call the API: apply for its permission in the console (API权限)",
        12 => {
            "the user may not do this, or has not agreed to it: ask the user to authorise the application (用户授权)"
        }
        25 => "check the AppSecret of this AppKey and the sign method",
        26 | 27 | 53 => "the user has to authorise the application again (重新授权)",
        28 | 29 => "check the AppKey; one of the sandbox is unknown to production, and the other way round",
        30 | 31 => "the clock of this machine is off by more than ten minutes",
        _ if sub_code == DAILY_QUOTA => {
            "the calls of the application for today are used up; they count anew from 00:00 GMT+8"
        }
        _ => return None,
    })
}

/// The sub-code of an application that has used up its calls of the day.
pub(super) const DAILY_QUOTA: &str = "accesscontrol.limited-by-app-access-count";

/// Reads how long a ban lasts out of `This ban will last for N more seconds`, and adds the second that N has begun.
pub(super) fn ban(sub_msg: &str) -> Option<Duration> {
    let (_, rest) = sub_msg.split_once("ban will last for ")?;
    let rest = rest.trim_start();
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    if !unit.trim_start().trim_start_matches("more").trim_start().starts_with("second") {
        return None;
    }
    let seconds: u64 = digits.parse().ok()?;
    Some(Duration::from_secs(seconds.saturating_add(1)))
}
