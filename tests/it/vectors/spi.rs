//! Signatures of calls that the platform makes.

use encoding_rs::{GBK, UTF_8};
use serde_json::{Value, json};
use top_core::spi::{Spi, SpiError, sign_call};

use super::assert_outcomes;

/// Builds the call of a vector, not signed yet.
pub(super) fn call(vector: &Value) -> http::Request<Vec<u8>> {
    let content_type = vector["content_type"].as_str().unwrap();
    let mut request = http::Request::post(format!("/spi?{}", vector["query_without_sign"].as_str().unwrap()))
        .header("content-type", content_type);
    for (name, value) in vector["headers"].as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    let body = if let Some(body) = vector["body"].as_str() {
        let charset = if content_type.ends_with("GBK") { GBK } else { UTF_8 };
        charset.encode(body).0.into_owned()
    } else {
        let pairs = vector["form"].as_object().unwrap().iter();
        let pairs = pairs.map(|(name, value)| (name, value.as_str().unwrap()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
    };
    request.body(body).unwrap()
}

fn signature(vector: &Value) -> String {
    let mut request = call(vector);
    sign_call(&mut request, &vector["secret"].as_str().unwrap().into()).unwrap();
    request.uri().query().unwrap().rsplit_once("sign=").unwrap().1.to_owned()
}

/// Returns whether a call is taken for the platform's, whatever its timestamp.
fn is_accepted(vector: &Value, signature: &str) -> bool {
    let mut request = call(vector);
    let uri = format!("{}&sign={signature}", request.uri());
    *request.uri_mut() = uri.parse().unwrap();
    let (head, body) = request.into_parts();
    let spi = Spi::builder(vector["secret"].as_str().unwrap()).build().unwrap();
    match spi.verify(&head, body) {
        Ok(_) | Err(SpiError::MissingTimestamp | SpiError::OutsideWindow { .. }) => true,
        Err(SpiError::InvalidSignature) => false,
        Err(error) => panic!("{error}"),
    }
}

const UNSIGNED_PAIR: &str = "The official check leaves a pair with two `=` unsigned, so that anybody could add one to \
     a call. Here the first `=` parts name and value. The platform escapes `=` in values: its own calls are signed alike.";

#[test]
fn signatures_of_the_platforms_calls_are_the_official_ones() {
    assert_outcomes(
        "spi_sign",
        |_, vector| json!(signature(vector)),
        |vector| vector["sign"].clone(),
        // The MD5 of "helloworlda1=2b1{}helloworld".
        &[("spi_value_with_equals", json!("6346A0E707098BAFFD2CD1A3B1DB32D8"), UNSIGNED_PAIR)],
    );
}

#[test]
fn the_platforms_calls_are_accepted_by_their_official_signatures() {
    assert_outcomes(
        "spi_sign",
        |_, vector| json!(is_accepted(vector, vector["sign"].as_str().unwrap())),
        |vector| vector["checkSign_with_this_sign"].clone(),
        &[("spi_value_with_equals", json!(false), UNSIGNED_PAIR)],
    );
}
