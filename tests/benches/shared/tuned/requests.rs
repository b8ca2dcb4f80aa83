//! The requests, one function each.

#![allow(clippy::unnecessary_wraps, reason = "requests without a rule are prepared as the others are")]

use top_apis::alibaba_idle_interact_loan_callback::AlibabaIdleInteractLoanCallbackRequest;
use top_apis::phone_bank_credit_process::PhoneBankCreditProcessRequest;
use top_apis::tmall_fin_car_open_bill_notify::TmallFinCarOpenBillNotifyRequest;
use top_core::DateTime;

use super::{
    Broken, Tuned, fits, fits_if_any, is_there, write_boolean, write_date, write_number, write_text,
};
use crate::shared::subjects::{DeepRequest, Flat, Node, WideRequest};

pub(crate) fn phone(
    tuned: &mut Tuned,
    request: &PhoneBankCreditProcessRequest,
    timestamp: DateTime,
) -> Result<Vec<u8>, Broken> {
    let progress = &request.bank_credit_request;
    tuned.start();
    tuned.written("bank_credit_request", |out| {
        out.extend_from_slice(b"{\"bank_code\":");
        write_text(out, &progress.bank_code);
        out.extend_from_slice(b",\"new_pay\":");
        write_boolean(out, progress.new_pay);
        out.extend_from_slice(b",\"new_customer\":");
        write_boolean(out, progress.new_customer);
        out.extend_from_slice(b",\"event_time\":");
        write_number(out, progress.event_time);
        out.extend_from_slice(b",\"event_type\":");
        write_text(out, &progress.event_type);
        out.extend_from_slice(b",\"open_id\":");
        write_text(out, &progress.open_id);
        out.push(b'}');
    });
    tuned.format_and_method("taobao.phone.bank.credit.process");
    tuned.session_to_simplify();
    tuned.timestamp(timestamp);
    tuned.pair("v", b"2.0");
    Ok(tuned.finish())
}

pub(crate) fn bill(
    tuned: &mut Tuned,
    request: &TmallFinCarOpenBillNotifyRequest,
    timestamp: DateTime,
) -> Result<Vec<u8>, Broken> {
    let bill = &request.bill_status_request_top;
    let is_valid = fits(&bill.customer_type, 32)
        && fits(&bill.customer_id, 32)
        && fits(&bill.biz_type, 32)
        && fits(&bill.biz_no, 64)
        && fits(&bill.channel, 32)
        && fits(&bill.req_no, 64)
        && fits_if_any(bill.extend_info.as_ref(), 1024);
    if !is_valid {
        return Err(Broken);
    }
    tuned.start();
    tuned.written("bill_status_equest_top", |out| {
        out.extend_from_slice(b"{\"customer_type\":");
        write_text(out, &bill.customer_type);
        out.extend_from_slice(b",\"customer_id\":");
        write_text(out, &bill.customer_id);
        out.extend_from_slice(b",\"biz_type\":");
        write_text(out, &bill.biz_type);
        out.extend_from_slice(b",\"biz_no\":");
        write_text(out, &bill.biz_no);
        out.extend_from_slice(b",\"event_time\":\"");
        write_date(out, bill.event_time);
        out.extend_from_slice(b"\",\"channel\":");
        write_text(out, &bill.channel);
        out.extend_from_slice(b",\"req_no\":");
        write_text(out, &bill.req_no);
        if let Some(extend_info) = &bill.extend_info {
            out.extend_from_slice(b",\"extend_info\":");
            write_text(out, extend_info);
        }
        out.push(b'}');
    });
    tuned.format_and_method("tmall.fin.car.open.bill.notify");
    tuned.session_to_simplify();
    tuned.timestamp(timestamp);
    tuned.pair("v", b"2.0");
    Ok(tuned.finish())
}

pub(crate) fn loan(
    tuned: &mut Tuned,
    request: &AlibabaIdleInteractLoanCallbackRequest,
    timestamp: DateTime,
) -> Result<Vec<u8>, Broken> {
    if !is_there(&request.user) {
        return Err(Broken);
    }
    let infos = &request.infos;
    tuned.start();
    tuned.pair("format", b"json");
    tuned.written("infos", |out| {
        out.extend_from_slice(b"{\"user_id\":");
        write_number(out, infos.user_id);
        if let Some(submit_time) = &infos.submit_time {
            out.extend_from_slice(b",\"submit_time\":");
            write_text(out, submit_time);
        }
        if let Some(complete_time) = &infos.complete_time {
            out.extend_from_slice(b",\"complete_time\":");
            write_text(out, complete_time);
        }
        out.extend_from_slice(b",\"status\":");
        write_text(out, &infos.status);
        out.extend_from_slice(b",\"type\":");
        write_text(out, &infos.r#type);
        if let Some(fund_products) = &infos.fund_products {
            out.extend_from_slice(b",\"fund_products\":[");
            for (index, product) in fund_products.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_text(out, product);
            }
            out.push(b']');
        }
        out.extend_from_slice(b",\"process_no\":");
        write_text(out, &infos.process_no);
        out.extend_from_slice(b",\"channel_id\":");
        write_text(out, &infos.channel_id);
        out.push(b'}');
    });
    tuned.pair("method", b"alibaba.idle.interact.loan.callback");
    tuned.session_to_simplify();
    tuned.timestamp(timestamp);
    tuned.pair("user", request.user.as_bytes());
    tuned.pair("v", b"2.0");
    Ok(tuned.finish())
}

pub(crate) fn flat(tuned: &mut Tuned, request: &Flat, timestamp: DateTime) -> Result<Vec<u8>, Broken> {
    let required = [&request.title, &request.desc, &request.r#type, &request.stuff_status];
    let is_valid = required.into_iter().all(|text| is_there(text))
        && is_there(&request.location_state)
        && is_there(&request.location_city)
        && fits(&request.title, 120)
        && fits(&request.desc, 200)
        && fits(&request.location_state, 16)
        && fits(&request.location_city, 16)
        && fits_if_any(request.props.as_ref(), 512)
        && fits_if_any(request.outer_id.as_ref(), 64)
        && request.seller_cids.as_ref().is_none_or(|cids| {
            cids.len() <= 10 && cids.iter().all(|cid| is_there(cid) && !cid.contains(','))
        });
    if !is_valid {
        return Err(Broken);
    }
    let flag = |value: bool| if value { &b"true"[..] } else { b"false" };
    tuned.start();
    if let Some(approve_status) = request.approve_status.as_ref().filter(|text| is_there(text)) {
        tuned.pair("approve_status", approve_status.as_bytes());
    }
    if let Some(auto_repost) = request.auto_repost {
        tuned.pair("auto_repost", flag(auto_repost));
    }
    tuned.written("cid", |out| write_number(out, request.cid));
    tuned.pair("desc", request.desc.as_bytes());
    tuned.pair("format", b"json");
    if let Some(freight_payer) = request.freight_payer.as_ref().filter(|text| is_there(text)) {
        tuned.pair("freight_payer", freight_payer.as_bytes());
    }
    if let Some(has_invoice) = request.has_invoice {
        tuned.pair("has_invoice", flag(has_invoice));
    }
    if let Some(has_warranty) = request.has_warranty {
        tuned.pair("has_warranty", flag(has_warranty));
    }
    if let Some(list_time) = request.list_time {
        tuned.written("list_time", |out| write_date(out, list_time));
    }
    tuned.pair("location_city", request.location_city.as_bytes());
    tuned.pair("location_state", request.location_state.as_bytes());
    tuned.pair("method", b"taobao.item.add");
    tuned.written("num", |out| write_number(out, request.num));
    if let Some(outer_id) = request.outer_id.as_ref().filter(|text| is_there(text)) {
        tuned.pair("outer_id", outer_id.as_bytes());
    }
    if let Some(postage_id) = request.postage_id {
        tuned.written("postage_id", |out| write_number(out, postage_id));
    }
    tuned.pair("price", request.price.as_str().as_bytes());
    if let Some(props) = request.props.as_ref().filter(|text| is_there(text)) {
        tuned.pair("props", props.as_bytes());
    }
    if let Some(cids) = request.seller_cids.as_ref().filter(|cids| !cids.is_empty()) {
        tuned.written("seller_cids", |out| {
            for (index, cid) in cids.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(cid.as_bytes());
            }
        });
    }
    tuned.session_to_simplify();
    tuned.pair("stuff_status", request.stuff_status.as_bytes());
    tuned.timestamp(timestamp);
    tuned.pair("title", request.title.as_bytes());
    tuned.pair("type", request.r#type.as_bytes());
    tuned.pair("v", b"2.0");
    if let Some(valid_thru) = request.valid_thru {
        tuned.written("valid_thru", |out| write_number(out, valid_thru));
    }
    Ok(tuned.finish())
}

pub(crate) fn wide(tuned: &mut Tuned, request: &WideRequest, timestamp: DateTime) -> Result<Vec<u8>, Broken> {
    if !request.vehicle.is_valid(fits) {
        return Err(Broken);
    }
    tuned.start();
    tuned.format_and_method("taobao.car.vehicleinfo.register");
    tuned.session_to_simplify();
    tuned.timestamp(timestamp);
    tuned.pair("v", b"2.0");
    tuned.written("vehicle", |out| {
        let start = out.len();
        request.vehicle.write(out, write_text, write_number);
        // In place of the comma before the first member.
        out[start] = b'{';
        out.push(b'}');
    });
    Ok(tuned.finish())
}

pub(crate) fn deep(tuned: &mut Tuned, request: &DeepRequest, timestamp: DateTime) -> Result<Vec<u8>, Broken> {
    if !is_node_valid(&request.order) {
        return Err(Broken);
    }
    tuned.start();
    tuned.format_and_method("taobao.qimen.deliveryorder.batchcreate");
    tuned.written("order", |out| write_node(out, &request.order));
    tuned.session_to_simplify();
    tuned.timestamp(timestamp);
    tuned.pair("v", b"2.0");
    Ok(tuned.finish())
}

fn is_node_valid(node: &Node) -> bool {
    fits(&node.code, 50)
        && fits_if_any(node.remark.as_ref(), 500)
        && node.lines.as_ref().is_none_or(|lines| lines.iter().all(is_node_valid))
}

fn write_node(out: &mut Vec<u8>, node: &Node) {
    out.extend_from_slice(b"{\"code\":");
    write_text(out, &node.code);
    out.extend_from_slice(b",\"quantity\":");
    write_number(out, node.quantity);
    if let Some(remark) = &node.remark {
        out.extend_from_slice(b",\"remark\":");
        write_text(out, remark);
    }
    if let Some(lines) = &node.lines {
        out.extend_from_slice(b",\"lines\":[");
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_node(out, line);
        }
        out.push(b']');
    }
    out.push(b'}');
}
