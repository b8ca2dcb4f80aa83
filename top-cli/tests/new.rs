//! `cargo top new`, run as a program.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// A document with a bit of everything.
const DOCUMENT: &str = r#"{
    "name": "taobao.refund.refuse",
    "apiChineseName": "卖家拒绝退款",
    "description": "卖家拒绝单笔退款",
    "labels": [{"key": "required", "displayName": "必须用户授权"}],
    "requestParams": [
        {"name": "refund_id", "type": "Number", "required": true, "demoValue": "2016", "description": "退款单号"},
        {"name": "refuse_message", "type": "String", "required": true, "demoValue": "已发货", "maxLength": 200},
        {"name": "refuse_proof", "type": "byte[]", "description": "凭证", "maxLength": 130000},
        {"name": "type", "type": "String", "description": "a*b*c <b>bold</b> [x]"},
        {"name": "oid", "type": "Thing", "description": "谁知道"}
    ],
    "responseParams": [{"name": "is_success", "type": "Boolean", "demoValue": "true", "description": "是否成功"}],
    "errorCodes": [{"errorCode": "isv.refund-not-exist", "errorMsg": "退款单不存在", "solution": ""}]
}"#;

const MODULE: &str = r#"//! `taobao.refund.refuse` (卖家拒绝退款).
//!
//! 卖家拒绝单笔退款
//!
//! Documented as
//! [`taobao.refund.refuse`](https://open.taobao.com/api.htm?methodName=taobao.refund.refuse).
//!
//! ```ignore
//! use refund_refuse::*;
//!
//! let request = RefundRefuseRequest::new(2016, "已发货");
//! let reply = client.call(&request).session("the session of the user").await?;
//! println!("{reply:?}");
//! ```
//!
//! # Error codes (错误码解释)
//!
//! | code | meaning | solution |
//! |---|---|---|
//! | isv.refund-not-exist | 退款单不存在 |  |

use top_core::{File, Json, TopApi, TopObject};

/// 卖家拒绝退款
#[derive(TopApi)]
#[top(
    method = "taobao.refund.refuse",
    response = RefundRefuseResponse,
    session = "required",
    builder,
    debug
)]
pub struct RefundRefuseRequest {
    /// 退款单号
    #[top(example = 2016)]
    pub refund_id: i64,
    /// `refuse_message`.
    #[top(max_len = 200, example = "已发货")]
    pub refuse_message: String,
    /// 凭证
    #[top(max_bytes = 130_000)]
    pub refuse_proof: Option<File>,
    /// a\*b\*c bold \[x\]
    pub r#type: Option<String>,
    // TODO(top): the document names the type `Thing` and does not describe it; `Json` holds
    //   whatever it is
    /// 谁知道
    pub oid: Option<Json>,
}

/// The answer of `taobao.refund.refuse`.
#[derive(TopObject)]
#[top(debug)]
pub struct RefundRefuseResponse {
    /// 是否成功
    #[top(example = true)]
    pub is_success: Option<bool>,
}
"#;

fn new(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::cargo_bin("cargo-top").unwrap();
    command.arg("new").args(arguments).write_stdin(input).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Makes an empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_document_becomes_a_module_that_reads_as_if_written_by_hand() {
    let output = new(&["-"], DOCUMENT);
    assert_eq!(text(&output.stdout), MODULE, "{}", text(&output.stderr));
    assert!(output.status.success());
}

#[test]
fn cargo_passes_its_own_word_on() {
    let mut command = Command::cargo_bin("cargo-top").unwrap();
    let output = command.args(["top", "new", "-"]).write_stdin(DOCUMENT).output().unwrap();
    assert_eq!(text(&output.stdout), MODULE);
}

#[test]
fn a_folder_gets_the_modules_and_their_list_and_the_summary_names_what_is_open() {
    let folder = folder("folder");
    let output = new(&["-", "--out", folder.to_str().unwrap()], DOCUMENT);
    assert!(output.status.success());
    let said = text(&output.stderr);
    assert!(said.contains("1 module written to"), "{said}");
    assert!(
        said.contains("refund_refuse.rs:45: the document names the type `Thing` and does not describe it; `Json` holds whatever it is"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(folder.join("refund_refuse.rs")).unwrap(), MODULE);
    let list = fs::read_to_string(folder.join("mod.rs")).unwrap();
    assert_eq!(
        list,
        "//! APIs of the Taobao Open Platform (TOP, 淘宝开放平台).\n//!\n\
         //! | method | module | request |\n//! |---|---|---|\n\
         //! | `taobao.refund.refuse` 卖家拒绝退款 | [`refund_refuse`] | [`RefundRefuseRequest`] |\n\n\
         pub mod refund_refuse;\n\n\
         use top_core::TopApi;\nuse top_core::describe::Registry;\n\n\
         pub use self::refund_refuse::RefundRefuseRequest;\n\n\
         /// Every API of this module, in ascending order of the methods.\n\
         pub static APIS: Registry = Registry::new(&[\n    refund_refuse::RefundRefuseRequest::API,\n]);\n"
    );
}

#[test]
fn the_list_grows_with_what_is_added_later() {
    let folder = folder("grows");
    let out = folder.to_str().unwrap();
    new(&["-", "--out", out], DOCUMENT);
    let output = new(
        &["-", "--out", out],
        r#"{"name": "taobao.item.get", "requestParams": [{"name": "id", "type": "Number"}]}"#,
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let list = fs::read_to_string(folder.join("mod.rs")).unwrap();
    assert!(list.contains("pub mod item_get;\npub mod refund_refuse;\n"), "{list}");
}

#[test]
fn a_list_that_somebody_wrote_is_left_alone_and_the_line_to_add_is_said() {
    let folder = folder("hand_written_list");
    fs::write(folder.join("mod.rs"), "mod mine;\n").unwrap();
    let output = new(&["-", "--out", folder.to_str().unwrap()], DOCUMENT);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("add to it:\npub mod refund_refuse;"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(folder.join("mod.rs")).unwrap(), "mod mine;\n");
    // With the line in it there is nothing to say any more.
    fs::write(folder.join("mod.rs"), "mod mine;\npub mod refund_refuse;\n").unwrap();
    assert!(new(&["-", "--out", folder.to_str().unwrap()], DOCUMENT).status.success());
}

#[test]
fn what_an_author_changed_is_overwritten_by_force_only() {
    let folder = folder("force");
    let (out, file) = (folder.to_str().unwrap(), folder.join("refund_refuse.rs"));
    new(&["-", "--out", out], DOCUMENT);
    fs::write(&file, "// mine\n").unwrap();
    let output = new(&["-", "--out", out], DOCUMENT);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("is there and differs"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&file).unwrap(), "// mine\n");
    assert!(new(&["-", "--out", out, "--force"], DOCUMENT).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), MODULE);
}

#[test]
fn check_shows_what_changed_in_a_document_and_writes_nothing() {
    let folder = folder("check");
    let out = folder.to_str().unwrap();
    new(&["-", "--out", out], DOCUMENT);
    let same = new(&["-", "--out", out, "--check"], DOCUMENT);
    assert!(same.status.success(), "{}", text(&same.stdout));
    assert_eq!(text(&same.stdout), "");

    let changed =
        new(&["-", "--out", out, "--check"], &DOCUMENT.replace("\"maxLength\": 200", "\"maxLength\": 300"));
    assert_eq!(changed.status.code(), Some(1));
    let diff = text(&changed.stdout);
    assert!(
        diff.contains("-    #[top(max_len = 200, example = \"已发货\")]\n+    #[top(max_len = 300, example"),
        "{diff}"
    );
    assert_eq!(fs::read_to_string(folder.join("refund_refuse.rs")).unwrap(), MODULE);
}

#[test]
fn a_broken_document_is_said_with_its_place_and_does_not_stop_the_others() {
    let folder = folder("broken");
    let lines = format!(
        "{{\"name\": \"taobao.item.get\",, }}\n{}\n{{\"name\": \"no method\"}}\n",
        DOCUMENT.replace('\n', " ")
    );
    let input = folder.join("documents.jsonl");
    fs::write(&input, lines).unwrap();
    let output = new(&[input.to_str().unwrap(), "/no/such/file", "--out", folder.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("documents.jsonl:1:28: "), "{said}");
    assert!(said.contains("documents.jsonl:3:1: `no method` is no method name"), "{said}");
    assert!(said.contains("/no/such/file: "), "{said}");
    assert_eq!(fs::read_to_string(folder.join("refund_refuse.rs")).unwrap(), MODULE);
}

#[test]
fn two_documents_of_one_method_are_one_module_unless_they_differ() {
    let twice = format!("{DOCUMENT}\n{DOCUMENT}");
    let output = new(&["-"], &twice);
    assert_eq!((text(&output.stdout).as_str(), output.status.success()), (MODULE, true));
    let other = format!("{DOCUMENT}\n{}", DOCUMENT.replace("200", "300"));
    let output = new(&["-"], &other);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), (MODULE, Some(1)));
    assert!(
        text(&output.stderr).contains("taobao.refund.refuse is documented otherwise in -"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn the_example_is_run_by_the_crate_that_the_folder_is_in() {
    let root = folder("in_a_crate");
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("Cargo.toml"), "[package]\nname = \"my-apis\"\n").unwrap();
    fs::write(root.join("src/lib.rs"), "").unwrap();
    let output = new(&["-", "--out", root.join("src/shop/apis").to_str().unwrap()], DOCUMENT);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let module = fs::read_to_string(root.join("src/shop/apis/refund_refuse.rs")).unwrap();
    let example = "//! ```\n\
                   //! # top_core::sandbox_example!(my_apis::shop::apis::refund_refuse::RefundRefuseRequest, client, {\n\
                   //! use my_apis::shop::apis::refund_refuse::*;\n";
    assert!(module.contains(example), "{module}");
}

#[test]
fn more_can_be_derived() {
    let output = new(&["-", "--derive", "Clone,serde::Serialize"], DOCUMENT);
    assert!(text(&output.stdout).contains("#[derive(Clone, serde::Serialize, TopApi)]"));
    let output = new(&["-", "--derive", "Debug)] struct X; #[derive("], DOCUMENT);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_struct_that_contains_itself_is_one_struct_in_a_box_or_a_list() {
    let output = new(
        &["-"],
        r#"{"name": "taobao.category.get", "responseParams": [{"name": "category", "type": "Category", "subParams": [
            {"name": "id", "type": "Number"},
            {"name": "parent", "type": "Category", "subParams": [{"name": "id", "type": "Number"}]},
            {"name": "children", "type": "Category[]", "subParams": [{"name": "id", "type": "Number"}]}]}]}"#,
    );
    let module = text(&output.stdout);
    assert_eq!(module.matches("pub struct Category {").count(), 1);
    assert!(module.contains("pub parent: Option<Box<Category>>,\n"), "{module}");
    assert!(module.contains("pub children: Vec<Category>,\n"), "{module}");
}

#[test]
fn structs_of_one_name_and_two_shapes_are_named_by_where_they_are() {
    let output = new(
        &["-"],
        r#"{"name": "taobao.trade.get", "requestParams": [{"name": "query", "type": "Result", "subParams": [{"name": "a", "type": "String"}]}],
            "responseParams": [{"name": "result", "type": "Result", "subParams": [
                {"name": "result_list", "type": "Result[]", "subParams": [{"name": "b", "type": "String"}]},
                {"name": "other", "type": "Result", "subParams": [{"name": "b", "type": "String"}]}]}]}"#,
    );
    let module = text(&output.stdout);
    for line in [
        "pub struct Result {\n",
        "pub query: Option<Result>,",
        "pub result: Option<ResultResult>,",
        "pub result_list: Vec<ResultListResult>,",
        // The same again is the same struct.
        "pub other: Option<ResultListResult>,",
    ] {
        assert!(module.contains(line), "{line}\n{module}");
    }
}

#[test]
fn what_could_break_out_of_the_source_stays_text() {
    let output = new(
        &["-"],
        r#"{"name": "taobao.evil.get", "apiChineseName": "x*/ }\nfn main() {", "requestParams": [
            {"name": "a\"]b", "type": "String"},
            {"name": "session", "type": "String"},
            {"name": "fn", "type": "Str\"ing)]", "demoValue": "\"]\n)] fn x() {}", "description": "\n```\n#![x]\u0000\u202e*/"}]}"#,
    );
    let module = text(&output.stdout);
    let file = syn::parse_file(&module).unwrap();
    // An import and the request: nothing else got in.
    assert_eq!(file.items.len(), 2, "{module}");
    assert!(module.contains("    pub r#fn: Option<Json>,\n"), "{module}");
    assert!(!module.contains(['\0', '\u{202e}']));
    assert!(module.contains("// TODO(top): the document has a member `a\"]b`"), "{module}");
    assert!(
        module.contains("// TODO(top): the document has a parameter `session`, which is a system parameter"),
        "{module}"
    );
}

#[test]
fn what_is_no_document_is_an_error_that_says_what_to_do() {
    for input in ["", "<html><body>", "hello", "[1, 2]", "{}"] {
        let output = new(&["-"], input);
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert!(text(&output.stderr).starts_with("error: -:1:"), "{input}: {}", text(&output.stderr));
    }
}

/// A page with one row for a request parameter, and nothing else that matters.
fn page(labels: &str, description: &str, row: &str) -> String {
    format!(
        "taobao.some.page.get (某页)\n\n{labels}\n\n{description}\n\n公共参数\n\n请求参数\n\n\
         名称 类型 是否必须 示例值 更多限制 描述\n{row}\n\n响应参数\n\n名称 类型 示例值 描述\nok Boolean true 是否成功\n"
    )
}

#[test]
fn a_label_of_the_price_says_nothing_of_the_session() {
    for (labels, session) in [
        ("￥免费必须用户授权", Some("required")),
        ("￥免费 不需用户授权", Some("none")),
        ("￥开放平台免费API不需用户授权", Some("none")),
        ("￥免费 可选授权", Some("optional")),
        ("￥免费", None),
        ("如需授权请联系客服", None),
    ] {
        let module = text(&new(&["-"], &page(labels, "一页", "id Number 必须 1 编号")).stdout);
        let expected = session.map(|session| format!("session = \"{session}\""));
        match expected {
            Some(expected) => assert!(module.contains(&expected), "{labels}\n{module}"),
            None => assert!(!module.contains("session = "), "{labels}\n{module}"),
        }
    }
}

#[test]
fn a_description_that_reads_like_a_heading_hides_no_table() {
    let output = new(&["-"], &page("￥免费", "说明:\n请求参数\n请按下面的表填写。", "id Number 必须 1 编号"));
    assert!(text(&output.stdout).contains("    pub id: i64,\n"), "{}", text(&output.stdout));
}

#[test]
fn an_example_ends_where_a_limit_begins() {
    let rows = [
        ("ids Number[] 必须 1, 2, 3 最大列表长度：20 编号", "#[top(max_items = 20, example = \"1, 2, 3\")]"),
        ("note String 可选 hello world 最大长度：20 备注", "#[top(max_len = 20, example = \"hello world\")]"),
        ("size String 可选 最大长度：3,145,728 大小", "#[top(max_len = 3_145_728)]"),
    ];
    for (row, attribute) in rows {
        let module = text(&new(&["-"], &page("￥免费", "一页", row)).stdout);
        assert!(module.contains(attribute), "{row}\n{module}");
    }
}

#[test]
fn a_number_with_a_fraction_for_an_example_is_a_decimal() {
    let module = text(&new(&["-"], &page("￥免费", "一页", "rate Number 必须 6.25 税率")).stdout);
    assert!(module.contains("    pub rate: Decimal,\n"), "{module}");
}

#[test]
fn an_example_that_is_no_text_is_its_json() {
    let document = r#"{"name": "taobao.odd.get", "requestParams": [
        {"name": "tags", "type": "String[]", "demoValue": ["x", "y"]}, {"name": "n", "type": "Number", "demoValue": 7}]}"#;
    let module = text(&new(&["-"], document).stdout);
    assert!(
        module.contains(r#"#[top(example = "[\"x\",\"y\"]")]"#) && module.contains("#[top(example = 7)]"),
        "{module}"
    );
}

#[test]
fn a_parameter_that_is_a_list_of_lists_is_json_and_left_to_a_human() {
    let document = r#"{"name": "taobao.lists.get", "requestParams": [{"name": "ll", "type": "String[][]"},
        {"name": "ss", "type": "S[][]", "subParams": [{"name": "a", "type": "String"}]}]}"#;
    let module = text(&new(&["-"], document).stdout);
    assert_eq!(module.matches("TODO(top): the document has a list of lists").count(), 2, "{module}");
    assert!(module.contains("    pub ll: Option<Json>,\n") && !module.contains("struct S "), "{module}");
}
