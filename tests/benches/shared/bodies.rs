//! The bodies that are read: small ones of the documented APIs, an error, and a thousand nested items.

use std::fmt::Write;

use top_core::{DateTime, Decimal, TopApi, TopObject};

const REQUEST_ID: &str = "16l7w4g9nbtqd";

pub(crate) const PHONE: &str = r#"{"biz_code":"0000","data":{"bank_code":"guangda","state":"UNDER_REVIEW","event_time":1681875560498},"message":"成功""#;

/// The same with the last member first.
pub(crate) const PHONE_TURNED: &str = r#"{"message":"成功","biz_code":"0000","data":{"bank_code":"guangda","state":"UNDER_REVIEW","event_time":1681875560498}"#;

pub(crate) const BILL: &str = r#"{"result":{"message":"异常","succeeded":true,"retry":false,"code":"10000"}"#;

pub(crate) const LOAN: &str = r#"{"idle_point_result":{"success":false,"data":"false","biz_error":{"err_code":"xx","err_msg":"流程不存在"}}"#;

pub(crate) const ERROR: &str = r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.process-not-exist","sub_msg":"流程不存在","request_id":"16l7w4g9nbtqd"}}"#;

/// Returns a response without its wrapper.
pub(crate) fn simplified(response: &str) -> String {
    format!(r#"{response},"request_id":"{REQUEST_ID}"}}"#)
}

/// Returns a response in its wrapper.
pub(crate) fn wrapped(method: &str, response: &str) -> String {
    let method = method.strip_prefix("taobao.").unwrap_or(method).replace('.', "_");
    format!(r#"{{"{method}_response":{}}}"#, simplified(response))
}

/// A request that is answered with many items.
#[derive(TopApi)]
#[top(method = "taobao.items.onsale.get", response = ItemsResponse)]
pub(crate) struct ItemsRequest {}

#[derive(Debug, TopObject)]
pub(crate) struct ItemsResponse {
    pub(crate) items: Vec<Item>,
    pub(crate) total_results: Option<i64>,
}

#[derive(Debug, TopObject)]
pub(crate) struct Item {
    pub(crate) num_iid: Option<i64>,
    pub(crate) title: Option<String>,
    pub(crate) price: Option<Decimal>,
    pub(crate) pic_url: Option<String>,
    pub(crate) num: Option<i64>,
    pub(crate) on_sale: Option<bool>,
    pub(crate) modified: Option<DateTime>,
    pub(crate) seller: Option<Seller>,
}

#[derive(Debug, TopObject)]
pub(crate) struct Seller {
    pub(crate) user_id: Option<i64>,
    pub(crate) nick: Option<String>,
    pub(crate) city: Option<String>,
}

/// How the items are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Wrapped,
    Simplified,
    /// Simplified, with prices as numbers instead of text.
    Numbers,
    /// Simplified, with the title of each at its end.
    Turned,
}

const ITEMS: i64 = 1_000;

pub(crate) fn items(form: Form) -> String {
    let mut list = String::new();
    for index in 0..ITEMS {
        if index > 0 {
            list.push(',');
        }
        let mark = if form == Form::Numbers { "" } else { "\"" };
        let title = format!(r#""title":"全新行货 手机 {index}""#);
        let (before, behind) = if form == Form::Turned {
            (String::new(), format!(",{title}"))
        } else {
            (format!("{title},"), String::new())
        };
        let _ = write!(
            list,
            r#"{{"num_iid":{},{before}"price":{mark}{}.90{mark},"pic_url":"http://img.example.com/bao/uploaded/i{index}.jpg","num":{},"on_sale":{},"modified":"2016-01-01 12:{:02}:{:02}","seller":{{"user_id":{},"nick":"卖家{index}","city":"杭州"}}{behind}}}"#,
            585_773_453_549 + index,
            100 + index,
            index % 97,
            index % 3 == 0,
            index / 60 % 60,
            index % 60,
            2_000_000_000 + index,
        );
    }
    let response = match form {
        Form::Wrapped => format!(r#"{{"items":{{"item":[{list}]}},"total_results":{ITEMS}"#),
        _ => format!(r#"{{"items":[{list}],"total_results":{ITEMS}"#),
    };
    if form == Form::Wrapped { wrapped(ItemsRequest::METHOD, &response) } else { simplified(&response) }
}

/// Returns the same items in XML.
pub(crate) fn items_in_xml() -> String {
    let mut list = String::new();
    for index in 0..ITEMS {
        let _ = write!(
            list,
            "<item><num_iid>{}</num_iid><title>全新行货 手机 {index}</title><price>{}.90</price><pic_url>http://img.example.com/bao/uploaded/i{index}.jpg</pic_url><num>{}</num><on_sale>{}</on_sale><modified>2016-01-01 12:{:02}:{:02}</modified><seller><user_id>{}</user_id><nick>卖家{index}</nick><city>杭州</city></seller></item>",
            585_773_453_549 + index,
            100 + index,
            index % 97,
            index % 3 == 0,
            index / 60 % 60,
            index % 60,
            2_000_000_000 + index,
        );
    }
    format!(
        r#"<?xml version="1.0" encoding="utf-8" ?><items_onsale_get_response><items list="true">{list}</items><total_results>{ITEMS}</total_results><request_id>{REQUEST_ID}</request_id></items_onsale_get_response>"#
    )
}
