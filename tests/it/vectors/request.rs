//! Whole requests: the documented APIs with the values of their samples.

use std::collections::BTreeMap;

use serde_json::Value;
use top_core::sign::sign;
use top_core::{App, CallOptions, TopApi};

use super::{documented, section, sign::pairs};

#[test]
fn whole_requests_are_the_official_ones() {
    let mut count = 0;
    for (id, vector) in section("sign") {
        match id.split_once("_request_").map(|(page, _)| page) {
            Some("seed0") => assert_request(&id, &vector, &documented::phone()),
            Some("seed1") => assert_request(&id, &vector, &documented::bill()),
            Some("seed2") => assert_request(&id, &vector, &documented::loan()),
            _ => continue,
        }
        count += 1;
    }
    assert_eq!(count, 9, "three requests, each by three methods");
}

fn assert_request<A: TopApi>(id: &str, vector: &Value, request: &A) {
    let method = vector["sign_method"].as_str().unwrap().parse().unwrap();
    let secret = vector["secret"].as_str().unwrap().into();
    let mut options = CallOptions::new();
    if let Some(session) = vector["params"]["session"].as_str() {
        options = options.session(session);
    }
    let app = App::new("12345678", "helloworld").with_sign_method(method);
    let call = app.prepare(request, &options, "2016-01-01 12:00:00".parse().unwrap()).unwrap();

    let mut form = parse_form(call.body());
    let signature = form.remove("sign").unwrap();
    let official = pairs(vector).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(by_meaning(form.clone()), by_meaning(official.collect()), "{id}");

    let own = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    assert_eq!(sign(own, None, &secret, method).as_str(), signature, "{id}: the signature of the body");
    assert_eq!(
        sign(pairs(vector), None, &secret, method).as_str(),
        vector["sign"],
        "{id}: the official signature"
    );

    let official_body = parse_form(vector["form_body_sorted"].as_str().unwrap().as_bytes());
    form.retain(|name, _| official_body.contains_key(name));
    assert_eq!(by_meaning(form), by_meaning(official_body), "{id}: the official body");
}

fn parse_form(body: &[u8]) -> BTreeMap<String, String> {
    let pairs: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
    let form: BTreeMap<_, _> = pairs.iter().cloned().collect();
    assert_eq!(form.len(), pairs.len(), "no parameter is sent twice");
    form
}

/// Replaces JSON text by what it means: the order of its members is free.
fn by_meaning(form: BTreeMap<String, String>) -> BTreeMap<String, Value> {
    let meaning = |text: String| {
        if text.starts_with('{') { serde_json::from_str(&text).unwrap() } else { Value::String(text) }
    };
    form.into_iter().map(|(name, text)| (name, meaning(text))).collect()
}
