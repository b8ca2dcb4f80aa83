//! The response of `alibaba.taobao.ud.smart.order.detail.pull` (UD效果外投订单明细拉取), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "alibaba.taobao.ud.smart.order.detail.pull", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    result: Vec<OrderDetailCursorTopDTO>,
    success: Option<bool>,
    error_code: Option<String>,
    cursor_id: Option<String>,
    error_msg: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct OrderDetailCursorTopDTO {
    seller_id: Option<i64>,
    seller_nick: Option<String>,
    brand_id: Option<i64>,
    order_id: Option<i64>,
    sub_order_id: Option<i64>,
    item_id: Option<i64>,
    item_name: Option<String>,
    pay_item_id: Option<i64>,
    pay_item_name: Option<String>,
    order_status: Option<i64>,
    order_create_time: Option<String>,
    pay_fee: Option<i64>,
    due_pay_fee: Option<i64>,
    order_pay_time: Option<String>,
    actual_pay_fee: Option<i64>,
    order_refund_time: Option<String>,
    order_refund_fee: Option<i64>,
    is_ad_order: Option<i64>,
    channel_id: Option<i64>,
    click_time: Option<String>,
    advertiser_id: Option<i64>,
    mid1: Option<String>,
    mid2: Option<String>,
    mid3: Option<String>,
    syn_click_id: Option<String>,
    syn_request_id: Option<String>,
    asyn_click_id: Option<String>,
    asyn_request_id: Option<String>,
    project_id: Option<i64>,
    promotion_id: Option<i64>,
    monitor_unique_id: Option<String>,
    presale_deposit_fee: Option<i64>,
    remaining_payment_fee: Option<i64>,
    is_attr_by_others: Option<i64>,
    campaign_id: Option<i64>,
    adgroup_id: Option<i64>,
    creative_id: Option<i64>,
    buy_amount: Option<i64>,
    shop_name: Option<String>,
    commission_rate: Option<String>,
    commission_fee: Option<i64>,
    item_pic_url: Option<String>,
    c_site: Option<String>,
    c_type: Option<String>,
    b_vid: Option<String>,
}
