//! The response of `taobao.tbk.order.details.get` (淘宝客-推广者-所有订单查询), as it is documented.

use top_core::{Decimal, TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.tbk.order.details.get", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    data: Option<OrderPage>,
}

#[derive(Debug, PartialEq, TopObject)]
struct OrderPage {
    results: Vec<PublisherOrderDto>,
    has_pre: Option<bool>,
    position_index: Option<String>,
    has_next: Option<bool>,
    page_no: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Debug, PartialEq, TopObject)]
struct PublisherOrderDto {
    tb_paid_time: Option<String>,
    tk_paid_time: Option<String>,
    pay_price: Option<String>,
    pub_share_fee: Option<String>,
    trade_id: Option<String>,
    tk_order_role: Option<i64>,
    tk_earning_time: Option<String>,
    adzone_id: Option<i64>,
    pub_share_rate: Option<String>,
    unid: Option<String>,
    refund_tag: Option<i64>,
    subsidy_rate: Option<String>,
    tk_total_rate: Option<String>,
    item_category_name: Option<String>,
    seller_nick: Option<String>,
    pub_id: Option<i64>,
    alimama_rate: Option<String>,
    subsidy_type: Option<String>,
    item_img: Option<String>,
    pub_share_pre_fee: Option<String>,
    alipay_total_price: Option<String>,
    item_title: Option<String>,
    site_name: Option<String>,
    item_num: Option<i64>,
    subsidy_fee: Option<String>,
    alimama_share_fee: Option<String>,
    trade_parent_id: Option<String>,
    order_type: Option<String>,
    tk_create_time: Option<String>,
    flow_source: Option<String>,
    terminal_type: Option<String>,
    click_time: Option<String>,
    tk_status: Option<i64>,
    item_price: Option<String>,
    item_id: Option<String>,
    adzone_name: Option<String>,
    total_commission_rate: Option<String>,
    item_link: Option<String>,
    site_id: Option<i64>,
    seller_shop_title: Option<String>,
    income_rate: Option<String>,
    total_commission_fee: Option<String>,
    special_id: Option<i64>,
    relation_id: Option<i64>,
    deposit_price: Option<String>,
    tb_deposit_time: Option<String>,
    tk_deposit_time: Option<String>,
    tp_order_id: Option<String>,
    service_fee_dto_list: Vec<ServiceFeeDTO>,
    marketing_type: Option<String>,
    modified_time: Option<String>,
    talent_pid: Option<String>,
    tb_gmv_total_price: Option<String>,
    extra_mkt_id: Option<String>,
    untts: Option<String>,
    pub_share_pre_fee_for_commission: Option<Decimal>,
    pub_share_fee_for_commission: Option<Decimal>,
    subsidy_info_dto_list: Vec<SubsidyDetailDTO>,
    pub_share_rate_for_sdy: Option<Decimal>,
    tk_total_rate_for_sdy: Option<Decimal>,
    pub_share_pre_fee_for_sdy: Option<Decimal>,
    pub_share_fee_for_sdy: Option<Decimal>,
    alimm_share_info_dto: Option<AlimmShareInfoDTO>,
    platform_special_service_rate: Option<Decimal>,
    platform_special_service_fee: Option<Decimal>,
    platform_special_share_info_dto: Option<PlatformSpecialShareInfoDTO>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ServiceFeeDTO {
    tk_share_role_type: Option<i64>,
    share_relative_rate: Option<String>,
    share_fee: Option<String>,
    share_pre_fee: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct SubsidyDetailDTO {
    subsidy_type: Option<String>,
    subsidy_rate: Option<Decimal>,
    subsidy_fee: Option<Decimal>,
    subsidy_upper_limit: Option<Decimal>,
    subsidy_share_rate: Option<Decimal>,
}

#[derive(Debug, PartialEq, TopObject)]
struct AlimmShareInfoDTO {
    alimm_tech_service_rate: Option<Decimal>,
    alimm_tech_service_pre_fee: Option<Decimal>,
    alimm_tech_service_fee: Option<Decimal>,
    alimm_agent_service_rate: Option<Decimal>,
    alimm_agent_service_pre_fee: Option<Decimal>,
    alimm_agent_service_fee: Option<Decimal>,
}

#[derive(Debug, PartialEq, TopObject)]
struct PlatformSpecialShareInfoDTO {
    content_tech_service_rate: Option<Decimal>,
    content_tech_service_pre_fee: Option<Decimal>,
    content_tech_service_fee: Option<Decimal>,
    traffic_tech_service_rate: Option<Decimal>,
    traffic_tech_service_pre_fee: Option<Decimal>,
    traffic_tech_service_fee: Option<Decimal>,
}
