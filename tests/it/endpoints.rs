//! The three documented APIs over real HTTP: what goes out, and what comes back.

use serde_json::{Value, json};
use top_apis::alibaba_idle_interact_loan_callback::{
    AlibabaIdleInteractLoanCallbackRequest, AlibabaIdleInteractLoanCallbackResponse, BizError,
    IdleLoanCallbackInfo, IdlePointResult,
};
use top_apis::phone_bank_credit_process::{
    BankCreditProcessRequest, BankCreditResponse, PhoneBankCreditProcessRequest,
    PhoneBankCreditProcessResponse,
};
use top_apis::tmall_fin_car_open_bill_notify::{
    BillStatusRequestTop, BillStatusResponseTop, TmallFinCarOpenBillNotifyRequest,
    TmallFinCarOpenBillNotifyResponse,
};
use top_core::sandbox::Sandbox;
use top_core::{SignMethod, TopApi};

#[allow(clippy::unnecessary_wraps, reason = "every documented response member is optional")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn phone() -> (PhoneBankCreditProcessRequest, PhoneBankCreditProcessResponse) {
    let request = PhoneBankCreditProcessRequest {
        bank_credit_request: BankCreditProcessRequest {
            bank_code: "guangda".to_owned(),
            new_pay: true,
            new_customer: true,
            event_time: 1_681_875_560_498,
            event_type: "SUBMIT_APPLY".to_owned(),
            open_id: "AAHzVKOdAOIduo9TH9oeO6D6".to_owned(),
        },
    };
    let response = PhoneBankCreditProcessResponse {
        biz_code: text("0000"),
        data: Some(BankCreditResponse {
            bank_code: text("guangda"),
            state: text("UNDER_REVIEW"),
            event_time: Some(1_681_875_560_498),
        }),
        message: text("成功"),
    };
    (request, response)
}

fn bill() -> (TmallFinCarOpenBillNotifyRequest, TmallFinCarOpenBillNotifyResponse) {
    let request = TmallFinCarOpenBillNotifyRequest {
        bill_status_request_top: BillStatusRequestTop {
            customer_type: "ALI".to_owned(),
            customer_id: "1232".to_owned(),
            biz_type: "TMALL_CAR".to_owned(),
            biz_no: "123".to_owned(),
            event_time: "2019-09-08 22:33:34".parse().unwrap(),
            channel: "GH_APP".to_owned(),
            req_no: "23123".to_owned(),
            extend_info: text("{}"),
        },
    };
    let response = TmallFinCarOpenBillNotifyResponse {
        result: Some(BillStatusResponseTop {
            message: text("异常"),
            succeeded: Some(true),
            retry: Some(false),
            code: text("10000"),
        }),
    };
    (request, response)
}

fn loan() -> (AlibabaIdleInteractLoanCallbackRequest, AlibabaIdleInteractLoanCallbackResponse) {
    let request = AlibabaIdleInteractLoanCallbackRequest {
        user: "3".to_owned(),
        infos: IdleLoanCallbackInfo {
            user_id: 3,
            submit_time: text("2025-01-17 16:00:00"),
            complete_time: None,
            status: "IN_PROCESSING".to_owned(),
            r#type: "CREDIT".to_owned(),
            fund_products: Some(vec!["xx".to_owned(), "资方,二".to_owned()]),
            process_no: "xxx".to_owned(),
            channel_id: "wzzx".to_owned(),
        },
    };
    let response = AlibabaIdleInteractLoanCallbackResponse {
        idle_point_result: Some(IdlePointResult {
            success: Some(false),
            data: text("false"),
            biz_error: Some(BizError { err_code: text("xx"), err_msg: text("xx") }),
        }),
    };
    (request, response)
}

/// Calls the API with every sign method, answered wrapped and simplified; request and response must arrive equal.
async fn arrives_equal<A>((request, response): (A, A::Response))
where
    A: TopApi + Clone + PartialEq + std::fmt::Debug + 'static,
    A::Response: Clone + PartialEq + std::fmt::Debug,
{
    for sign_method in SignMethod::ALL {
        for simplify in [true, false] {
            let sandbox = Sandbox::start().unwrap();
            let (expected, answer) = (request.clone(), response.clone());
            sandbox.handle(move |received: A| {
                assert_eq!(received, expected);
                Ok(answer.clone())
            });
            let client =
                sandbox.client_builder().sign_method(sign_method).simplify(simplify).build().unwrap();

            let reply = client.execute(&request).await.unwrap();

            assert_eq!(*reply, response, "{sign_method}, simplify {simplify}");
            let calls = sandbox.calls();
            assert_eq!(reply.request_id(), Some(calls[0].request_id()));
            assert_eq!(calls[0].parameter("sign_method"), Some(sign_method.as_str()));
            assert_eq!(calls[0].parameter("simplify"), simplify.then_some("true"));
            let is_wrapped = std::str::from_utf8(reply.body()).unwrap().contains("_response\":{");
            assert_eq!(is_wrapped, !simplify);
        }
    }
}

#[tokio::test]
async fn phone_bank_credit_process_arrives_equal_by_every_sign_method_wrapped_and_simplified() {
    arrives_equal(phone()).await;
}

#[tokio::test]
async fn tmall_fin_car_open_bill_notify_arrives_equal_by_every_sign_method_wrapped_and_simplified() {
    arrives_equal(bill()).await;
}

#[tokio::test]
async fn alibaba_idle_interact_loan_callback_arrives_equal_by_every_sign_method_wrapped_and_simplified() {
    arrives_equal(loan()).await;
}

#[tokio::test]
async fn the_business_outcome_of_each_api_is_typed() {
    let sandbox = Sandbox::start().unwrap();
    let client = sandbox.client();

    sandbox.handle(|_: PhoneBankCreditProcessRequest| Ok(phone().1));
    let reply = client.execute(&phone().0).await.unwrap();
    assert_eq!(reply.business().unwrap().message, text("成功"));

    sandbox.handle(|_: PhoneBankCreditProcessRequest| {
        Ok(PhoneBankCreditProcessResponse { biz_code: text("0001"), message: text("失败"), data: None })
    });
    let reply = client.execute(&phone().0).await.unwrap();
    let error = reply.business().unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("0001"), Some("失败")));

    sandbox.handle(|_: TmallFinCarOpenBillNotifyRequest| Ok(bill().1));
    let reply = client.execute(&bill().0).await.unwrap();
    assert!(reply.business().is_ok());

    sandbox.handle(|_: AlibabaIdleInteractLoanCallbackRequest| Ok(loan().1));
    let reply = client.execute(&loan().0).await.unwrap();
    assert_eq!(reply.business().unwrap_err().method(), "alibaba.idle.interact.loan.callback");
}

/// The parameters of a request, JSON text parsed.
fn wire_form<A: TopApi>(request: &A) -> Value {
    request
        .params()
        .iter()
        .map(|(name, value)| {
            let value =
                if value.starts_with('{') { serde_json::from_str(value).unwrap() } else { json!(value) };
            (name.to_owned(), value)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn the_wire_forms_are_those_of_the_documents() {
    assert_eq!(
        wire_form(&phone().0),
        json!({"bank_credit_request": {
            "bank_code": "guangda", "new_pay": true, "new_customer": true, "event_time": 1_681_875_560_498_i64,
            "event_type": "SUBMIT_APPLY", "open_id": "AAHzVKOdAOIduo9TH9oeO6D6",
        }})
    );
    assert_eq!(
        wire_form(&bill().0),
        json!({"bill_status_equest_top": {
            "customer_type": "ALI", "customer_id": "1232", "biz_type": "TMALL_CAR", "biz_no": "123",
            "event_time": "2019-09-08 22:33:34", "channel": "GH_APP", "req_no": "23123", "extend_info": "{}",
        }})
    );
    assert_eq!(
        wire_form(&loan().0),
        json!({"user": "3", "infos": {
            "user_id": 3, "submit_time": "2025-01-17 16:00:00", "status": "IN_PROCESSING", "type": "CREDIT",
            "fund_products": ["xx", "资方,二"], "process_no": "xxx", "channel_id": "wzzx",
        }})
    );
}

#[test]
fn the_limits_of_the_bill_are_those_of_its_page() {
    let mut request = bill().0;
    let bill = &mut request.bill_status_request_top;
    bill.customer_type = "客".repeat(33);
    bill.customer_id = "1".repeat(33);
    bill.biz_type = "T".repeat(33);
    bill.biz_no = "1".repeat(65);
    bill.channel = "G".repeat(33);
    bill.req_no = "2".repeat(65);
    bill.extend_info = Some("x".repeat(1025));

    let violations = top_core::TopObject::validate(&request).unwrap_err();

    let paths: Vec<_> = violations.iter().map(|violation| violation.path().to_owned()).collect();
    let members = ["customer_type", "customer_id", "biz_type", "biz_no", "channel", "req_no", "extend_info"];
    assert_eq!(paths, members.map(|member| format!("bill_status_equest_top.{member}")));
}
