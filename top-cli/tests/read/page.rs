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
