//! APIs of the Taobao Open Platform (TOP, 淘宝开放平台), declared with [`top_core`].
//!
//! One file an API, and nothing in it but what the platform's documentation says. Call them with `top_core::Client`
//! (feature `client` of `top-core`), or try them against `top_core::sandbox` (feature `sandbox`).
//!
//! | method | module | request |
//! |---|---|---|
//! | `taobao.phone.bank.credit.process` 虚拟话费任务银行信用卡办理进度回传 | [`phone_bank_credit_process`] | [`PhoneBankCreditProcessRequest`] |
//! | `tmall.fin.car.open.bill.notify` 天猫汽车金融账单通知 | [`tmall_fin_car_open_bill_notify`] | [`TmallFinCarOpenBillNotifyRequest`] |
//! | `alibaba.idle.interact.loan.callback` 闲鱼借贷回调 | [`alibaba_idle_interact_loan_callback`] | [`AlibabaIdleInteractLoanCallbackRequest`] |

pub mod phone_bank_credit_process;

pub mod tmall_fin_car_open_bill_notify;

pub mod alibaba_idle_interact_loan_callback;

use top_core::TopApi;
use top_core::describe::Registry;

pub use self::alibaba_idle_interact_loan_callback::AlibabaIdleInteractLoanCallbackRequest;
pub use self::phone_bank_credit_process::PhoneBankCreditProcessRequest;
pub use self::tmall_fin_car_open_bill_notify::TmallFinCarOpenBillNotifyRequest;

/// Every API of this crate, in ascending order of the methods.
///
/// ```
/// let api = top_apis::APIS.get("tmall.fin.car.open.bill.notify").unwrap();
/// assert_eq!(api.request().fields()[0].wire_name(), "bill_status_equest_top");
/// ```
pub static APIS: Registry = Registry::new(&[
    AlibabaIdleInteractLoanCallbackRequest::API,
    PhoneBankCreditProcessRequest::API,
    TmallFinCarOpenBillNotifyRequest::API,
]);
