//! The response of `taobao.tbk.dg.general.link.parse` (淘宝客-推广者-万能解析), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.tbk.dg.general.link.parse", response = Response)]
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
}

#[derive(Debug, PartialEq, TopObject)]
struct MaterialUrlList {
    msg: Option<String>,
    code: Option<i64>,
    link_info_dto: Option<LinkInfoDTO>,
    input_material_url: Option<String>,
    extra_info: Option<String>,
}

#[derive(Debug, PartialEq, TopObject)]
struct LinkInfoDTO {
    material_type: Option<i64>,
    tpwd_origin_url: Option<String>,
    material_id: Option<String>,
    tk_biz_type: Option<i64>,
    origin_pid: Option<String>,
}
