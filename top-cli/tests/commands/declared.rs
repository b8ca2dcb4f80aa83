//! `cargo top list`, `cargo top show`, `cargo top completions`: what the tables say.

use serde_json::Value;
use top_apis::APIS;

use super::{run, tool};

#[test]
fn the_declared_apis_are_listed() {
    let list = run(tool().arg("list"));

    let methods: Vec<_> = list.succeeded().lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(methods, APIS.iter().map(top_core::descriptor::Api::method).collect::<Vec<_>>());
    assert!(list.stdout.contains(
        "tmall.fin.car.open.bill.notify       Reports the state of a bill (天猫汽车金融账单通知)."
    ));
}

#[test]
fn a_pattern_is_looked_for_in_methods_and_descriptions() {
    for (pattern, found) in [
        ("BILL", "tmall.fin.car.open.bill.notify"),
        ("闲鱼", "alibaba.idle.interact.loan.callback"),
        ("taobao*credit", "taobao.phone.bank.credit.process"),
    ] {
        let list = run(tool().args(["list", pattern]));
        assert!(list.succeeded().starts_with(found) && list.stdout.lines().count() == 1, "{list:?}");
    }
    let none = run(tool().args(["list", "credit*taobao"]));
    assert_eq!(
        none.failed(),
        "error: no declared API has \"credit*taobao\" in its method or its description\n"
    );
}

#[test]
fn an_api_is_shown_with_its_parameters_aligned() {
    let show = run(tool().args(["show", "tmall.fin.car.open.bill.notify"]));

    let shown = show.succeeded();
    assert!(shown.starts_with("tmall.fin.car.open.bill.notify\n  Reports the state of a bill"), "{shown}");
    for row in [
        "  bill_status_equest_top  BillStatusRequestTop  required",
        "    customer_type         String                required  at most 32 UTF-16 code units long    e.g. ALI",
        "    extend_info           String                optional  at most 1024 UTF-16 code units long  e.g. {}",
        "    succeeded  Boolean                e.g. true   Whether the report was accepted (是否成功).",
    ] {
        assert!(shown.lines().any(|line| line.starts_with(row)), "{row} is not in\n{shown}");
    }
}

#[test]
fn schema_and_markdown_are_those_of_the_table() {
    let api = APIS.get("alibaba.idle.interact.loan.callback").unwrap();

    let schema = run(tool().args(["show", api.method(), "--schema"]));
    let (written, expected): (Value, Value) = (
        serde_json::from_str(schema.succeeded()).unwrap(),
        serde_json::from_str(&api.to_json_schema()).unwrap(),
    );
    assert_eq!(written, expected);
    let markdown = run(tool().args(["show", api.method(), "--markdown"]));
    assert_eq!(markdown.succeeded(), api.to_markdown());
}

#[test]
fn an_unknown_method_is_told_what_was_meant() {
    let error = run(tool().args(["show", "tmall.fin.car.open.bil.notify"]));
    let expected = "error: no API \"tmall.fin.car.open.bil.notify\" is declared: did you mean \
                    tmall.fin.car.open.bill.notify?\n";
    assert_eq!(error.failed(), expected);
    let error = run(tool().args(["show", "taobao.x"]));
    assert!(error.failed().ends_with("`cargo top list` names those that are declared\n"), "{error:?}");
}

#[test]
fn shells_complete_commands_and_methods() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(tool().args(["completions", shell]));
        let script = script.succeeded();
        assert!(script.contains("cargo-top") && script.contains("sandbox"), "{shell}");
        // The others complete values of options only.
        if matches!(shell, "bash" | "zsh") {
            assert!(script.contains("alibaba.idle.interact.loan.callback"), "{shell}");
        }
    }
}
