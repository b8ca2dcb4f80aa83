//! Code and sub-code, and whether the call is made again.

use top_core::ErrorKind;
use top_core::client::RetryPolicy;
use top_core::error::TransportErrorKind;

use super::{Step, outcome};

/// Whether a call that was answered so once is made again: if the API is not idempotent, and if it is.
type Row = (i64, &'static str, bool, bool);

const TABLE: [Row; 58] = [
    (3, "", false, true),
    (4, "", true, true),
    (5, "", true, true),
    (6, "", true, true),
    (7, "", true, true),
    (7, "accesscontrol.limited-by-api-access-count", true, true),
    (7, "accesscontrol.limited-by-app-api-access-count", true, true),
    (7, "accesscontrol.limited-by-dynamic-access-count", true, true),
    // The quota of the day, of which nobody says when it ends.
    (7, "accesscontrol.limited-by-app-access-count", false, false),
    (8, "", true, true),
    (9, "", false, false),
    (10, "", false, true),
    (11, "isv.permission-api-package-limit", false, false),
    (12, "", false, false),
    (13, "", false, false),
    (15, "", false, false),
    (15, "isv.x", false, false),
    (15, "isv.missing-parameter:nick", false, false),
    (15, "isv.invalid-parameter:nick", false, false),
    (15, "isv.invalid-permission:nick", false, false),
    (15, "isv.parameters-mismatch:a-and-b", false, false),
    (15, "isv.user-not-exist:nick", false, false),
    (15, "isv.item-service-error:X", false, false),
    (15, "isv.BUSINESS_LIMIT_CONTROL", false, false),
    (15, "isp.item-service-unavailable", false, true),
    (15, "isp.remote-service-error", false, true),
    (15, "isp.remote-service-timeout", false, true),
    (15, "isp.remote-connection-error", false, true),
    (15, "isp.top-remote-connection-timeout", false, true),
    (15, "isp.top-remote-connection-timeout-tmall", false, true),
    (15, "isp.top-remote-connection-error", false, true),
    (15, "isp.unknown-error", false, true),
    (15, "isp.top-remote-service-unavailable", false, true),
    (15, "isp.top-remote-unknown-error", false, true),
    (15, "isp.call-limited", true, true),
    (15, "isp.null-pointer-exception", false, false),
    (15, "isp.top-parse-error", false, false),
    (15, "isp.top-mapping-parse-error", false, false),
    (15, "accesscontrol.of-tomorrow", true, true),
    (21, "", false, false),
    (22, "", false, false),
    (23, "", false, false),
    (24, "", false, false),
    (25, "", false, false),
    (26, "", false, false),
    (27, "", false, false),
    (28, "", false, false),
    (29, "", false, false),
    (30, "", false, false),
    // Without the gateway's time there is nothing to correct.
    (31, "", false, false),
    (34, "", false, false),
    (40, "", false, false),
    (41, "", false, false),
    (42, "", false, false),
    (47, "", false, false),
    (50, "isp.remote-service-error", false, true),
    (53, "", false, false),
    (520, "isp.remote-service-timeout", false, true),
];

async fn is_repeated(step: Step, policy: RetryPolicy, is_idempotent: bool) -> bool {
    let (calls, outcome) = outcome([step, Step::success()], policy, is_idempotent).await;
    assert_eq!(outcome.is_ok(), calls == 2);
    calls == 2
}

#[tokio::test(start_paused = true)]
async fn each_code_and_sub_code_has_its_decision() {
    for (code, sub_code, again, again_if_idempotent) in TABLE {
        for (is_idempotent, expected) in [(false, again), (true, again_if_idempotent)] {
            let step = Step::error(code, sub_code, "");
            let is_repeated = is_repeated(step, RetryPolicy::standard(), is_idempotent).await;
            assert_eq!(is_repeated, expected, "{code} {sub_code}, idempotent: {is_idempotent}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_failure_of_the_network_has_its_decision() {
    for (kind, again, again_if_idempotent) in [
        (TransportErrorKind::Connect, true, true),
        (TransportErrorKind::Timeout, false, true),
        (TransportErrorKind::Interrupted, false, true),
        (TransportErrorKind::TooLarge, false, false),
    ] {
        for (is_idempotent, expected) in [(false, again), (true, again_if_idempotent)] {
            let is_repeated = is_repeated(Step::Fail(kind), RetryPolicy::standard(), is_idempotent).await;
            assert_eq!(is_repeated, expected, "{kind:?}, idempotent: {is_idempotent}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_answer_that_is_none_of_the_platform_has_its_decision() {
    for (status, body, again, again_if_idempotent) in [
        (429, "", true, true),
        (500, "<html>", false, true),
        (502, "", false, true),
        (503, "", false, true),
        (404, "", false, false),
        (403, "{}", false, false),
        (200, "<html>", false, false),
        (200, "{\"error_response\":7}", false, false),
        (200, "\u{feff}{", false, false),
    ] {
        for (is_idempotent, expected) in [(false, again), (true, again_if_idempotent)] {
            let step = Step::Answer(status, body.to_owned());
            let is_repeated = is_repeated(step, RetryPolicy::standard(), is_idempotent).await;
            assert_eq!(is_repeated, expected, "{status} {body}, idempotent: {is_idempotent}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_repeated_unless_it_is_asked_for() {
    for policy in [RetryPolicy::off(), RetryPolicy::default(), RetryPolicy::standard().max_attempts(0)] {
        for step in [
            Step::error(7, "", ""),
            Step::error(15, "isp.x", ""),
            Step::Fail(TransportErrorKind::Connect),
            Step::Answer(503, String::new()),
        ] {
            assert!(!is_repeated(step, policy.clone(), true).await);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_upload_is_repeated_once() {
    let (calls, outcome) = outcome([Step::error(3, "", "")], RetryPolicy::standard(), true).await;

    assert_eq!((calls, outcome.unwrap_err().kind()), (2, ErrorKind::Platform));
}

#[tokio::test(start_paused = true)]
async fn sub_codes_can_be_added_for_idempotent_apis_alone() {
    let policy = RetryPolicy::standard().also_on("isv.trade-locked").also_on("isv.busy:now".to_owned());
    for (sub_code, expected) in [
        ("isv.trade-locked", true),
        ("isv.trade-locked:7", true),
        ("isv.trade-locked-for-ever", false),
        ("isv.busy:now", true),
        ("isv.busy:tomorrow", false),
        ("isv.busy", false),
        // What is added does not replace what is known.
        ("isp.x", true),
    ] {
        assert_eq!(is_repeated(Step::error(15, sub_code, ""), policy.clone(), true).await, expected);
        assert!(!is_repeated(Step::error(15, sub_code, ""), policy.clone(), false).await, "{sub_code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_response_that_speaks_of_errors_is_none() {
    let long = format!(r#"{{"note":"{}","error_response":null,"stock":7}}"#, "error_response".repeat(9_000));
    for body in [long, r#"{"note":"error_response","stock":7}"#.to_owned()] {
        let (calls, outcome) = outcome([Step::Answer(200, body)], RetryPolicy::standard(), true).await;
        assert!(calls == 1 && outcome.is_ok());
    }
}

#[tokio::test(start_paused = true)]
async fn looking_for_errors_changes_no_outcome() {
    let bodies = [
        "",
        " ",
        "{",
        "{}",
        "[1]",
        "null",
        "<html>",
        "<error_response>",
        "<error_response><code>15</code></error_response>",
        "{\"error_response\":",
        "{\"error_response\":{}}",
        "{\"error_response\":[]}",
        "{\"error_response\":{\"code\":\"99999999999999999999\"}}",
        "{\"a\":{\"error_response\":{\"code\":7}}}",
        "{\"stock\":\"error_response\"}",
        "{\"stock\":7,\"x\":\"\u{1}error_response\"}",
        "\u{feff}{\"error_response\":{\"code\":\"25\"}}",
    ];
    for body in bodies {
        for status in [200, 302, 404] {
            let mut outcomes = Vec::new();
            for policy in [RetryPolicy::off(), RetryPolicy::standard()] {
                let (calls, outcome) = outcome([Step::Answer(status, body.to_owned())], policy, false).await;
                outcomes.push((calls, outcome.map_err(|error| format!("{error} {error:?}"))));
            }
            assert_eq!(outcomes[0], outcomes[1], "{status} {body}");
        }
    }
}
