//! From the bytes of an answer to the declared response.

use std::hint::black_box;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use top_apis::alibaba_idle_interact_loan_callback::AlibabaIdleInteractLoanCallbackResponse as Loan;
use top_apis::phone_bank_credit_process::PhoneBankCreditProcessResponse as Phone;
use top_apis::tmall_fin_car_open_bill_notify::TmallFinCarOpenBillNotifyResponse as Bill;
use top_core::{CallOptions, Decimal, Error, PreparedCall, Reply, SignMethod, TopApi, TopObject};

use super::bodies::{self, Form, ItemsRequest, ItemsResponse};
use super::prepare::{app, timestamp};
use super::typed::{self, Answer, Price};
use super::{Case, Contender, documented};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |case| cases.push(case);
    let (phone, bill, loan) = (documented::phone(), documented::bill(), documented::loan());
    add(case::<_, typed::PhoneWrapped>("phone", &phone, bodies::PHONE, same_phone));
    add(case::<_, typed::PhoneSimplified>("phone, simplified", &phone, bodies::PHONE, same_phone));
    add(case::<_, typed::PhoneSimplified>(
        "phone, simplified, last member first",
        &phone,
        bodies::PHONE_TURNED,
        same_phone,
    ));
    add(case::<_, typed::BillWrapped>("bill", &bill, bodies::BILL, same_bill));
    add(case::<_, typed::BillSimplified>("bill, simplified", &bill, bodies::BILL, same_bill));
    add(case::<_, typed::LoanWrapped>("loan", &loan, bodies::LOAN, same_loan));
    add(case::<_, typed::LoanSimplified>("loan, simplified", &loan, bodies::LOAN, same_loan));
    add(error());
    let items = |name, form| items::<typed::ItemsSimplified<Decimal>, Decimal>(name, &bodies::items(form));
    add(self::items::<typed::ItemsWrapped<Decimal>, Decimal>("items", &bodies::items(Form::Wrapped)));
    add(items("items, simplified", Form::Simplified));
    add(items("items, simplified, titles last", Form::Turned));
    add(self::items::<typed::ItemsSimplified<f64>, f64>(
        "items, prices as numbers",
        &bodies::items(Form::Numbers),
    ));
    add(xml());
    cases
}

fn prepared<A: TopApi>(request: &A) -> PreparedCall<A::Response> {
    app(SignMethod::HmacSha256).prepare(request, &CallOptions::new(), timestamp()).unwrap()
}

fn headers(content_type: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))])
}

const JSON: &str = "text/javascript;charset=UTF-8";

fn case<A: TopApi, T>(
    name: &str,
    request: &A,
    response: &str,
    is_same: fn(&Reply<A::Response>, &T::Response) -> bool,
) -> Case
where
    A::Response: 'static,
    T: Answer + 'static,
{
    let body =
        if T::NAME.is_empty() { bodies::simplified(response) } else { bodies::wrapped(A::METHOD, response) };
    let call = prepared(request);
    of::<A::Response, T>(name, call, &body, is_same)
}

fn of<R: TopObject + 'static, T: Answer + 'static>(
    name: &str,
    call: PreparedCall<R>,
    body: &str,
    is_same: impl Fn(&Reply<R>, &T::Response) -> bool,
) -> Case {
    let (headers, body) = (headers(JSON), Bytes::copy_from_slice(body.as_bytes()));
    let reply = call.decode(StatusCode::OK, &headers, body.clone()).unwrap();
    let answers = [read_typed::<T>(&body), read_value::<T>(&body), read_sonic::<T>(&body)].map(Result::ok);
    for answer in answers {
        assert!(is_same(&reply, &answer.unwrap()), "{name}");
    }

    let bodies = [body.clone(), body.clone(), body.clone()];
    let mut contenders = readers::<T>(bodies);
    contenders.push(Contender::new("ours", move || {
        black_box(call.decode(StatusCode::OK, &headers, black_box(&body).clone()).unwrap());
    }));
    Case { group: "decode", name: name.to_owned(), reference: "serde_json", contenders }
}

fn readers<T: Answer + 'static>([typed, value, sonic]: [Bytes; 3]) -> Vec<Contender> {
    vec![
        Contender::new("serde_json", move || drop(black_box(read_typed::<T>(black_box(&typed))))),
        Contender::new("serde_json::Value", move || drop(black_box(read_value::<T>(black_box(&value))))),
        Contender::new("sonic-rs", move || drop(black_box(read_sonic::<T>(black_box(&sonic))))),
    ]
}

fn read_typed<T: Answer>(body: &[u8]) -> Result<T::Response, typed::ApiError> {
    serde_json::from_slice::<T>(body).unwrap().into_result()
}

fn read_sonic<T: Answer>(body: &[u8]) -> Result<T::Response, typed::ApiError> {
    sonic_rs::from_slice::<T>(body).unwrap().into_result()
}

/// Looks for an error in a tree, and turns the tree into the response.
fn read_value<T: Answer>(body: &[u8]) -> Result<T::Response, typed::ApiError> {
    let mut value: serde_json::Value = serde_json::from_slice(body).unwrap();
    if let Some(error) = value.get_mut("error_response") {
        return Err(serde_json::from_value(error.take()).unwrap());
    }
    match value.get_mut(T::NAME) {
        // Items are wrapped once more.
        Some(_) if T::NAME.starts_with("items") => serde_json::from_value::<T>(value).unwrap().into_result(),
        Some(response) => Ok(serde_json::from_value(response.take()).unwrap()),
        None => Ok(serde_json::from_value(value).unwrap()),
    }
}

fn same_phone(ours: &Reply<Phone>, theirs: &typed::Phone) -> bool {
    let (data, their_data) = (ours.data.as_ref().unwrap(), theirs.data.as_ref().unwrap());
    (ours.request_id(), &ours.biz_code, &ours.message)
        == (theirs.request_id.as_deref(), &theirs.biz_code, &theirs.message)
        && (&data.bank_code, &data.state, data.event_time)
            == (&their_data.bank_code, &their_data.state, their_data.event_time)
}

fn same_bill(ours: &Reply<Bill>, theirs: &typed::Bill) -> bool {
    let (result, their_result) = (ours.result.as_ref().unwrap(), theirs.result.as_ref().unwrap());
    ours.request_id() == theirs.request_id.as_deref()
        && (&result.message, result.succeeded, result.retry, &result.code)
            == (&their_result.message, their_result.succeeded, their_result.retry, &their_result.code)
}

fn same_loan(ours: &Reply<Loan>, theirs: &typed::Loan) -> bool {
    let result = ours.idle_point_result.as_ref().unwrap();
    let their_result = theirs.idle_point_result.as_ref().unwrap();
    let (error, their_error) = (result.biz_error.as_ref().unwrap(), their_result.biz_error.as_ref().unwrap());
    ours.request_id() == theirs.request_id.as_deref()
        && (result.success, &result.data, &error.err_code, &error.err_msg)
            == (their_result.success, &their_result.data, &their_error.err_code, &their_error.err_msg)
}

fn error() -> Case {
    let call = prepared(&documented::phone());
    let (headers, body) = (headers(JSON), Bytes::from_static(bodies::ERROR.as_bytes()));
    let Err(Error::Api(error)) = call.decode(StatusCode::OK, &headers, body.clone()) else {
        panic!("no error")
    };
    let ours = typed::ApiError {
        code: error.code(),
        msg: error.msg().to_owned(),
        sub_code: error.sub_code().map(str::to_owned),
        sub_msg: error.sub_msg().map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
    };
    assert_eq!(read_typed::<typed::PhoneWrapped>(&body), Err(ours));

    let mut contenders = readers::<typed::PhoneWrapped>([body.clone(), body.clone(), body.clone()]);
    contenders.push(Contender::new("ours", move || {
        black_box(call.decode(StatusCode::OK, &headers, black_box(&body).clone()).unwrap_err());
    }));
    Case { group: "decode", name: "error".to_owned(), reference: "serde_json", contenders }
}

fn items<T: Answer<Response = typed::ItemsResponse<P>> + 'static, P: Price>(name: &str, body: &str) -> Case {
    of::<ItemsResponse, T>(name, prepared(&ItemsRequest {}), body, same_items)
}

fn same_items<P: Price>(ours: &Reply<ItemsResponse>, theirs: &typed::ItemsResponse<P>) -> bool {
    let is_same = |(ours, theirs): (&bodies::Item, &typed::Item<P>)| {
        let (seller, their_seller) = (ours.seller.as_ref().unwrap(), theirs.seller.as_ref().unwrap());
        ours.price.as_ref().unwrap().as_str() == theirs.price.as_ref().unwrap().shown()
            && (ours.num_iid, &ours.title, &ours.pic_url, ours.num, ours.on_sale, ours.modified)
                == (
                    theirs.num_iid,
                    &theirs.title,
                    &theirs.pic_url,
                    theirs.num,
                    theirs.on_sale,
                    theirs.modified,
                )
            && (seller.user_id, &seller.nick, &seller.city)
                == (their_seller.user_id, &their_seller.nick, &their_seller.city)
    };
    ours.request_id() == theirs.request_id.as_deref()
        && ours.total_results == theirs.total_results
        && ours.items.len() == theirs.items.len()
        && ours.items.iter().zip(&theirs.items).all(is_same)
}

fn xml() -> Case {
    let text = bodies::items_in_xml();
    let call = prepared(&ItemsRequest {});
    let (headers, body) = (headers("text/xml;charset=UTF-8"), Bytes::copy_from_slice(text.as_bytes()));
    let read =
        |text: &str| quick_xml::de::from_str::<typed::ItemsXml<Decimal>>(text).unwrap().into_response();
    assert!(same_items(&call.decode(StatusCode::OK, &headers, body.clone()).unwrap(), &read(&text)));

    let contenders = vec![
        Contender::new("quick-xml, serde", move || drop(black_box(read(black_box(&text))))),
        Contender::new("ours", move || {
            black_box(call.decode(StatusCode::OK, &headers, black_box(&body).clone()).unwrap());
        }),
    ];
    Case { group: "decode", name: "items, XML".to_owned(), reference: "quick-xml, serde", contenders }
}
