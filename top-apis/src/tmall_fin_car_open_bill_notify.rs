//! `tmall.fin.car.open.bill.notify` (天猫汽车金融账单通知): a partner of Tmall's car financing reports the state of a bill.
//!
//! Documented as [`tmall.fin.car.open.bill.notify`](https://open.taobao.com/api.htm?methodName=tmall.fin.car.open.bill.notify)
//! in the category 天猫汽车金融.

use top_core::{DateTime, TopApi, TopObject};

/// Reports the state of a bill (天猫汽车金融账单通知).
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "tmall.fin.car.open.bill.notify", response = TmallFinCarOpenBillNotifyResponse, builder)]
pub struct TmallFinCarOpenBillNotifyRequest {
    /// The bill (账单入参). The misspelt wire name is the platform's.
    #[top(name = "bill_status_equest_top")]
    pub bill_status_request_top: BillStatusRequestTop,
}

/// The state of a bill.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top(builder)]
pub struct BillStatusRequestTop {
    /// The kind of customer (客户类型): `ALI`, a customer of Alibaba (阿里客户).
    #[top(max_len = 32, example = "ALI")]
    pub customer_type: String,
    /// The id of the customer (客户id).
    #[top(max_len = 32, example = "1232")]
    pub customer_id: String,
    /// The kind of document (业务单据类型): `TMALL_CAR`.
    #[top(max_len = 32, example = "TMALL_CAR")]
    pub biz_type: String,
    /// The number of the document (业务单据).
    #[top(max_len = 64, example = "123")]
    pub biz_no: String,
    /// When it happened (事件时间).
    #[top(example = "2019-09-08 22:33:34")]
    pub event_time: DateTime,
    /// Where the request comes from (请求渠道): `GH_APP`, the channel of Guanghui (广汇渠道).
    #[top(max_len = 32, example = "GH_APP")]
    pub channel: String,
    /// The number of the request (请求编号), by which a repeated one is recognised (幂等).
    #[top(max_len = 64, example = "23123")]
    pub req_no: String,
    /// Further information (扩展信息), as JSON text.
    #[top(max_len = 1024, example = "{}")]
    pub extend_info: Option<String>,
}

/// The answer of `tmall.fin.car.open.bill.notify`.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
#[top(success = "result.succeeded", code = "result.code", message = "result.message")]
pub struct TmallFinCarOpenBillNotifyResponse {
    /// The result (结果).
    pub result: Option<BillStatusResponseTop>,
}

/// What became of the report.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub struct BillStatusResponseTop {
    /// The error message (错误消息).
    #[top(example = "异常")]
    pub message: Option<String>,
    /// Whether the report was accepted (是否成功).
    #[top(example = true)]
    pub succeeded: Option<bool>,
    /// Whether to send it again (是否重试).
    #[top(example = false)]
    pub retry: Option<bool>,
    /// The result code (结果码); `10000` is success (10000表示成功).
    #[top(example = "10000")]
    pub code: Option<String>,
}
