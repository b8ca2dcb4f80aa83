//! The response of `alibaba.taobao.ud.smart.order.collect.cart.detail.pull` (UD效果外投收藏加购明细拉取), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "alibaba.taobao.ud.smart.order.collect.cart.detail.pull", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    success: Option<bool>,
    error_code: Option<String>,
    error_msg: Option<String>,
    cursor_id: Option<String>,
    result: Vec<OrderDetailCursorTopDTO>,
}

#[derive(Debug, PartialEq, TopObject)]
struct OrderDetailCursorTopDTO {
    seller_id: Option<i64>,
    seller_nick: Option<String>,
    brand_id: Option<i64>,
    order_id: Option<String>,
    sub_order_id: Option<String>,
    item_id: Option<i64>,
    shop_name: Option<String>,
    conv_item_id: Option<i64>,
    conv_item_name: Option<String>,
    conv_type: Option<i64>,
    due_pay_fee: Option<i64>,
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
    campaign_id: Option<i64>,
    adgroup_id: Option<i64>,
    creative_id: Option<i64>,
    conv_time: Option<String>,
}
