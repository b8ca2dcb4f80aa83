//! The documented requests, filled with the values of the vectors.

use top_apis::alibaba_idle_interact_loan_callback::{
    AlibabaIdleInteractLoanCallbackRequest, IdleLoanCallbackInfo,
};
use top_apis::phone_bank_credit_process::{BankCreditProcessRequest, PhoneBankCreditProcessRequest};
use top_apis::tmall_fin_car_open_bill_notify::{BillStatusRequestTop, TmallFinCarOpenBillNotifyRequest};

pub(crate) fn phone() -> PhoneBankCreditProcessRequest {
    PhoneBankCreditProcessRequest {
        bank_credit_request: BankCreditProcessRequest {
            bank_code: "guangda".to_owned(),
            new_pay: true,
            new_customer: true,
            event_time: 1_681_875_560_498,
            event_type: "SUBMIT_APPLY".to_owned(),
            open_id: "AAHzVKOdAOIduo9TH9oeO6D6".to_owned(),
        },
    }
}

pub(crate) fn bill() -> TmallFinCarOpenBillNotifyRequest {
    TmallFinCarOpenBillNotifyRequest {
        bill_status_request_top: BillStatusRequestTop {
            customer_type: "ALI".to_owned(),
            customer_id: "1232".to_owned(),
            biz_type: "TMALL_CAR".to_owned(),
            biz_no: "123".to_owned(),
            event_time: "2019-09-08 22:33:34".parse().unwrap(),
            channel: "GH_APP".to_owned(),
            req_no: "23123".to_owned(),
            extend_info: Some("{}".to_owned()),
        },
    }
}

pub(crate) fn loan() -> AlibabaIdleInteractLoanCallbackRequest {
    AlibabaIdleInteractLoanCallbackRequest {
        user: "3".to_owned(),
        infos: IdleLoanCallbackInfo {
            user_id: 3,
            submit_time: Some("2025-01-17 16:00:00".to_owned()),
            complete_time: Some("2025-01-17 16:00:00".to_owned()),
            status: "IN_PROCESSING".to_owned(),
            r#type: "CREDIT".to_owned(),
            fund_products: Some(vec!["xx".to_owned()]),
            process_no: "xxx".to_owned(),
            channel_id: "wzzx".to_owned(),
        },
    }
}
