//! Calls the three declared APIs with the example values of their documentation.
//!
//! Without any set-up it talks to a gateway of its own on loopback, which verifies every call as the platform does:
//!
//! ```text
//! cargo run -p top-apis --example quickstart
//! ```
//!
//! With `TOP_APP_KEY`, `TOP_APP_SECRET` and `TOP_GATEWAY` set it calls that gateway instead, with the session in
//! `TOP_SESSION` if there is one.

#![allow(clippy::print_stdout, reason = "it is there to be read")]

use std::env;
use std::error::Error;
use std::fmt::Debug;

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
use top_core::client::ClientBuilder;
use top_core::sandbox::Sandbox;
use top_core::{Client, Error as TopError, TopApi};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = Gateway::from_environment()?;
    let client = gateway.client_builder("").build()?;
    println!("gateway {}", client.app().gateway());

    call(&client, &progress_of_credit_card()).await?;
    call(&client, &state_of_bill()?).await?;
    call(&client, &state_of_loan()).await?;

    println!("\n== a request that breaks rules at two levels is not sent");
    match client.execute(&request_with_faults()).await {
        Err(TopError::Validation(violations)) => println!("{violations}"),
        other => return Err(format!("expected violations, got {other:?}").into()),
    }

    println!("\n== a wrong secret");
    let stranger = gateway.client_builder("not ").build()?;
    match stranger.execute(&progress_of_credit_card()).await {
        Err(TopError::Api(error)) => println!("{error}\nkind {:?}", error.kind()),
        other => return Err(format!("expected an error of the platform, got {other:?}").into()),
    }
    Ok(())
}

/// Makes one call and shows what went out and what came back.
async fn call<A>(client: &Client, request: &A) -> Result<(), TopError>
where
    A: TopApi,
    A::Response: Debug,
{
    println!("\n== {}, signed by {}", A::METHOD, client.app().sign_method());
    for (name, value) in request.params().iter() {
        println!("{name} = {value}");
    }
    let reply = client.execute(request).await?;
    println!("{:?}", *reply);
    println!("request id {}", reply.request_id().unwrap_or("none"));
    Ok(())
}

fn progress_of_credit_card() -> PhoneBankCreditProcessRequest {
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

fn state_of_bill() -> Result<TmallFinCarOpenBillNotifyRequest, Box<dyn Error>> {
    Ok(TmallFinCarOpenBillNotifyRequest {
        bill_status_request_top: BillStatusRequestTop {
            customer_type: "ALI".to_owned(),
            customer_id: "1232".to_owned(),
            biz_type: "TMALL_CAR".to_owned(),
            biz_no: "123".to_owned(),
            event_time: "2019-09-08 22:33:34".parse()?,
            channel: "GH_APP".to_owned(),
            req_no: "23123".to_owned(),
            extend_info: Some("{}".to_owned()),
        },
    })
}

fn state_of_loan() -> AlibabaIdleInteractLoanCallbackRequest {
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

/// A declaration of this program's own, because the documented APIs have no rule at the top level to break.
#[derive(Debug, TopApi)]
#[top(method = "taobao.quickstart.item.add")]
struct ItemAddRequest {
    #[top(max_len = 8)]
    title: String,
    #[top(max_items = 2)]
    tags: Vec<String>,
    bill: BillStatusRequestTop,
}

fn request_with_faults() -> ItemAddRequest {
    ItemAddRequest {
        title: "九个汉字就超过限制".to_owned(),
        tags: ["a", "b", "c,d"].map(str::to_owned).to_vec(),
        bill: BillStatusRequestTop {
            customer_type: "客".repeat(33),
            customer_id: "1232".to_owned(),
            biz_type: "TMALL_CAR".to_owned(),
            biz_no: "1".repeat(70),
            event_time: top_core::DateTime::now(),
            channel: "GH_APP".to_owned(),
            req_no: "23123".to_owned(),
            extend_info: Some("x".repeat(1025)),
        },
    }
}

/// Where the calls go.
enum Gateway {
    Sandbox(Sandbox),
    Remote { app_key: String, app_secret: String, url: String },
}

impl Gateway {
    fn from_environment() -> Result<Self, Box<dyn Error>> {
        let variable = |name| env::var(name).ok();
        match (variable("TOP_APP_KEY"), variable("TOP_APP_SECRET"), variable("TOP_GATEWAY")) {
            (Some(app_key), Some(app_secret), Some(url)) => Ok(Self::Remote { app_key, app_secret, url }),
            (None, None, None) => Ok(Self::Sandbox(start_sandbox()?)),
            _ => Err("set all of TOP_APP_KEY, TOP_APP_SECRET and TOP_GATEWAY, or none".into()),
        }
    }

    /// Starts to set up a client whose secret is the right one behind `prefix`.
    fn client_builder(&self, prefix: &str) -> ClientBuilder {
        let builder = match self {
            Self::Sandbox(sandbox) => {
                let secret = format!("{prefix}{}", sandbox.app_secret().expose());
                Client::builder(sandbox.app_key(), secret).gateway(sandbox.url())
            }
            Self::Remote { app_key, app_secret, url } => {
                Client::builder(app_key, format!("{prefix}{app_secret}")).gateway(url.as_str())
            }
        };
        match env::var("TOP_SESSION") {
            Ok(session) => builder.session(session),
            Err(_) => builder,
        }
    }
}

/// Starts a gateway on loopback that answers with the documented example values.
fn start_sandbox() -> Result<Sandbox, Box<dyn Error>> {
    let text = |text: &str| Some(text.to_owned());
    let sandbox = Sandbox::start()?;
    sandbox.handle(move |request: PhoneBankCreditProcessRequest| {
        Ok(PhoneBankCreditProcessResponse {
            biz_code: text("0000"),
            data: Some(BankCreditResponse {
                bank_code: Some(request.bank_credit_request.bank_code),
                state: text("UNDER_REVIEW"),
                event_time: Some(request.bank_credit_request.event_time),
            }),
            message: text("成功"),
        })
    });
    sandbox.handle(move |_: TmallFinCarOpenBillNotifyRequest| {
        Ok(TmallFinCarOpenBillNotifyResponse {
            result: Some(BillStatusResponseTop {
                message: text("异常"),
                succeeded: Some(true),
                retry: Some(false),
                code: text("10000"),
            }),
        })
    });
    sandbox.handle(move |_: AlibabaIdleInteractLoanCallbackRequest| {
        Ok(AlibabaIdleInteractLoanCallbackResponse {
            idle_point_result: Some(IdlePointResult {
                success: Some(false),
                data: text("false"),
                biz_error: Some(BizError { err_code: text("xx"), err_msg: text("xx") }),
            }),
        })
    });
    Ok(sandbox)
}
