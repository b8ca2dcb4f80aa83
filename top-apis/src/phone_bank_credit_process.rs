//! `taobao.phone.bank.credit.process` (虚拟话费任务银行信用卡办理进度回传): a bank reports how far a user's credit card
//! application has come, for a task that is rewarded with phone credit.
//!
//! Documented as [`taobao.phone.bank.credit.process`](https://open.taobao.com/api.htm?methodName=taobao.phone.bank.credit.process)
//! in the category 阿里通信API.

use top_core::{TopApi, TopObject};

/// Reports the progress of a credit card application (虚拟话费任务银行信用卡办理进度回传).
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.phone.bank.credit.process", response = PhoneBankCreditProcessResponse, builder)]
pub struct PhoneBankCreditProcessRequest {
    /// The progress of the application (办卡进度的回调).
    pub bank_credit_request: BankCreditProcessRequest,
}

/// The progress of a credit card application.
#[derive(Debug, Clone, PartialEq, TopObject)]
#[top(builder)]
pub struct BankCreditProcessRequest {
    /// The code of the bank (银行编码).
    #[top(example = "guangda")]
    pub bank_code: String,
    /// Whether it is the person's first payment with the card (是否该自然人首刷).
    #[top(example = true)]
    pub new_pay: bool,
    /// Whether it is the person's first card of the bank (是否该自然人首卡).
    #[top(example = true)]
    pub new_customer: bool,
    /// When it happened (事件时间时间戳), in milliseconds since the Unix epoch.
    #[top(example = 1681875560498)]
    pub event_time: i64,
    /// What happened (事件类型).
    #[top(example = "SUBMIT_APPLY")]
    pub event_type: String,
    /// The user's open id (用户的openId).
    #[top(example = "AAHzVKOdAOIduo9TH9oeO6D6")]
    pub open_id: String,
}

/// The answer of `taobao.phone.bank.credit.process`.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
#[top(success = "biz_code", ok = "0000", code = "biz_code", message = "message")]
pub struct PhoneBankCreditProcessResponse {
    /// The result code (返回的结果码).
    #[top(example = "0000")]
    pub biz_code: Option<String>,
    /// The result (响应结果).
    pub data: Option<BankCreditResponse>,
    /// What the result code says (响应说明).
    #[top(example = "成功")]
    pub message: Option<String>,
}

/// Where the user's application stands.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub struct BankCreditResponse {
    /// The code of the bank (银行编码).
    #[top(example = "guangda")]
    pub bank_code: Option<String>,
    /// The state of the user's application at the bank (用户在该行的申请状态).
    #[top(example = "UNDER_REVIEW")]
    pub state: Option<String>,
    /// When it happened (事件发生的时间戳), in milliseconds since the Unix epoch.
    #[top(example = 1681875560498)]
    pub event_time: Option<i64>,
}
