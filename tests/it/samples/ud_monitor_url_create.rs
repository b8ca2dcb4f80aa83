//! The response of `alibaba.taobao.ud.smart.monitor.url.create` (UD效果外投投放监测链接生成), as it is documented.

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "alibaba.taobao.ud.smart.monitor.url.create", response = Response)]
pub(super) struct Request {}

#[derive(Debug, PartialEq, TopObject)]
pub(super) struct Response {
    result: Option<MonitorUrlTopDTO>,
}

#[derive(Debug, PartialEq, TopObject)]
struct MonitorUrlTopDTO {
    pv_monitor_url: Option<String>,
    click_monitor_url: Option<String>,
    click_url: Option<String>,
    deep_link: Option<String>,
    universal_link: Option<String>,
    monitor_unique_id: Option<String>,
}
