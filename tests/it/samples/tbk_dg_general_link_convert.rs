//! The response of `taobao.tbk.dg.general.link.convert` (淘宝客-推广者-万能转链), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.tbk.dg.general.link.convert", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    data: Option<TbkLinkDTO>,
    biz_error_desc: Option<i64>,
    result_msg: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct TbkLinkDTO {
    material_url_list: Vec<MaterialUrlList>,
    shop_url_list: Vec<ShopUrlList>,
    event_url_list: Vec<EventUrlList>,
    item_url_list: Vec<ItemUrlList>,
}

#[derive(Debug, PartialEq, TopObject)]
struct MaterialUrlList {
    msg: Option<String>,
    code: Option<i64>,
    promotion_info_dto: Option<MaterialPromotionInfoDTO>,
    coupon_info_dto: Option<CouponInfoDTO>,
    link_info_dto: Option<LinkInfoDTO>,
    input_material_url: Option<String>,
    extra_info: Option<String>,
    multiple_items_coupon_info_list: Vec<MaterialMultiCouponPromotionInfoDTO>,
}

#[derive(Debug, PartialEq, TopObject)]
struct MaterialPromotionInfoDTO {
    commission_rate: Option<String>,
    commission_type: Option<String>,
    multiple_items_prices_count: Option<i64>,
}

#[derive(Debug, PartialEq, TopObject)]
struct CouponInfoDTO {
    coupon_end_time: Option<String>,
    activity_id: Option<String>,
    coupon_remain_count: Option<i64>,
    coupon_amount: Option<String>,
    coupon_start_time: Option<String>,
    coupon_desc: Option<String>,
    coupon_type: Option<i64>,
}

#[derive(Debug, PartialEq, TopObject)]
struct LinkInfoDTO {
    coupon_long_url: Option<String>,
    material_type: Option<i64>,
    tpwd_origin_url: Option<String>,
    material_id: Option<String>,
    cps_long_url: Option<String>,
    cps_short_tpwd: Option<String>,
    tk_biz_type: Option<i64>,
    coupon_short_tpwd: Option<String>,
    cps_short_url: Option<String>,
    coupon_short_url: Option<String>,
    coupon_full_tpwd: Option<String>,
    cps_full_tpwd: Option<String>,
    share_unit_url: Option<String>,
    tao_brick_url: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct MaterialMultiCouponPromotionInfoDTO {
    coupon_title: Option<String>,
    coupon_desc: Option<String>,
    coupoon_fee: Option<String>,
    coupon_start_time: Option<String>,
    coupon_end_time: Option<String>,
    activity_id: Option<String>,
    coupon_remain_count: Option<i64>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ShopUrlList {
    msg: Option<String>,
    code: Option<i64>,
    link_info_dto: Option<ShopUrlListLinkInfoDTO>,
    input_shop_id: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ShopUrlListLinkInfoDTO {
    material_type: Option<i64>,
    seller_id: Option<String>,
    cps_long_url: Option<String>,
    cps_short_tpwd: Option<String>,
    cps_short_url: Option<String>,
    cps_full_tpwd: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct EventUrlList {
    msg: Option<String>,
    code: Option<i64>,
    link_info_dto: Option<EventUrlListLinkInfoDTO>,
    input_page_id: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct EventUrlListLinkInfoDTO {
    material_type: Option<i64>,
    page_id: Option<String>,
    cps_long_url: Option<String>,
    cps_short_tpwd: Option<String>,
    cps_short_url: Option<String>,
    cps_full_tpwd: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ItemUrlList {
    msg: Option<String>,
    code: Option<i64>,
    promotion_info_dto: Option<ItemPromotionInfoDTO>,
    coupon_info_dto: Option<ItemUrlListCouponInfoDTO>,
    link_info_dto: Option<ItemLinkInfoDTO>,
    input_item_id: Option<String>,
    extra_info: Option<String>,
    multiple_items_coupon_info_list: Vec<ItemMultiCouponPromotionInfoDTO>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ItemPromotionInfoDTO {
    commission_rate: Option<String>,
    commission_type: Option<String>,
    promotion_price: Option<i64>,
    multiple_items_prices_count: Option<i64>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ItemUrlListCouponInfoDTO {
    coupon_end_time: Option<String>,
    activity_id: Option<String>,
    coupon_remain_count: Option<i64>,
    coupon_amount: Option<String>,
    coupon_start_time: Option<String>,
    coupon_desc: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ItemLinkInfoDTO {
    coupon_long_url: Option<String>,
    material_type: Option<i64>,
    item_id: Option<String>,
    cps_long_url: Option<String>,
    cps_short_tpwd: Option<String>,
    coupon_short_tpwd: Option<String>,
    cps_short_url: Option<String>,
    coupon_short_url: Option<String>,
    coupon_full_tpwd: Option<String>,
    cps_full_tpwd: Option<String>,
    share_unit_url: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct ItemMultiCouponPromotionInfoDTO {
    coupon_title: Option<String>,
    coupon_desc: Option<String>,
    coupoon_fee: Option<String>,
    coupon_start_time: Option<String>,
    coupon_end_time: Option<String>,
    activity_id: Option<String>,
    coupon_remain_count: Option<i64>,
}
