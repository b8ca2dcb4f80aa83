//! Whatever arrives, nothing panics, and nothing is taken that was not signed.

use bytes::Bytes;
use http::{HeaderValue, Request, Uri};
use proptest::prelude::*;

use super::{OrderPushRequest, QUERY, sign_call, spi, verify};

fn content_type() -> impl Strategy<Value = Vec<u8>> {
    let types = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data;boundary=1",
        "text/xml",
        "text/plain",
    ];
    let charsets = ["", ";charset=GBK", ";charset=utf-8", ";charset=\"", ";charset=big5"];
    let known = (proptest::sample::select(types.to_vec()), proptest::sample::select(charsets.to_vec()))
        .prop_map(|(name, charset)| [name, charset].concat().into_bytes());
    prop_oneof![4 => known, 1 => any::<Vec<u8>>()]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let part =
        "(--1\r\nContent-Disposition:form-data;name=\"[a-z]?\"(;filename=\"a\")?\r\n\r\n.?\r\n){0,3}(--1--)?";
    prop_oneof![
        any::<Vec<u8>>(),
        "[{}\\[\\]\":,a-z0-9\\\\]{0,40}".prop_map(String::into_bytes),
        "[a-z=&%+0-9]{0,40}".prop_map(String::into_bytes),
        part.prop_map(String::into_bytes),
    ]
}

fn request(content_type: &[u8], query: &str, list: &[u8], body: Vec<u8>) -> Option<Request<Bytes>> {
    let mut request =
        Request::post(format!("/?{query}").parse::<Uri>().ok()?).body(Bytes::from(body)).ok()?;
    request.headers_mut().insert("content-type", HeaderValue::from_bytes(content_type).ok()?);
    request.headers_mut().insert("top-sign-list", HeaderValue::from_bytes(list).ok()?);
    Some(request)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn unsigned_bytes_are_refused(
        content_type in content_type(),
        query in "[a-z=&%+0-9]{0,40}",
        list in any::<Vec<u8>>(),
        body in body(),
    ) {
        if let Some(request) = request(&content_type, &query, &list, body) {
            prop_assert!(verify(request).is_err());
        }
    }

    #[test]
    fn signed_bytes_are_read_or_refused(content_type in content_type(), list in "[a-z,\\- ]{0,20}", body in body()) {
        let Some(mut request) = request(&content_type, QUERY, list.as_bytes(), body) else { return Ok(()) };
        if sign_call(&mut request, &super::SECRET.into()).is_ok() {
            let (head, body) = request.into_parts();
            let call = spi().verify(&head, body).unwrap();
            let shown = format!("{call:?}");
            if let Err(error) = call.receive::<OrderPushRequest>() {
                let _ = format!("{shown} {error} {error:?} {:?}", spi().refuse(&error).into_http());
            }
        }
    }
}
