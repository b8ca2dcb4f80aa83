//! Calls prepared as a blog post would have it: a sorted map of owned texts, `serde_json`, `format!`. It makes the same
//! checks and gives the same bytes.

#![allow(clippy::format_collect, reason = "blogs do not mind")]
#![allow(clippy::unnecessary_wraps, reason = "requests without a rule are prepared as the others are")]

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use serde::Serialize;
use sha2::Sha256;
use top_apis::alibaba_idle_interact_loan_callback::AlibabaIdleInteractLoanCallbackRequest;
use top_apis::phone_bank_credit_process::PhoneBankCreditProcessRequest;
use top_apis::tmall_fin_car_open_bill_notify::TmallFinCarOpenBillNotifyRequest;
use top_core::{DateTime, SignMethod};

use super::prepare::{APP_KEY, APP_SECRET, SESSION};
use super::subjects::{DeepRequest, Flat, Node, WideRequest};
use super::tuned::Broken;

pub(crate) struct Blog {
    pub(crate) method: SignMethod,
}

impl Blog {
    fn call(&self, method: &str, timestamp: DateTime, mut params: BTreeMap<String, String>) -> String {
        let mut add = |name: &str, value: &str| params.insert(name.to_string(), value.to_string());
        add("method", method);
        add("app_key", APP_KEY);
        add("session", SESSION);
        add("timestamp", &timestamp.to_string());
        add("v", "2.0");
        add("format", "json");
        add("simplify", "true");
        add("sign_method", self.method.as_str());
        params.retain(|_, value| !value.trim().is_empty());

        let mut text = String::new();
        for (name, value) in &params {
            text.push_str(name);
            text.push_str(value);
        }
        let digest = match self.method {
            SignMethod::Md5 => Md5::digest(format!("{APP_SECRET}{text}{APP_SECRET}")).to_vec(),
            SignMethod::Hmac => {
                let mut mac = Hmac::<Md5>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
                mac.update(text.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            _ => {
                let mut mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
                mac.update(text.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
        };
        let sign: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&params);
        form.append_pair("sign", &sign);
        form.finish()
    }
}

fn check(text: &str, limit: usize) -> Result<(), Broken> {
    if text.encode_utf16().count() > limit { Err(Broken) } else { Ok(()) }
}

fn check_required(text: &str) -> Result<(), Broken> {
    if text.trim().is_empty() { Err(Broken) } else { Ok(()) }
}

fn of_one(name: &str, json: String) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_string(), json)])
}

#[derive(Serialize)]
struct Progress<'a> {
    bank_code: &'a str,
    new_pay: bool,
    new_customer: bool,
    event_time: i64,
    event_type: &'a str,
    open_id: &'a str,
}

pub(crate) fn phone(
    blog: &Blog,
    request: &PhoneBankCreditProcessRequest,
    timestamp: DateTime,
) -> Result<String, Broken> {
    let progress = &request.bank_credit_request;
    let progress = Progress {
        bank_code: &progress.bank_code,
        new_pay: progress.new_pay,
        new_customer: progress.new_customer,
        event_time: progress.event_time,
        event_type: &progress.event_type,
        open_id: &progress.open_id,
    };
    let params = of_one("bank_credit_request", serde_json::to_string(&progress).unwrap());
    Ok(blog.call("taobao.phone.bank.credit.process", timestamp, params))
}

#[derive(Serialize)]
struct Bill<'a> {
    customer_type: &'a str,
    customer_id: &'a str,
    biz_type: &'a str,
    biz_no: &'a str,
    event_time: String,
    channel: &'a str,
    req_no: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    extend_info: Option<&'a str>,
}

pub(crate) fn bill(
    blog: &Blog,
    request: &TmallFinCarOpenBillNotifyRequest,
    timestamp: DateTime,
) -> Result<String, Broken> {
    let bill = &request.bill_status_request_top;
    check(&bill.customer_type, 32)?;
    check(&bill.customer_id, 32)?;
    check(&bill.biz_type, 32)?;
    check(&bill.biz_no, 64)?;
    check(&bill.channel, 32)?;
    check(&bill.req_no, 64)?;
    check(bill.extend_info.as_deref().unwrap_or_default(), 1024)?;
    let bill = Bill {
        customer_type: &bill.customer_type,
        customer_id: &bill.customer_id,
        biz_type: &bill.biz_type,
        biz_no: &bill.biz_no,
        event_time: bill.event_time.to_string(),
        channel: &bill.channel,
        req_no: &bill.req_no,
        extend_info: bill.extend_info.as_deref(),
    };
    let params = of_one("bill_status_equest_top", serde_json::to_string(&bill).unwrap());
    Ok(blog.call("tmall.fin.car.open.bill.notify", timestamp, params))
}

#[derive(Serialize)]
struct Infos<'a> {
    user_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    submit_time: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complete_time: Option<&'a str>,
    status: &'a str,
    r#type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fund_products: Option<&'a [String]>,
    process_no: &'a str,
    channel_id: &'a str,
}

pub(crate) fn loan(
    blog: &Blog,
    request: &AlibabaIdleInteractLoanCallbackRequest,
    timestamp: DateTime,
) -> Result<String, Broken> {
    check_required(&request.user)?;
    let infos = &request.infos;
    let infos = Infos {
        user_id: infos.user_id,
        submit_time: infos.submit_time.as_deref(),
        complete_time: infos.complete_time.as_deref(),
        status: &infos.status,
        r#type: &infos.r#type,
        fund_products: infos.fund_products.as_deref(),
        process_no: &infos.process_no,
        channel_id: &infos.channel_id,
    };
    let mut params = of_one("infos", serde_json::to_string(&infos).unwrap());
    params.insert("user".to_string(), request.user.clone());
    Ok(blog.call("alibaba.idle.interact.loan.callback", timestamp, params))
}

pub(crate) fn flat(blog: &Blog, request: &Flat, timestamp: DateTime) -> Result<String, Broken> {
    let required = [&request.title, &request.desc, &request.r#type, &request.stuff_status];
    for text in required.into_iter().chain([&request.location_state, &request.location_city]) {
        check_required(text)?;
    }
    check(&request.title, 120)?;
    check(&request.desc, 200)?;
    check(&request.location_state, 16)?;
    check(&request.location_city, 16)?;
    check(request.props.as_deref().unwrap_or_default(), 512)?;
    check(request.outer_id.as_deref().unwrap_or_default(), 64)?;
    let cids = request.seller_cids.as_deref().unwrap_or_default();
    if cids.len() > 10 || cids.iter().any(|cid| cid.trim().is_empty() || cid.contains(',')) {
        return Err(Broken);
    }
    let mut params = BTreeMap::new();
    params.insert("title".to_string(), request.title.clone());
    params.insert("desc".to_string(), request.desc.clone());
    params.insert("num".to_string(), request.num.to_string());
    params.insert("price".to_string(), request.price.to_string());
    params.insert("type".to_string(), request.r#type.clone());
    params.insert("stuff_status".to_string(), request.stuff_status.clone());
    params.insert("location_state".to_string(), request.location_state.clone());
    params.insert("location_city".to_string(), request.location_city.clone());
    params.insert("cid".to_string(), request.cid.to_string());
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            params.insert(name.to_string(), value);
        }
    };
    add("props", request.props.clone());
    add("outer_id", request.outer_id.clone());
    add("approve_status", request.approve_status.clone());
    add("freight_payer", request.freight_payer.clone());
    add("valid_thru", request.valid_thru.map(|number| number.to_string()));
    add("has_invoice", request.has_invoice.map(|value| value.to_string()));
    add("has_warranty", request.has_warranty.map(|value| value.to_string()));
    add("auto_repost", request.auto_repost.map(|value| value.to_string()));
    add("list_time", request.list_time.map(|date| date.to_string()));
    add("seller_cids", request.seller_cids.as_ref().map(|cids| cids.join(",")));
    add("postage_id", request.postage_id.map(|number| number.to_string()));
    Ok(blog.call("taobao.item.add", timestamp, params))
}

pub(crate) fn wide(blog: &Blog, request: &WideRequest, timestamp: DateTime) -> Result<String, Broken> {
    if !request.vehicle.is_valid(|text, limit| text.encode_utf16().count() <= limit) {
        return Err(Broken);
    }
    let params = of_one("vehicle", serde_json::to_string(&request.vehicle).unwrap());
    Ok(blog.call("taobao.car.vehicleinfo.register", timestamp, params))
}

pub(crate) fn deep(blog: &Blog, request: &DeepRequest, timestamp: DateTime) -> Result<String, Broken> {
    check_node(&request.order)?;
    let params = of_one("order", serde_json::to_string(&request.order).unwrap());
    Ok(blog.call("taobao.qimen.deliveryorder.batchcreate", timestamp, params))
}

fn check_node(node: &Node) -> Result<(), Broken> {
    check(&node.code, 50)?;
    check(node.remark.as_deref().unwrap_or_default(), 500)?;
    node.lines.iter().flatten().try_for_each(check_node)
}
