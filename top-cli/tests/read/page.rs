//! Pages, in every form that browsers give them, whole and in parts.

use top_cli::document::{Authorization, Document};

use crate::render::{self, forms};
use crate::{document, documents, error, outline};

const WHOLE: &str = include_str!("../fixtures/pages/order.txt");

const REQUEST: &str = r#"shop_id Number ! ="17" "店铺编号"
title String length=32 "订单标题"
note String ="hello world" list=20 "备注 内容"
wanted_at Date ="2030-01-02 03:04:05" "取货时间"
extra String ="{\"a\": [1, \"} x\"]}" "扩展"
tags String[] ="rye,wheat" list=20 "标签"
confirm Boolean ="true"
order BakeryOrder ! "订单 详情"
  customer String ! ="张三" length=64 "顾客\n可以是昵称"
  address Address "地址"
    city String ! ="杭州" "城市"
    geo Geo "坐标"
      x Number ="1" "经度"
    street String min=1 max=9 "街道"
  loaves Loaf[] ! list=10 "面包"
    grain String ! ="rye" "谷物"
    count Number ! ="-1" "数量"
  paid Boolean ="false" "是否已付"
page_no Number ="1" "页码"
"#;

const RESPONSE: &str = r#"order_ids Number[] ="1,2" "订单号 列表"
result OrderResult "结果"
  success Boolean ="true" "是否成功"
  lines OrderLine[] "行"
    id Number ="5" "行号"
    price Price ="12.50" "单价"
  message String ="一切 正常" "说明"
total Number ="2" "总数"
"#;

fn assert_whole(document: &Document) {
    assert_eq!(document.method, "taobao.bakery.order.create");
    assert_eq!(document.title, "面包订单创建");
    assert_eq!(document.description, "为顾客创建一个面包订单，\n只限工作日。");
    assert_eq!(document.category.as_deref(), Some("面包订单"));
    assert_eq!(document.authorization, Some(Authorization::Required));
    assert_eq!(outline(&document.request), REQUEST);
    assert_eq!(outline(&document.response), RESPONSE);
    let xml = document.samples.xml.as_deref().unwrap();
    assert!(xml.starts_with("<bakery_order_create_response>\n    <order_ids>"), "{xml}");
    assert!(xml.ends_with("\n</bakery_order_create_response>"), "{xml}");
    let codes: Vec<_> =
        document.error_codes.iter().map(|code| [&*code.code, &code.message, &code.solution]).collect();
    assert_eq!(codes, [["isv.no-flour", "没有面粉", "稍后 再试"], ["isv.closed", "店铺已打烊", ""]]);
    assert_eq!(document.doubts, [""; 0]);
}

#[test]
fn a_whole_page_says_everything() {
    assert_whole(&document(WHOLE));
}

#[test]
fn what_cannot_be_seen_makes_no_difference() {
    assert_whole(&document(&format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"))));
    assert_whole(&document(&WHOLE.replace("  • ", "\u{a0}\u{a0}•\u{a0}").replace("└ ", "\u{200b}└\u{a0}")));
    assert_whole(&document(
        &WHOLE.replace("(面包订单创建)", "（面包订单创建）").replace("最大长度:", "最大长度："),
    ));
    assert_whole(&document(&WHOLE.replace("  • ", "  •\n  ")));
    assert_whole(&document(
        &WHOLE.replace("公共参数\n", "## 公共参数\n").replace("请求参数\n", "**请求参数**\n"),
    ));
}

#[test]
fn every_form_of_a_table_is_read() {
    let mut whole = document(WHOLE);
    // Lists have no descriptions of several lines, and not every form tells whether the one text is the example.
    whole.request[7].members[0].description = "顾客".to_owned();
    for form in forms() {
        let page = render::page(&whole, form);
        let read = document(&page);
        let expected = REQUEST.replace("顾客\\n可以是昵称", "顾客");
        assert_eq!(outline(&read.request), expected, "{form:?}\n{page}");
        assert_eq!(outline(&read.response), RESPONSE, "{form:?}\n{page}");
    }
}

/// Returns a page with these tables, without samples.
fn page(request: &str, response: &str) -> String {
    let request = format!("请求参数\n\n名称 类型 是否必须 示例值 更多限制 描述\n{request}\n\n");
    format!(
        "taobao.a.b (甲)\n\n乙\n\n公共参数\n\n{request}响应参数\n\n名称 类型 示例值 描述\n{response}\n\n请求示例\n"
    )
}

#[test]
fn limits_are_read_in_every_spelling_and_prose_is_left_alone() {
    for (written, expected) in [
        ("最大长度:32,客户", r#"length=32 "客户""#),
        ("最大长度：32，客户", r#"length=32 "客户""#),
        ("最大长度：32", "length=32"),
        ("支持最大长度为：32 客户", r#"length=32 "客户""#),
        ("支持的最大列表长度为：20 最小值：-1；最大值：9 客户", r#"list=20 min=-1 max=9 "客户""#),
        ("最大列表长度：20，最大长度:8,客户", r#"length=8 list=20 "客户""#),
        ("最大长度:99999999999999999999,客户", r#""最大长度:99999999999999999999,客户""#),
        ("最大长度:-1,客户", r#""最大长度:-1,客户""#),
        ("最大值0.5的数", r#""最大值0.5的数""#),
        ("不超过最大长度:32", r#""不超过最大长度:32""#),
    ] {
        let document = document(&page(&format!("a String 必须 {written}"), ""));
        assert_eq!(outline(&document.request), format!("a String ! {expected}\n"));
        let member = format!("s S 必须 描述\n• └ a\n• String\n• 可选\n• 例\n• {written}");
        let document = crate::document(&page(&member, ""));
        assert_eq!(outline(&document.request), format!("s S ! \"描述\"\n  a String =\"例\" {expected}\n"));
    }
}

#[test]
fn without_samples_the_marks_settle_the_nesting_and_leave_a_doubt() {
    let members = "r R 结果\n• └ a\n• String\n• 1\n• 甲\n• e\n• E\n•\n• 错\n• └ b\n• String\n• 2\n• 乙\n\
                   • f\n• F\n•\n• 误\n• └ c\n• String\n• 3\n• 丙";
    let document = document(&page("", members));
    let expected = "r R \"结果\"\n  a String =\"1\" \"甲\"\n  e E \"错\"\n    b String =\"2\" \"乙\"\n  f F \"误\"\n    \
                    c String =\"3\" \"丙\"\n";
    assert_eq!(outline(&document.response), expected);
    assert_eq!(document.doubts.len(), 2);
    assert!(document.doubts[0].contains("members of `e`"), "{:?}", document.doubts);
    assert!(document.doubts[1].contains("members of `f`"), "{:?}", document.doubts);
}

#[test]
fn json_settles_the_nesting_where_no_xml_is_shown() {
    let members = "r R 结果\n• e\n• E\n•\n• 错\n• └ b\n• String\n• 2\n• 乙\n• └ c\n• String\n• 3\n• 丙";
    for json in [
        r#"{"a_b_response":{"r":{"e":{"b":"2"},"c":"3"}}}"#,
        r#"{"r":{"e":{"b":"2"},"c":"3"}}"#,
        r#"{"a_b_response":{"r":{"e":{"e_list":[{"b":"2"}]},"c":"3"}}}"#,
    ] {
        let text = format!("{}\n响应示例\n• XML示例\n• JSON示例\n{json}\n异常示例\n{{}}", page("", members));
        let document = document(&text);
        let expected = "r R \"结果\"\n  e E \"错\"\n    b String =\"2\" \"乙\"\n  c String =\"3\" \"丙\"\n";
        assert_eq!(outline(&document.response), expected, "{json}");
        assert_eq!(document.samples.json.as_deref(), Some(json));
        assert_eq!(document.doubts, [""; 0]);
    }
}

#[test]
fn other_languages_settle_the_nesting_of_a_request() {
    let members = "r R 必须 参\n• e\n• E\n• 可选\n•\n• 错\n• └ b_c\n• String\n• 可选\n• 2\n• 乙\n• └ c\n• String\n• 可选\n• 3\n• 丙";
    for code in [
        "obj1.BC = \"2\";\nobj0.E = obj1;\nobj0.C = \"3\";\nreq.R_ = obj0;",
        "$obj1->b_c=\"2\";\n$obj0->e = $obj1;\n$obj0->c=\"3\";\n$req->setR(json_encode($obj0));",
    ] {
        let document = document(&format!("{}{code}\n", page(members, "")));
        let expected = "r R ! \"参\"\n  e E \"错\"\n    b_c String =\"2\" \"乙\"\n  c String =\"3\" \"丙\"\n";
        assert_eq!(outline(&document.request), expected, "{code}");
    }
}

#[test]
fn rows_of_a_response_are_told_from_english_prose() {
    let response = "user User 用户\n• └ id\n• Number\n• 1\n• the identifier\nof User in the shop\ntotal Number 2 总数\nTotal of all";
    let text = format!(
        "{}响应示例\n<a_b_response><user><id>1</id></user><total>2</total></a_b_response>",
        page("", response)
    );
    let read = outline(&document(&text).response);
    let expected = "user User \"用户\"\n  id Number =\"1\" \"the identifier\\nof User in the shop\"\ntotal Number =\"2\" \"总数\\nTotal of all\"\n";
    assert_eq!(read, expected);
}

#[test]
fn error_codes_come_in_every_form() {
    for table in [
        "错误码 错误描述 解决方案\nisv.a 甲 乙 丙\n4001 丁",
        "错误码\t错误描述\t解决方案\nisv.a\t甲\t乙 丙\n4001\t丁",
        "错误码\n错误描述\n解决方案\nisv.a\n甲\n乙 丙\n4001\n丁",
        "| 错误码 | 错误描述 | 解决方案 |\n| --- | --- | --- |\n| isv.a | 甲 | 乙 丙 |\n| 4001 | 丁 | |",
    ] {
        let document = document(&format!("{}错误码解释\n\n{table}\n\nAPI工具\n", page("", "")));
        let codes: Vec<_> =
            document.error_codes.iter().map(|code| [&*code.code, &code.message, &code.solution]).collect();
        assert_eq!(codes, [["isv.a", "甲", "乙 丙"], ["4001", "丁", ""]], "{table}");
    }
}

#[test]
fn several_pages_give_several_documents() {
    let both = documents(&format!("{}{}", WHOLE.trim_end(), WHOLE.replace("taobao.bakery", "tmall.bakery")));
    assert_eq!(both.len(), 2);
    assert_whole(&both[0]);
    assert_eq!(both[1].method, "tmall.bakery.order.create");
    assert_eq!(outline(&both[1].request), REQUEST);
    let answers = "taobao.a.b (甲)\n\n响应参数\n\n名称 类型 示例值 描述\na String 1 甲\n";
    assert_eq!(documents(&format!("{answers}{answers}")).len(), 2);
    // A title without a Chinese name, and links to other APIs in a description.
    let linked =
        page("a String 必须 例 见\ntaobao.c.d (另一个)", "").replace("taobao.a.b (甲)", "taobao.a.b");
    let linked = documents(&format!("{linked}\n返回\n顶部\n\n{}", page("", "")));
    assert_eq!(linked.len(), 2);
    assert_eq!(outline(&linked[0].request), "a String ! =\"例\" \"见\\ntaobao.c.d (另一个)\"\n");
}

#[test]
fn a_part_of_a_page_is_doubted() {
    let request_only = WHOLE.split("响应参数\n\n名称").next().unwrap();
    let document = document(request_only);
    assert_eq!(outline(&document.request).lines().count(), REQUEST.lines().count());
    assert!(document.doubts.iter().any(|doubt| doubt.contains("`响应参数`")), "{:?}", document.doubts);
    let cut = crate::document(WHOLE.split("  • 必须\n  • rye").next().unwrap());
    assert!(cut.doubts.iter().any(|doubt| doubt.contains("ends with `grain`")), "{:?}", cut.doubts);
    let without_request =
        crate::document("taobao.a.b (甲)\n\n响应参数\n\n名称 类型 示例值 描述\na String 1 甲\n");
    assert_eq!(outline(&without_request.response), "a String =\"1\" \"甲\"\n");
    assert!(without_request.doubts[0].contains("`请求参数`"), "{:?}", without_request.doubts);
}

#[test]
fn what_is_no_page_is_refused_with_a_remedy() {
    for (text, expected) in [
        ("", "1:1: there is nothing here"),
        ("\n  hello\n", "2:3: this is neither a page of the documentation"),
        ("taobao.a.b (甲)\n\n乙\n", "1:1: no `请求参数` follows this title"),
        ("taobao.a.b (甲)\n\n公共参数\n", "1:1: neither `请求参数` nor `响应参数` follows"),
        ("\n请求参数\n\n名称 类型 是否必须 示例值 更多限制 描述\n", "2:1: no title comes before this"),
        ("<!DOCTYPE html>\n<html><body>taobao.a.b (甲)</body></html>", "1:1: this is the source of a page"),
        ("\n <div class=\"x\">\n taobao.a.b (甲)\n请求参数\n</div>", "2:2: this is the source of a page"),
        ("x\n<table><tr><td>名称</td></tr></table>", "2:1: this is the source of a page"),
    ] {
        let error = error(text).to_string();
        assert!(error.starts_with(expected), "{text}\n{error}");
    }
}
