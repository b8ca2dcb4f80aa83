//! The response of `taobao.tbk.order.refund.get` (淘宝客-推广者-全量维权退款订单查询), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.tbk.order.refund.get", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    data: Option<OrderPage>,
    result_code: Option<i64>,
    biz_error_desc: Option<String>,
    biz_error_code: Option<i64>,
    result_msg: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct OrderPage {
    result: Vec<PublisherRefundOrderDTO>,
    pre_page: Option<i64>,
    next_page: Option<i64>,
    page_no: Option<i64>,
    page_size: Option<i64>,
    has_next: Option<bool>,
    position_index: Option<String>,
    has_pre: Option<bool>,
}

#[derive(Debug, PartialEq, TopObject)]
struct PublisherRefundOrderDTO {
    refund_suit_id: Option<String>,
    tb_trade_parent_id: Option<String>,
    tb_trade_id: Option<String>,
    tb_trade_create_time: Option<String>,
    earning_time: Option<String>,
    tk_refund_time: Option<String>,
    tk_refund_suit_time: Option<String>,
    modified_time: Option<String>,
    item_title: Option<String>,
    tk_order_role: Option<String>,
    refund_status: Option<i64>,
    tb_trade_finish_price: Option<String>,
    refund_fee: Option<String>,
    pub_share_fee: Option<String>,
    tk_commission_fee_refund: Option<String>,
    tk_subsidy_fee_refund: Option<String>,
    tk_commission_alimm_refund_fee: Option<String>,
    tk_subsidy_alimm_refund_fee: Option<String>,
    tk_commission_agent_refund_fee: Option<String>,
    tk_subsidy_agent_refund_fee: Option<String>,
    show_return_fee: Option<String>,
    relation_id: Option<i64>,
    special_id: Option<i64>,
}
