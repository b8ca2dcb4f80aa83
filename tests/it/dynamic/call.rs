//! Calls by tables alone, over real HTTP.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use top_apis::APIS;
use top_core::dynamic::DynamicObject;
use top_core::sandbox::Sandbox;
use top_core::{
    ApiError, App, CallOptions, DateTime, Decimal, Error, File, Format, Json, TopApi, TopEnum, TopObject,
};

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Status {
    #[top(name = "DONE")]
    Done,
    #[top(other)]
    Other(String),
}

#[derive(Clone, TopApi)]
#[top(method = "taobao.probe.full", response = FullResponse, debug)]
struct FullRequest {
    text: String,
    number: i32,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    status: Option<Status>,
    texts: Option<Vec<String>>,
    file: Option<File>,
    inside: Vec<Inside>,
}

#[derive(Clone, PartialEq, TopObject)]
#[top(success = "inside.status", ok = "DONE", message = "text", debug)]
struct FullResponse {
    text: Option<String>,
    texts: Vec<String>,
    inside: Option<Inside>,
    insides: Vec<Inside>,
}

#[derive(Clone, PartialEq, TopObject)]
#[top(debug)]
struct Inside {
    number: Option<i64>,
    status: Option<Status>,
    dates: Vec<DateTime>,
    price: Option<Decimal>,
    map: Option<BTreeMap<String, bool>>,
    json: Option<Json>,
    #[top(json)]
    own: Option<Box<Inside>>,
}

fn full() -> DynamicObject {
    DynamicObject::full_example(FullRequest::DESCRIPTOR)
}

#[tokio::test]
async fn every_field_arrives_at_a_typed_handler() {
    let sandbox = Sandbox::start().unwrap();
    let received = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&received);
    sandbox.handle(move |request: FullRequest| {
        keep.lock().unwrap().push(format!("{request:?}"));
        Err(ApiError::new(15, "Remote service error").with_sub("isv.seen", ""))
    });

    let outcome = sandbox.client().execute_dynamic(FullRequest::API, &full(), CallOptions::new()).await;

    assert!(matches!(outcome, Err(Error::Api(error)) if error.sub_code() == Some("isv.seen")));
    assert_eq!(*received.lock().unwrap(), [format!("{:?}", full())]);
}

#[tokio::test]
async fn every_field_of_an_answer_is_read_as_its_struct_reads_it() {
    let sandbox = Sandbox::start().unwrap();
    let answer = DynamicObject::full_example(FullResponse::DESCRIPTOR);
    let written = answer.clone();
    sandbox.handle_dynamic(FullRequest::API, move |_| Ok(written.clone()));
    let request = FullRequest {
        text: "x".to_owned(),
        number: 1,
        flag: None,
        date: None,
        price: None,
        status: None,
        texts: None,
        file: None,
        inside: Vec::new(),
    };

    for (format, simplify) in [(Format::Json, true), (Format::Json, false), (Format::Xml, false)] {
        let client = sandbox.client_builder().format(format).simplify(simplify).build().unwrap();
        let typed = client.execute(&request).await.unwrap();
        let dynamic = client.execute_dynamic(FullRequest::API, &full(), CallOptions::new()).await.unwrap();

        assert_eq!(format!("{:?}", *typed), format!("{:?}", *dynamic), "{format:?}, simplify {simplify}");
        assert_eq!(format!("{:?}", *dynamic), format!("{answer:?}"), "{format:?}, simplify {simplify}");
        assert!(dynamic.request_id().is_some());
        assert_eq!(typed.business().is_ok(), dynamic.outcome().is_ok());
    }
}

#[test]
fn a_client_that_waits_calls_as_well() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.answer_examples(&APIS);
    let client = sandbox.client_builder().build_blocking().unwrap();
    let api = APIS.get("tmall.fin.car.open.bill.notify").unwrap();
    let request = DynamicObject::example(api.request());

    let reply = client.execute_dynamic(api, &request, CallOptions::new()).unwrap();

    assert_eq!(*reply, DynamicObject::example(api.response()));
}

#[tokio::test]
async fn an_outcome_tells_of_a_failure_if_the_declaration_names_what_tells_it() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: FullRequest| {
        let inside = Inside {
            number: None,
            status: Some(Status::from(&*request.text)),
            dates: Vec::new(),
            price: None,
            map: None,
            json: None,
            own: None,
        };
        let text = Some("because".to_owned());
        Ok(FullResponse { text, texts: Vec::new(), inside: Some(inside), insides: Vec::new() })
    });
    let client = sandbox.client();
    let call = async |text: &str| {
        let request = format!(r#"{{"text": "{text}", "number": 1, "inside": []}}"#);
        let request = DynamicObject::from_json(FullRequest::DESCRIPTOR, &request).unwrap();
        client.execute_dynamic(FullRequest::API, &request, CallOptions::new()).await.unwrap()
    };

    assert!(call("DONE").await.outcome().is_ok());
    let error = call("FAILED").await.outcome().unwrap_err().to_string();
    assert!(error.contains("as `inside.status` is \"FAILED\": because"), "{error}");
}

#[tokio::test]
async fn a_request_of_another_api_is_not_sent() {
    let sandbox = Sandbox::start().unwrap();
    let api = APIS.get("tmall.fin.car.open.bill.notify").unwrap();

    let error = sandbox.client().execute_dynamic(api, &full(), CallOptions::new()).await.unwrap_err();

    let expected = "tmall.fin.car.open.bill.notify is called with a `TmallFinCarOpenBillNotifyRequest`, and this is a \
                    `FullRequest`";
    assert_eq!(error.to_string(), expected);
    assert!(sandbox.calls().is_empty());
}

#[test]
fn a_prepared_call_is_the_same_to_the_byte() {
    #[derive(TopApi)]
    #[top(method = "taobao.item.get")]
    struct ItemGetRequest {
        fields: Vec<String>,
        num_iid: i64,
    }
    let app = App::new("12345678", "helloworld").with_session("a session of 17");
    let (options, time) = (CallOptions::new().extra("more", "1"), DateTime::MIN);
    let typed = ItemGetRequest { fields: vec!["title".to_owned(), "nick".to_owned()], num_iid: 7 };
    let json = r#"{"num_iid": "7", "fields": ["title", "nick"]}"#;
    let dynamic = DynamicObject::from_json(ItemGetRequest::DESCRIPTOR, json).unwrap();

    let typed = app.prepare(&typed, &options, time).unwrap();
    let dynamic = app.prepare_dynamic(ItemGetRequest::API, &dynamic, &options, time).unwrap();

    assert_eq!(typed.body(), dynamic.body());
    let shown = dynamic.shown_parameters();
    let value = |name: &str| shown.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!((value("fields"), value("more")), (Some("title,nick"), Some("1")));
    assert_eq!((value("session"), value("sign")), (Some("[redacted]"), Some("[redacted]")));
    assert_eq!(shown, typed.shown_parameters());
}

#[tokio::test]
async fn violations_are_those_of_the_struct() {
    let sandbox = Sandbox::start().unwrap();
    let api = APIS.get("tmall.fin.car.open.bill.notify").unwrap();
    let json = DynamicObject::example(api.request()).to_json().as_str().replace("GH_APP", &"x".repeat(33));
    let request = DynamicObject::from_json(api.request(), &json).unwrap();

    let error = sandbox.client().execute_dynamic(api, &request, CallOptions::new()).await.unwrap_err();

    let expected = "tmall.fin.car.open.bill.notify: the request breaks 1 rule\n  \
                    bill_status_equest_top.channel: at most 32 UTF-16 code units long, not 33 (max_len)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn the_gateway_answers_examples_by_the_rules_of_a_handler() {
    let sandbox = Sandbox::start().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&seen);
    sandbox.on_call(move |call| {
        assert!(call.duration().is_some());
        let code = call.error_code().map(|code| (code, call.sub_code().map(str::to_owned)));
        keep.lock().unwrap().push((call.method().to_owned(), code));
        panic!("an observer that fails fails no call");
    });
    sandbox.answer_examples(&APIS);
    let (client, options) = (sandbox.client(), CallOptions::new());
    for api in APIS.iter() {
        let request = DynamicObject::example(api.request());
        let reply = client.execute_dynamic(api, &request, options.clone()).await.unwrap();
        assert_eq!(*reply, DynamicObject::example(api.response()));
    }
    let api = APIS.get("tmall.fin.car.open.bill.notify").unwrap();
    let json = DynamicObject::example(api.request()).to_json().as_str().replace("GH_APP", &"x".repeat(33));
    let request = DynamicObject::from_json(api.request(), &json).unwrap();
    let error = client.execute_dynamic(api, &request, options.clone().skip_validation()).await.unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.code() == 41), "{error}");
    let error = client.execute_dynamic(FullRequest::API, &full(), options).await.unwrap_err();
    assert!(matches!(&error, Error::Api(error) if error.code() == 22), "{error}");

    let path = "bill_status_equest_top.channel";
    let refused = Some((41, Some(format!("isv.invalid-parameter:{path}"))));
    let expected = [
        ("alibaba.idle.interact.loan.callback".to_owned(), None),
        ("taobao.phone.bank.credit.process".to_owned(), None),
        ("tmall.fin.car.open.bill.notify".to_owned(), None),
        ("tmall.fin.car.open.bill.notify".to_owned(), refused),
        ("taobao.probe.full".to_owned(), Some((22, None))),
    ];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_handler_goes_before_the_examples() {
    #[derive(TopApi)]
    #[top(method = "tmall.fin.car.open.bill.notify")]
    struct Other {}

    for is_first in [true, false] {
        let sandbox = Sandbox::start().unwrap();
        if is_first {
            sandbox.answer_examples(&APIS);
        }
        sandbox.handle(|_: Other| Err(ApiError::new(15, "Remote service error").with_sub("isv.own", "")));
        if !is_first {
            sandbox.answer_examples(&APIS);
        }

        let error = sandbox.client().execute(&Other {}).await.unwrap_err();

        assert!(matches!(&error, Error::Api(error) if error.sub_code() == Some("isv.own")), "{error}");
    }
}
