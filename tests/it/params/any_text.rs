//! Any text at all, read back by a parser and a signature that share no code with the library.

use std::collections::BTreeMap;
use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use proptest::prelude::*;
use serde_json::Value;
use sha2::Sha256;
use top_core::{App, CallOptions, SignMethod, TopApi, TopObject};

use super::timestamp;

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request {
    text: Option<String>,
    member: Member,
}

#[derive(TopObject)]
struct Member {
    text: String,
    texts: Vec<String>,
}

/// Every character that `Character.isWhitespace` knows.
const WHITE_SPACE: &str = "\t\n\u{b}\u{c}\r\u{1c}\u{1d}\u{1e}\u{1f} \u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\
                           \u{2005}\u{2006}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{205f}\u{3000}";

fn is_blank(text: &str) -> bool {
    text.chars().all(|character| WHITE_SPACE.contains(character))
}

/// The signature as the platform describes it, by the shortest way.
fn signature(secret: &str, params: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (name, value) in params {
        text += name;
        text += value;
    }
    match params["sign_method"].as_str() {
        "md5" => hexadecimal(&Md5::digest(format!("{secret}{text}{secret}"))),
        "hmac" => keyed::<Hmac<Md5>>(secret, &text),
        "hmac-sha256" => keyed::<Hmac<Sha256>>(secret, &text),
        other => panic!("{other}"),
    }
}

fn keyed<M: Mac + KeyInit>(secret: &str, text: &str) -> String {
    hexadecimal(&M::new_from_slice(secret.as_bytes()).unwrap().chain_update(text).finalize().into_bytes())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02X}").unwrap();
        digits
    })
}

/// Text in which what is special to forms, to JSON and to signatures comes up often.
fn any_text() -> impl Strategy<Value = String> {
    let special: Vec<_> = "\0\u{1}&=+%;~*-._!'()\"\\/<>,[]{}淘\u{1f600}\u{a0}\u{85}\u{7f}".chars().collect();
    let white_space: Vec<_> = WHITE_SPACE.chars().collect();
    let text = |character: BoxedStrategy<char>| proptest::collection::vec(character, 0..24);
    prop_oneof![
        4 => text(prop_oneof![any::<char>(), prop::sample::select(special)].boxed()),
        1 => text(prop::sample::select(white_space).boxed()),
        // What looks encoded already.
        1 => text(prop::sample::select("%%%012abAB+".chars().collect::<Vec<_>>()).boxed()),
    ]
    .prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_arrives_and_is_signed_as_it_is_sent(
        text in proptest::option::of(any_text()),
        nested in any_text(),
        extra in any_text(),
        session in any_text(),
        secret in any_text(),
        method in prop::sample::select(SignMethod::ALL.to_vec()),
    ) {
        let app = App::new("12345678", secret.clone()).with_sign_method(method);
        let options = CallOptions::new().session(session.clone()).extra("~extra", extra.clone());
        let member = Member { text: nested.clone(), texts: vec![nested.clone(), extra.clone()] };
        let call = app.prepare(&Request { text: text.clone(), member }, &options, timestamp()).unwrap();

        let pairs: Vec<(String, String)> = form_urlencoded::parse(call.body()).into_owned().collect();
        let mut params: BTreeMap<_, _> = pairs.iter().cloned().collect();
        prop_assert_eq!(params.len(), pairs.len());
        let sent = params.remove("sign");
        prop_assert_eq!(sent, Some(signature(&secret, &params)));

        let expected = |text: String| Some(text).filter(|text| !is_blank(text));
        prop_assert_eq!(params.get("text").cloned(), text.and_then(expected));
        prop_assert_eq!(params.get("~extra").cloned(), expected(extra.clone()));
        prop_assert_eq!(params.get("session").cloned(), expected(session));
        let member: Value = serde_json::from_str(&params["member"]).unwrap();
        prop_assert_eq!(&member["text"], nested.as_str());
        prop_assert_eq!(&member["texts"], &serde_json::json!([nested, extra]));
    }
}
