//! `alibaba.idle.interact.loan.callback` (闲鱼借贷回调): a lender reports how a user's loan process on Idle Fish (闲鱼)
//! goes.
//!
//! Documented as [`alibaba.idle.interact.loan.callback`](https://open.taobao.com/api.htm?methodName=alibaba.idle.interact.loan.callback).

use top_core::{TopApi, TopObject};

/// Reports how a loan process goes (闲鱼借贷回调).
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "alibaba.idle.interact.loan.callback", response = AlibabaIdleInteractLoanCallbackResponse, builder)]
pub struct AlibabaIdleInteractLoanCallbackRequest {
    /// The user (用户标识).
    #[top(example = "3")]
    pub user: String,
    /// What is reported (回调信息).
    pub infos: IdleLoanCallbackInfo,
}

/// The state of a loan process.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top(builder)]
pub struct IdleLoanCallbackInfo {
    /// The id of the user (用户id).
    #[top(example = 3)]
    pub user_id: i64,
    /// When the process was submitted (提交时间), documented as text.
    #[top(example = "2025-01-17 16:00:00")]
    pub submit_time: Option<String>,
    /// When the process was completed (完成时间), documented as text.
    #[top(example = "2025-01-17 16:00:00")]
    pub complete_time: Option<String>,
    /// The state of the process (状态).
    #[top(example = "IN_PROCESSING")]
    pub status: String,
    /// The kind of process (类型).
    #[top(example = "CREDIT")]
    pub r#type: String,
    /// The lenders (资方列表).
    #[top(example = "[\"xx\"]")]
    pub fund_products: Option<Vec<String>>,
    /// The number of the credit or loan process (授信/借款流程号).
    #[top(example = "xxx")]
    pub process_no: String,
    /// The number of the channel (渠道号).
    #[top(example = "wzzx")]
    pub channel_id: String,
}

/// The answer of `alibaba.idle.interact.loan.callback`.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
#[top(success = "idle_point_result.success")]
pub struct AlibabaIdleInteractLoanCallbackResponse {
    /// The result (`idlePointResult`).
    pub idle_point_result: Option<IdlePointResult>,
}

/// What became of the report.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub struct IdlePointResult {
    /// Whether the report was accepted (`success`).
    #[top(example = false)]
    pub success: Option<bool>,
    /// What was made of it (`data`).
    #[top(example = "false")]
    pub data: Option<String>,
    /// Why it was not accepted (`err`).
    pub biz_error: Option<BizError>,
}

/// Why a report was not accepted.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub struct BizError {
    /// The code of the error (错误码).
    #[top(example = "xx")]
    pub err_code: Option<String>,
    /// The message of the error (错误信息).
    #[top(example = "xx")]
    pub err_msg: Option<String>,
}
