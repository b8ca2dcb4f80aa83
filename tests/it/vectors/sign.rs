//! Signatures.

use serde_json::{Value, json};
use top_core::SignMethod;
use top_core::sign::sign;

use super::assert_outcomes;
use crate::fixtures;

/// Returns the parameters of a vector; null is no parameter.
pub(super) fn pairs(vector: &Value) -> Vec<(&str, &str)> {
    let params = vector["params"].as_object().unwrap();
    params.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect()
}

#[test]
fn signatures_are_the_official_ones() {
    let ours = |_: &str, vector: &Value| {
        let Ok(method) = vector["sign_method"].as_str().unwrap().parse() else { return json!("unsupported") };
        let secret = vector["secret"].as_str().unwrap().into();
        let body = vector["body"].as_str().map(str::as_bytes);
        json!(sign(pairs(vector), body, &secret, method).as_str())
    };
    assert_outcomes(
        "sign",
        ours,
        |vector| vector["sign"].clone(),
        &[(
            "legacy_no_sign_method",
            json!("unsupported"),
            "Without a method the official SDKs fall back to forms that differ from each other and that the platform \
             documents no longer.",
        )],
    );
}

#[test]
fn names_beyond_the_basic_plane_are_sorted_as_in_java() {
    let vector = fixtures::json("vectors.json")["sign_order_disagreement"].take();
    let pairs = [("\u{e000}x", "bmp"), ("\u{1f600}x", "supp"), ("\u{ffee}x", "half")];
    let signed = |method| sign(pairs, None, &"helloworld".into(), method);

    assert_eq!(signed(SignMethod::Md5).as_str(), vector["md5"]["java_official (UTF-16 order)"]);
    assert_eq!(signed(SignMethod::HmacSha256).as_str(), vector["hmac-sha256"]["java_official"]);
}

#[test]
fn an_empty_value_is_left_out_with_its_name_as_in_java() {
    let vector = fixtures::json("vectors.json")["sign_empty_value_disagreement"].take();
    let pairs = [("a", "1"), ("b", ""), ("f", "\u{a0}")];

    assert_eq!(
        sign(pairs, None, &"helloworld".into(), SignMethod::Md5).as_str(),
        vector["java_official (b left out)"]
    );
}
