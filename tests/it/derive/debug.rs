//! `debug` and `secret`.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use top_core::{DateTime, Decimal, Error, Json, TopApi, TopEnum, TopObject};

use super::prepare;

#[derive(TopEnum)]
enum Kind {
    Bill,
    #[top(other)]
    Other(String),
}

#[derive(TopApi)]
#[top(method = "taobao.debug.show", response = DebugShowResponse, debug)]
struct DebugShowRequest {
    name: String,
    #[top(secret, name = "pass_word")]
    password: String,
    #[top(secret)]
    hint: Option<String>,
    numbers: Vec<i64>,
    r#type: Kind,
    inside: Option<Inside>,
    #[top(skip)]
    skipped: (),
}

#[derive(TopObject)]
#[top(debug)]
struct Inside {
    price: Decimal,
    at: Option<DateTime>,
    is_new: bool,
    #[top(secret)]
    cards: Vec<i64>,
    by_name: BTreeMap<String, Json>,
}

#[derive(TopObject)]
#[top(debug, success = "done")]
struct DebugShowResponse {
    done: Option<bool>,
    #[top(secret)]
    token: Option<String>,
}

fn request() -> DebugShowRequest {
    DebugShowRequest {
        name: "张三".to_owned(),
        password: "SENTINEL-PASSWORD".to_owned(),
        hint: None,
        numbers: vec![1, 2],
        r#type: Kind::from("Bill"),
        inside: Some(Inside {
            price: "0.10".parse().unwrap(),
            at: None,
            is_new: true,
            cards: vec![4_111_111],
            by_name: BTreeMap::from([("k".to_owned(), "[1]".parse().unwrap())]),
        }),
        skipped: (),
    }
}

#[test]
fn debug_shows_the_table_without_secrets() {
    let shown = format!("{:?}", request());
    let () = request().skipped;
    assert!(shown.starts_with(r#"DebugShowRequest { name: "张三", password: "#), "{shown}");
    assert!(
        shown.contains("hint: None, numbers: [1, 2], type: \"Bill\", inside: Inside { price: "),
        "{shown}"
    );
    assert!(shown.contains("is_new: true, cards: ") && shown.contains(r#"{"k": [1]}"#), "{shown}");
    for secret in ["SENTINEL", "4111111"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn what_is_secret_is_marked_in_the_table_and_shown_nowhere() {
    let secret = |field: &top_core::descriptor::Field| field.is_secret().then(|| field.rust_name());
    let secrets: Vec<_> = DebugShowRequest::DESCRIPTOR.fields().iter().filter_map(secret).collect();
    assert_eq!(secrets, ["password", "hint"]);

    let call = prepare(&request()).unwrap();
    assert!(!format!("{call:?}").contains("SENTINEL"));
    let body = r#"{"done":"perhaps","token":"SENTINEL-TOKEN"}"#;
    let error = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(!format!("{error} {error:?}").contains("SENTINEL"), "{error}");
    let reply =
        call.decode(StatusCode::OK, &HeaderMap::new(), r#"{"done":true,"token":"SENTINEL"}"#).unwrap();
    assert!(!format!("{reply:?}").contains("SENTINEL"));
    assert!(reply.business().is_ok_and(|response| response.token.is_some()));
}
