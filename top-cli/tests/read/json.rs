//! Documentation JSON, whole and broken.

use top_cli::document::Authorization;
use top_cli::read;

use crate::{document, documents, error, outline};

const WHOLE: &str = include_str!("../fixtures/document.json");

/// Returns the methods that are read, and in the place of an error its text.
fn outcomes(input: &str) -> Vec<String> {
    let text = |outcome| match outcome {
        Ok(top_cli::document::Document { method, .. }) => method,
        Err(error) => read::ReadError::to_string(&error),
    };
    read::documents(input.as_bytes()).into_iter().map(text).collect()
}

#[test]
fn a_raw_document_says_everything() {
    let document = document(WHOLE);
    assert_eq!(document.method, "taobao.bakery.order.create");
    assert_eq!(document.title, "面包订单创建");
    assert_eq!(document.description, "创建一个面包订单");
    assert_eq!(document.authorization, Some(Authorization::Optional));
    assert_eq!(
        outline(&document.request),
        "order BakeryOrderDTO ! \"订单\"\n  loaves String[] ! =\"rye,wheat\" length=32 list=20 \"面包\"\n  \
         price Price =\"12\" min=1 max=99\npage Number ! default \"1\"\n",
    );
    assert_eq!(outline(&document.response), "ids Number[] \"订单号\"\n");
    assert_eq!(document.samples.xml.as_deref(), Some("<bakery_order_create_response/>"));
    assert_eq!(document.samples.json.as_deref(), Some("{\n    \"bakery_order_create_response\":{}\n}"));
    assert_eq!(document.samples.simplified_json, None);
    assert_eq!(document.error_codes.len(), 1);
    assert_eq!(document.error_codes[0].code, "isv.no-flour");
    assert_eq!(document.error_codes[0].message, "没有面粉");
    assert_eq!(document.error_codes[0].solution, "稍后再试");
    assert_eq!(document.doubts, ["`minValue` of `page` is `0.5`, which is no such limit: it is left out"]);
}

#[test]
fn every_label_of_authorization_is_known() {
    for (label, authorization) in [
        (r#"{"key": "required"}"#, Some(Authorization::Required)),
        (r#"{"key": "optional"}"#, Some(Authorization::Optional)),
        (r#"{"key": "no_need"}"#, Some(Authorization::None)),
        (r#"{"displayName": "必须用户授权"}"#, Some(Authorization::Required)),
        (r#"{"displayName": "不需用户授权"}"#, Some(Authorization::None)),
        (r#"{"key": 2, "displayName": "￥免费"}"#, None),
    ] {
        let document = document(&format!(r#"{{"name": "taobao.a.b", "labels": [{label}]}}"#));
        assert_eq!(document.authorization, authorization, "{label}");
    }
}

#[test]
fn documents_come_alone_in_arrays_in_lines_and_in_envelopes() {
    let lines = "{\"name\":\"taobao.a.b\"}\n\n{\"name\":\"taobao.c.d\"}\r\n";
    assert_eq!(outcomes(lines), ["taobao.a.b", "taobao.c.d"]);
    assert_eq!(outcomes(&format!("\u{feff}[{},\n{}]", WHOLE, r#"{"name":"taobao.c.d"}"#)).len(), 2);
    assert_eq!(documents(&format!("{WHOLE}{WHOLE}\n{WHOLE}")).len(), 3);
    for envelope in [
        r#"{"success":true,"data":DOCUMENT}"#,
        r#"{"data":DOCUMENT,"labels":[],"debug":{"trace":[]}}"#,
        r#"{"result":{"data":DOCUMENT}}"#,
        r#"[{"data":DOCUMENT}]"#,
        r#"{"data":[DOCUMENT]}"#,
    ] {
        assert_eq!(
            document(&envelope.replace("DOCUMENT", WHOLE)).method,
            "taobao.bakery.order.create",
            "{envelope}"
        );
    }
}

#[test]
fn a_member_of_the_wrong_type_is_named_with_its_path() {
    let error = error(&WHOLE.replace("\"name\": \"price\"", "\"name\": 7"));
    assert_eq!((error.line(), error.column()), (25, 19));
    assert_eq!(
        error.message(),
        "requestParams[0].subParams[1].name: invalid type: integer `7`, expected a string: \
         correct it here, or copy the document again",
    );
}

#[test]
fn other_mistakes_are_named_too() {
    for (input, expected) in [
        ("{", "1:1: this is no JSON, EOF while parsing an object"),
        ("{\n \"name\": \"a\",,}", "2:14: this is no JSON, key must be a string"),
        ("[", "1:2: there is no document in this"),
        ("[]", "1:3: there is no document in this"),
        ("{}", "1:1: there is no `name` in this"),
        ("\n {\"requestParams\":[]}", "2:2: there is no `name` in this document"),
        ("{\"data\":{\"a\":1}}", "1:1: there is no `name` in this"),
        ("[[1]]", "1:3: a document begins with `{` here"),
        (
            r#"{"name":"a.b.c","requestParams":[{"type":"x"}]}"#,
            "1:45: requestParams[0]: missing field `name`",
        ),
        (
            r#"{"name":"a.b.c","requestParams":{}}"#,
            "1:32: requestParams: invalid type: map, expected a sequence",
        ),
        (
            r#"{"名":"名","name":"a.b.c","description":{}}"#,
            "1:40: description: invalid type: map, expected a text",
        ),
        (
            r#"{"a":{"name":"a.b.c","requestParams":[]},"b":{"name":"a.b.c","requestParams":[]}}"#,
            "1:1: both `a` and `b` hold a document here",
        ),
    ] {
        let error = error(input).to_string();
        assert!(error.starts_with(expected), "{input}\n{error}");
    }
}

#[test]
fn a_broken_document_does_not_stop_the_others() {
    let lines =
        "{\"name\":\"taobao.a.a\"}\n{\"name\":\"taobao.b.b\",}\n{\"name\":5}\n{\"name\":\"taobao.c.c\"}";
    let outcomes_of_lines = outcomes(lines);
    assert_eq!(outcomes_of_lines.len(), 4, "{outcomes_of_lines:?}");
    assert!(
        outcomes_of_lines[1].starts_with("2:22: this is no JSON, trailing comma"),
        "{outcomes_of_lines:?}"
    );
    assert!(outcomes_of_lines[2].starts_with("3:9: name: invalid type"), "{outcomes_of_lines:?}");
    assert_eq!(outcomes_of_lines[3], "taobao.c.c");

    let cut =
        "{\"name\":\"taobao.a.a\",\"requestParams\":[\n{\"name\":\"taobao.b.b\"}\n{\"name\":\"taobao.c.c\"}";
    assert_eq!(outcomes(cut)[1..], ["taobao.b.b", "taobao.c.c"]);

    let pretty = WHOLE.replace("\"name\": \"order\",", "\"name\": order,");
    let outcomes = outcomes(&format!("{pretty}{WHOLE}"));
    assert_eq!(outcomes.len(), 2, "{outcomes:?}");
    assert!(outcomes[0].starts_with("12:15: this is no JSON"), "{outcomes:?}");
    assert_eq!(outcomes[1], "taobao.bakery.order.create");
}

#[test]
fn depth_is_an_error_and_no_crash() {
    let parameter = r#"{"name":"a","subParams":["#;
    let levels = 100_000;
    let input = format!(
        r#"{{"name":"a.b.c","requestParams":[{}{}]}}"#,
        parameter.repeat(levels),
        "]}".repeat(levels)
    );
    let refused = error(&input);
    assert!(refused.message().contains("nested too deeply"), "{}", refused.message());
    let ignored = format!(r#"{{"name":"a.b.c","x":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    assert_eq!(document(&ignored).method, "a.b.c");
    let envelopes = format!("{}1{}", r#"{"data":[{"data":"#.repeat(levels), "}]}".repeat(levels));
    assert!(error(&envelopes).message().contains("no `name`"));
}
