//! Retries: what the official SDK does, and where this one does better.

use std::time::Duration;

use serde_json::{Value, json};
use top_core::client::RetryPolicy;
use top_core::error::TransportErrorKind;

use super::{Difference, assert_outcomes};
use crate::retry::{Step, outcome};

const DIFFERENCES: [Difference; 2] = [
    (
        "accesscontrol.limited-by-api-access-count",
        Value::Null,
        "A call that was one too many was not made, so it can be made again after a wait, whatever it does.",
    ),
    (
        "IO exception, then isv.x",
        Value::Null,
        "The second answer is a refusal that will not change: it is the outcome, not the exception before it.",
    ),
];

/// What the script of a case is, and whether its sub-code is one that was added.
fn steps(case: &str) -> (Vec<Step>, bool) {
    let limited = "accesscontrol.limited-by-api-access-count";
    let lost = || Step::Fail(TransportErrorKind::Interrupted);
    let error = |sub_code| Step::error(15, sub_code, "");
    match case {
        "sub_code isp.x every time" | "isp.x every time, throwIfOverMaxRetry" => {
            (vec![error("isp.x")], false)
        }
        "isp.x then ok" => (vec![error("isp.x"), Step::success()], false),
        "isv.x" | "isv.x, throwIfOverMaxRetry" => (vec![error("isv.x")], false),
        "accesscontrol.limited-by-api-access-count" => (vec![Step::error(7, limited, "")], false),
        "the same, listed in retryErrorCodes, then ok" => {
            (vec![Step::error(7, limited, ""), Step::success()], true)
        }
        "IO exception every time" => (vec![lost()], false),
        "IO exception, then isv.x" => (vec![lost(), error("isv.x")], false),
        "IO exception then ok" => (vec![lost(), Step::success()], false),
        _ => panic!("a new case: {case}"),
    }
}

/// How often the official SDK calls, and whether that is a success. It calls a failure by a response or an exception.
fn official(vector: &Value) -> Value {
    let result = vector["result"].as_str().unwrap();
    let calls: u32 = result.split(' ').next().unwrap().parse().unwrap();
    json!([calls, result.ends_with("success")])
}

#[test]
fn calls_are_made_as_often_as_the_official_ones() {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let ours = |case: &str, _: &Value| {
        let (steps, is_added) = steps(case);
        let mut policy = RetryPolicy::standard().first_delay(Duration::from_millis(100));
        if is_added {
            policy = policy.also_on("accesscontrol.limited-by-api-access-count");
        }
        // The official SDK takes every API for idempotent.
        let (calls, outcome) = runtime.block_on(outcome(steps, policy, true));
        json!([calls, outcome.is_ok()])
    };
    let mut differences = DIFFERENCES;
    differences[0].1 = json!([4, false]);
    differences[1].1 = json!([2, false]);
    assert_outcomes("retry", ours, official, &differences);
}
