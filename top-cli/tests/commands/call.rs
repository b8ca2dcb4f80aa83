//! `cargo top call`, against the gateway for tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use top_apis::APIS;
use top_apis::tmall_fin_car_open_bill_notify::TmallFinCarOpenBillNotifyRequest;
use top_core::ApiError;
use top_core::sandbox::{Fault, Sandbox};

use super::{run, run_with, tool};

const BILL: &str = "tmall.fin.car.open.bill.notify";
const CREDIT: &str = "taobao.phone.bank.credit.process";
const SECRET: &str = "SENTINEL-secret-17";

fn gateway() -> Sandbox {
    let sandbox = Sandbox::builder().app("4272", SECRET).start().unwrap();
    sandbox.answer_examples(&APIS);
    sandbox
}

/// A call of `method` at the gateway, its credentials in the environment.
fn call(sandbox: &Sandbox, method: &str) -> Command {
    let mut command = tool();
    command.args(["call", method]);
    command.env("TOP_GATEWAY", sandbox.url()).env("TOP_APP_KEY", "4272").env("TOP_APP_SECRET", SECRET);
    command
}

#[test]
fn an_answer_is_shown_as_a_tree() {
    let sandbox = gateway();

    let done = run(call(&sandbox, CREDIT).arg("--example"));

    let (head, tree) = done.succeeded().split_once('\n').unwrap();
    assert!(head.starts_with(&format!("{CREDIT}  HTTP status 200, request id sandbox00000001, ")), "{head}");
    let expected = "  biz_code      0000\n  data\n    bank_code   guangda\n    state       UNDER_REVIEW\n    \
                    event_time  1681875560498\n  message       成功\n";
    assert_eq!(tree, expected);
    let docs = run(call(&sandbox, CREDIT).args(["--example", "--docs"]));
    assert!(
        docs.succeeded().contains("  message       成功           What the result code says (响应说明)."),
        "{docs:?}"
    );
}

#[test]
fn the_whole_answer_is_json_if_asked() {
    for arguments in [&["--json"][..], &["--json", "--format", "xml"], &["--json", "--sign-method", "md5"]] {
        let sandbox = gateway();
        let done = run(call(&sandbox, BILL).arg("--example").args(arguments));

        let mut answer: Value = serde_json::from_str(done.succeeded()).unwrap();
        assert_eq!(answer["request_id"].take(), "sandbox00000001");
        // XML has no types: all is text.
        assert_eq!(answer["result"]["code"], "10000");
        assert!(
            matches!(answer["result"]["succeeded"].to_string().as_str(), "true" | "\"true\""),
            "{answer}"
        );
        let parameter = |name: &str| sandbox.calls()[0].parameter(name).map(str::to_owned);
        let format = if arguments.contains(&"xml") { "xml" } else { "json" };
        let sign_method = if arguments.contains(&"md5") { "md5" } else { "hmac-sha256" };
        assert_eq!(parameter("format").as_deref(), Some(format));
        assert_eq!(parameter("sign_method").as_deref(), Some(sign_method));
    }
}

const PARAMS: &str = r#"{"bill_status_equest_top": {"customer_type": "ALI", "customer_id": "1232", "biz_type": "TMALL_CAR",
    "biz_no": "123", "event_time": "2019-09-08 22:33:34", "channel": "GH_APP", "req_no": "23123"}}"#;

#[test]
fn parameters_come_from_text_a_file_or_standard_input() {
    let sandbox = gateway();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("call");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("params.json");
    fs::write(&file, PARAMS).unwrap();

    let session = ["--session", "SENTINEL-session", "--extra", "more=a=b"];
    let text = run(call(&sandbox, BILL).args(["--params", PARAMS]).args(session));
    let from_file = run(call(&sandbox, BILL).args(["--params", &format!("@{}", file.display())]));
    let from_input = run_with(call(&sandbox, BILL).args(["--params", "@-"]), PARAMS);

    for done in [&text, &from_file, &from_input] {
        assert!(done.succeeded().contains("succeeded  true"), "{done:?}");
    }
    let calls = sandbox.calls();
    for call in &calls {
        let sent: Value = serde_json::from_str(call.parameter("bill_status_equest_top").unwrap()).unwrap();
        assert_eq!(sent, serde_json::from_str::<Value>(PARAMS).unwrap()["bill_status_equest_top"]);
    }
    assert_eq!(
        (calls[0].parameter("session"), calls[0].parameter("more")),
        (Some("SENTINEL-session"), Some("a=b"))
    );
    assert_eq!(calls[1].parameter("session"), None);
    assert!(!text.stdout.contains("SENTINEL"));
}

#[test]
fn parameters_that_are_missing_are_listed_with_a_text_to_start_from() {
    let sandbox = gateway();

    let done = run(&mut call(&sandbox, "alibaba.idle.interact.loan.callback"));

    let message = done.failed();
    let (start, template) = message.split_once("for example:\n").unwrap();
    assert!(start.starts_with("error: alibaba.idle.interact.loan.callback needs parameters:\n"), "{start}");
    assert!(
        start.contains("  user   String                The user (用户标识).\n  infos  IdleLoan"),
        "{start}"
    );
    assert!(sandbox.calls().is_empty());
    let again =
        run(call(&sandbox, "alibaba.idle.interact.loan.callback").args(["--params", template, "--json"]));
    assert_eq!(sandbox.calls().len(), 1, "{again:?}");
}

#[test]
fn mistakes_in_the_json_are_told_before_anything_is_sent() {
    let sandbox = gateway();
    let error = |params: &str| {
        let done = run(call(&sandbox, BILL).args(["--params", params]));
        done.failed().to_owned()
    };

    let syntax = error("{\n  \"bill_status_equest_top\": {\"customer_type\" \"ALI\"}}");
    assert!(syntax.ends_with("this is no JSON: expected `:` at line 2 column 46\n"), "{syntax}");
    let typos = error(&PARAMS.replace("customer_id", "customerId").replace("\"req_no\"", "\"reqno\""));
    for line in [
        "  bill_status_equest_top.customerId: is unknown; did you mean `customer_id`?",
        "  bill_status_equest_top.reqno: is unknown; did you mean `req_no`?",
        "  bill_status_equest_top.customer_id: is required, and not there",
    ] {
        assert!(typos.lines().any(|written| written == line), "{line} is not in\n{typos}");
    }
    let ty = error(&PARAMS.replace("2019-09-08 22:33:34", "tomorrow"));
    assert!(ty.contains("bill_status_equest_top.event_time: expected a date of the form"), "{ty}");
    let limits = error(&PARAMS.replace("GH_APP", &"x".repeat(33)).replace("23123", &"x".repeat(65)));
    assert!(
        limits.contains("breaks 2 rules")
            && limits.contains("channel: at most 32")
            && limits.contains("req_no: at most 64"),
        "{limits}"
    );
    let none = error("@/nowhere/params.json");
    assert!(none.starts_with("error: /nowhere/params.json: "), "{none}");
    assert!(sandbox.calls().is_empty());
}

#[test]
fn nothing_is_sent_by_a_dry_run_and_no_secret_shown() {
    let sandbox = gateway();

    let done =
        run(call(&sandbox, BILL).args(["--params", PARAMS, "--dry-run", "--session", "SENTINEL-session"]));

    let shown = done.succeeded();
    assert!(
        shown
            .starts_with(&format!("POST {}\ncontent-type: application/x-www-form-urlencoded", sandbox.url())),
        "{shown}"
    );
    for line in [
        "session                 [redacted]",
        "sign                    [redacted]",
        "app_key                 4272",
        "method                  tmall.fin.car.open.bill.notify",
    ] {
        assert!(shown.lines().any(|written| written == line), "{line} is not in\n{shown}");
    }
    assert!(shown.contains(r#"{"customer_type":"ALI","customer_id":"1232","#), "{shown}");
    assert!(!shown.contains("SENTINEL") && sandbox.calls().is_empty());

    // It takes no credentials.
    let done = run(tool().args(["call", BILL, "--example", "--dry-run", "--json"]));
    let shown: Value = serde_json::from_str(done.succeeded()).unwrap();
    assert_eq!(shown["url"], "https://gw.api.taobao.com/router/rest");
    assert_eq!(shown["parameters"]["sign"], json!("[redacted]"));
}

#[test]
fn errors_of_the_platform_tell_codes_and_what_to_do() {
    let sandbox = gateway();
    let refused =
        ApiError::new(15, "Remote service error").with_sub("isv.bill-not-exist", "账单\u{1b}[2J不存在");
    sandbox.fail(BILL, Fault::error(refused));

    let done = run(call(&sandbox, BILL).arg("--example"));
    let message = done.failed();
    for part in [
        "error 15: Remote service error",
        "sub_code isv.bill-not-exist",
        "账单\\u{1b}[2J不存在",
        "request_id sandbox00000001",
    ] {
        assert!(message.contains(part), "{part} is not in {message}");
    }

    let done = run(call(&sandbox, BILL)
        .arg("--example")
        .env("TOP_APP_SECRET", "SENTINEL-other")
        .env("TOP_SESSION", "SENTINEL-session"));
    let message = done.failed();
    assert!(
        message.contains("error 25: Invalid Signature") && message.contains("check the AppSecret"),
        "{message}"
    );
    assert!(message.contains("the string to sign was app_key4272bill_status_equest_top{"), "{message}");
    assert!(message.contains("session[redacted]sign_method") && !message.contains("SENTINEL"), "{message}");
}

#[test]
fn a_failure_that_the_response_tells_of_is_one() {
    let sandbox = gateway();

    let done = run(call(&sandbox, "alibaba.idle.interact.loan.callback").arg("--example"));

    assert!(
        done.failed().contains("the response tells of a failure, as `idle_point_result.success` is false")
    );
    assert!(done.stdout.contains("err_code"), "{done:?}");
}

#[test]
fn what_a_call_needs_is_asked_for() {
    let done = run(tool().args(["call", BILL, "--example"]));
    let expected = "error: what a call needs is missing:\n  the AppKey: set TOP_APP_KEY, or give --app-key\n  the \
                    AppSecret: set TOP_APP_SECRET, or give --secret\n  the gateway: examples are not sent to production \
                    unless it is named by --gateway\n";
    assert_eq!(done.failed(), expected);
    let done = run(tool().args(["call", "tmall.fin.car.open.bill.notfy"]));
    assert!(done.failed().contains("did you mean tmall.fin.car.open.bill.notify?"), "{done:?}");
    let help =
        run(tool().args(["call", "--help"]).env("TOP_APP_SECRET", SECRET).env("TOP_SESSION", "SENTINEL"));
    assert!(help.succeeded().contains("TOP_SESSION") && !help.stdout.contains("SENTINEL"), "{help:?}");
}

#[test]
fn a_gateway_that_is_not_there_or_does_not_answer_is_an_error() {
    let sandbox = gateway();
    let done = run(call(&sandbox, BILL).args(["--example", "--gateway", "http://127.0.0.1:9/router/rest"]));
    assert!(done.failed().contains("no connection to the gateway\n  because "), "{done:?}");

    // It answers when the test is over, and not before.
    let (over, is_over) = std::sync::mpsc::channel::<()>();
    let is_over = std::sync::Mutex::new(is_over);
    sandbox.handle(move |_: TmallFinCarOpenBillNotifyRequest| {
        let _ = is_over.lock().unwrap().recv();
        Err(ApiError::new(15, ""))
    });
    let done = run(call(&sandbox, BILL).args(["--example", "--timeout", "0.2"]));
    drop(over);
    assert!(done.failed().starts_with(&format!("error: {BILL}: ")), "{done:?}");
    assert!(!done.stderr.contains("the platform answered"), "{done:?}");
    for seconds in ["0", "-1", "x", "1e99"] {
        assert_eq!(run(call(&sandbox, BILL).args([&format!("--timeout={seconds}"), "--example"])).status, 2);
    }
}
