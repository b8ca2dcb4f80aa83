//! Signatures of calls that the platform makes.

use encoding_rs::{GBK, UTF_8};
use serde_json::{Value, json};
use top_core::spi::{Spi, SpiError, sign_call};

use super::{assert_outcomes, section};

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
     a call. Here the first `=` parts name and value, and what is signed holds both; a call that is signed without such a \
     pair is taken without it. The platform escapes `=` in values: its own calls are signed alike.";

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
        &[],
    );
}

#[test]
fn a_pair_that_is_not_signed_is_not_there() {
    let vector = section("spi_sign").into_iter().find(|(id, _)| id == "spi_value_with_equals").unwrap().1;
    let spi = Spi::builder("helloworld").clock(|| "2016-01-01 12:00:00".parse().unwrap()).build().unwrap();
    // The call of the vector, made today: with a timestamp, which is signed.
    let mut signed = http::Request::post("/spi?b=1&timestamp=2016-01-01+12:00:00")
        .header("content-type", "application/json")
        .body(b"{}".to_vec())
        .unwrap();
    sign_call(&mut signed, &vector["secret"].as_str().unwrap().into()).unwrap();
    let uri = signed.uri().to_string().replace("?b=1", "?a=1=2&b=1");
    *signed.uri_mut() = uri.parse().unwrap();
    let (head, body) = signed.into_parts();

    let call = spi.verify(&head, body).unwrap();

    assert_eq!((call.parameter("a"), call.parameter("b")), (None, Some("1")));
}
