//! Documents of the platform itself, which not every machine has.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use top_cli::document::Parameter;
use top_cli::read;

use crate::render::{self, forms};
use crate::{document, documents, outline};

/// Returns the files of a folder beside the repository, none if it is not there.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn count(parameters: &[Parameter]) -> usize {
    parameters.iter().map(|parameter| 1 + count(&parameter.members)).sum()
}

fn count_in(parameters: &Value) -> usize {
    let parameters = parameters.as_array().map(Vec::as_slice).unwrap_or_default();
    parameters.iter().map(|parameter| 1 + count_in(&parameter["subParams"])).sum()
}

#[test]
fn every_reduced_document_is_read_to_the_last_parameter() {
    let files = files("corpus");
    let mut read = 0;
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let documents = documents(&text);
        assert_eq!(documents.len(), text.lines().count(), "{}", file.display());
        for (document, line) in documents.iter().zip(text.lines()) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(document.method, value["name"]);
            assert_eq!(count(&document.request), count_in(&value["requestParams"]), "{}", document.method);
            assert_eq!(count(&document.response), count_in(&value["responseParams"]), "{}", document.method);
            assert_eq!(document.doubts, [""; 0], "{}", document.method);
            read += 1;
        }
    }
    assert!(files.is_empty() || read == 3911, "{read}");
}

#[test]
fn every_raw_document_is_read_with_samples_and_authorization() {
    for file in files("samples") {
        let text = fs::read_to_string(file).unwrap();
        let document = document(&text);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document.method, value["name"]);
        assert_eq!(count(&document.request), count_in(&value["requestParams"]));
        assert_eq!(count(&document.response), count_in(&value["responseParams"]));
        assert!(document.authorization.is_some());
        assert_eq!(document.samples.xml.unwrap(), value["rspSampleXml"]);
        assert_eq!(document.samples.json.unwrap(), value["rspSampleJson"]);
    }
}

/// Returns a page's outlines of the request and the response, of which a test needs to say no more; `None` if it is not there.
fn page(method: &str) -> Option<(String, String)> {
    let file = files("pages").into_iter().find(|file| file.ends_with(format!("{method}.txt")))?;
    let document = document(&fs::read_to_string(file).unwrap());
    assert_eq!(document.method, method);
    assert_eq!(document.title, document.description);
    assert!(document.samples.xml.unwrap().ends_with("_response>"));
    assert_eq!(document.doubts, [""; 0]);
    Some((outline(&document.request), outline(&document.response)))
}

#[test]
fn the_page_with_a_struct_in_a_struct_is_read_exactly() {
    let Some((request, response)) = page("alibaba.idle.interact.loan.callback") else { return };
    assert_eq!(
        request,
        r#"user String ! ="3" "用户标识"
infos IdleLoanCallbackInfo ! "回调信息"
  user_id Number ! ="3" "用户id"
  submit_time String ="2025-01-17 16:00:00" "提交时间"
  complete_time String ="2025-01-17 16:00:00" "完成时间"
  status String ! ="IN_PROCESSING" "状态"
  type String ! ="CREDIT" "类型"
  fund_products String[] ="[\"xx\"]" "资方列表"
  process_no String ! ="xxx" "授信/借款流程号"
  channel_id String ! ="wzzx" "渠道号"
"#
    );
    assert_eq!(
        response,
        r#"idle_point_result IdlePointResult "idlePointResult"
  success Boolean ="false" "success"
  data String ="false" "data"
  biz_error BizError ="xx" "err"
    err_code String ="xx" "错误码"
    err_msg String ="xx" "错误信息"
"#
    );
}

#[test]
fn the_page_with_rows_around_a_struct_is_read_exactly() {
    let Some((request, response)) = page("taobao.phone.bank.credit.process") else { return };
    assert_eq!(
        request,
        r#"bank_credit_request BankCreditProcessRequest ! "办卡进度的回调"
  bank_code String ! ="guangda" "银行编码"
  new_pay Boolean ! ="true" "是否该自然人首刷"
  new_customer Boolean ! ="true" "是否该自然人首卡"
  event_time Number ! ="1681875560498" "事件时间时间戳"
  event_type String ! ="SUBMIT_APPLY" "事件类型"
  open_id String ! ="AAHzVKOdAOIduo9TH9oeO6D6" "用户的openId"
"#
    );
    assert_eq!(
        response,
        r#"biz_code String ="0000" "返回的结果码"
data BankCreditResponse "响应结果"
  bank_code String ="guangda" "银行编码"
  state String ="UNDER_REVIEW" "用户在该行的申请状态"
  event_time Number ="1681875560498" "事件发生的时间戳"
message String ="成功" "响应说明"
"#
    );
}

#[test]
fn the_page_with_limits_is_read_exactly() {
    let Some((request, response)) = page("tmall.fin.car.open.bill.notify") else { return };
    assert_eq!(
        request,
        r#"bill_status_equest_top BillStatusRequestTop ! "账单入参"
  customer_type String ! ="ALI" length=32 "客户类型:ALI 阿里客户"
  customer_id String ! ="1232" length=32 "客户id"
  biz_type String ! ="TMALL_CAR" length=32 "业务单据类型:TMALL_CAR"
  biz_no String ! ="123" length=64 "业务单据"
  event_time Date ! ="2019-09-08 22:33:34" "事件时间"
  channel String ! ="GH_APP" length=32 "请求渠道:GH_APP 广汇渠道"
  req_no String ! ="23123" length=64 "请求编号:幂等"
  extend_info String ="{}" length=1024 "扩展信息 json格式"
"#
    );
    assert_eq!(
        response,
        r#"result BillStatusResponseTop "结果"
  message String ="异常" "错误消息"
  succeeded Boolean ="true" "是否成功"
  retry Boolean ="false" "是否重试"
  code String ="10000" "结果码:10000表示成功"
"#
    );
}

#[test]
fn pages_glued_together_are_read_one_by_one() {
    let files = files("pages");
    let texts: Vec<_> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let alone: Vec<_> = texts.iter().map(|text| (document(text).request, document(text).response)).collect();
    for glue in ["\n", ""] {
        let all: Vec<_> = texts.iter().map(|text| text.trim_end()).collect();
        if !files.is_empty() {
            let together = documents(&all.join(glue)).into_iter();
            assert!(
                together.map(|document| (document.request, document.response)).eq(alone.clone()),
                "{glue:?}"
            );
        }
    }
}

/// Leaves what a page says of parameters, with an example for every leaf.
fn as_on_a_page(parameters: &mut [Parameter], is_request: bool) {
    for parameter in parameters {
        parameter.is_required &= is_request;
        parameter.example = if parameter.members.is_empty() { "xx".to_owned() } else { String::new() };
        parameter.description = parameter.description.split_whitespace().collect::<Vec<_>>().join(" ");
        as_on_a_page(&mut parameter.members, is_request);
    }
}

#[test]
fn every_reduced_document_is_read_back_from_a_page() {
    let texts = files("corpus").into_iter().map(|file| fs::read_to_string(file).unwrap());
    let documents = texts.flat_map(|text| documents(&text));
    let mut lost = Vec::new();
    for (mut document, form) in documents.zip(forms().into_iter().cycle()) {
        as_on_a_page(&mut document.request, true);
        as_on_a_page(&mut document.response, false);
        let page = render::page(&document, form);
        let read = read::documents(page.as_bytes()).swap_remove(0).unwrap();
        if read.request != document.request || read.response != document.response {
            lost.push(document.method);
        }
    }
    // Descriptions that read as limits, as JSON, or as the next parameter where empty cells are not there.
    assert!(lost.len() <= 8, "{lost:?}");
}
