//! What is not the platform's call, byte for byte, is refused.

use bytes::Bytes;
use http::{HeaderValue, Request, Uri};
use proptest::prelude::*;
use proptest::sample::Index;
use top_core::spi::{Spi, SpiError, sign_call};

use super::{FORM, JSON, QUERY, SECRET, sign, signed, unsigned, verify};

fn with_headers() -> Request<Bytes> {
    let mut request = unsigned(QUERY, JSON, r#"{"nick":"淘宝","orders":[]}"#);
    for (name, value) in [("top-sign-list", "x-top-a,x-top-b"), ("x-top-a", "%E6%B7%98"), ("x-top-b", "23")] {
        request.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    sign(request)
}

/// Every text that differs from `text` in one byte.
fn changes(text: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..text.len()).flat_map(move |index| {
        (0..=u8::MAX).filter(move |byte| *byte != text[index]).map(move |byte| {
            let mut changed = text.to_vec();
            changed[index] = byte;
            changed
        })
    })
}

/// Returns the request with another query, if that can stand in a URL.
fn with_query(request: &Request<Bytes>, query: &[u8]) -> Option<Request<Bytes>> {
    let uri = Uri::try_from([b"/spi?", query].concat()).ok()?;
    // Whatever follows a `#` is not sent.
    let is_whole = uri.query().map(str::as_bytes) == Some(query);
    let mut changed = request.clone();
    *changed.uri_mut() = uri;
    is_whole.then_some(changed)
}

/// Returns whether two queries say the same, as `%3A` and `%3a` do.
fn says_the_same(left: &[u8], right: &[u8]) -> bool {
    form_urlencoded::parse(left).eq(form_urlencoded::parse(right))
}

#[test]
fn the_call_as_it_was_signed_is_accepted() {
    verify(with_headers()).unwrap();
}

#[test]
fn any_other_byte_of_the_query_is_refused() {
    let request = with_headers();
    let query = request.uri().query().unwrap().as_bytes();
    let mut refused = 0;
    for changed in changes(query).filter(|changed| !says_the_same(changed, query)) {
        if let Some(request) = with_query(&request, &changed) {
            assert!(verify(request).is_err(), "{}", String::from_utf8_lossy(&changed));
            refused += 1;
        }
    }
    assert!(refused > 50 * query.len(), "{refused}");
}

#[test]
fn any_other_byte_of_a_signed_header_or_of_their_list_is_refused() {
    let request = with_headers();
    for name in ["top-sign-list", "x-top-a", "x-top-b"] {
        let value = request.headers()[name].as_bytes();
        // `%e6` says what `%E6` does; the names in the list are signed as they are written.
        let is_same = |changed: &[u8]| name == "x-top-a" && changed.eq_ignore_ascii_case(value);
        for changed in changes(value).filter(|changed| !is_same(changed)) {
            let Ok(header) = HeaderValue::from_bytes(&changed) else { continue };
            let mut request = request.clone();
            request.headers_mut().insert(name, header);
            assert!(verify(request).is_err(), "{name}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn any_other_byte_of_a_body_is_refused() {
    for (content_type, body) in [
        (JSON, r#"{"nick":"淘宝"}"#),
        ("text/xml", "<a>淘</a>"),
        ("application/xml;charset=GBK", "<a/>"),
        ("text/plain", "x=1"),
    ] {
        let request = signed(QUERY, content_type, body);
        verify(request.clone()).unwrap();
        for changed in changes(body.as_bytes()) {
            let mut request = request.clone();
            *request.body_mut() = changed.clone().into();
            assert!(verify(request).is_err(), "{content_type}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn any_other_byte_of_a_form_is_refused() {
    let body = "nick=%E6%B7%98+x&empty=&z=1";
    let request = signed(QUERY, FORM, body);
    verify(request.clone()).unwrap();
    for changed in changes(body.as_bytes()).filter(|changed| !says_the_same(changed, body.as_bytes())) {
        let mut request = request.clone();
        *request.body_mut() = changed.clone().into();
        assert!(verify(request).is_err(), "{}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn a_byte_more_or_less_is_refused() {
    let request = signed(QUERY, JSON, "{}");
    for body in ["", "{", "{} ", " {}", "{}\n"] {
        let mut request = request.clone();
        *request.body_mut() = body.into();
        assert_eq!(verify(request).unwrap_err(), SpiError::InvalidSignature, "{body:?}");
    }
}

#[test]
fn the_protocol_signs_names_and_values_without_separators() {
    // The official check accepts the second by the signature of the first, too: nothing on the wire tells them apart.
    let request = signed(&format!("{QUERY}&x=y"), JSON, "{}");
    let query = request.uri().query().unwrap().replace("x=y", "x=&y=");
    let call = verify(with_query(&request, query.as_bytes()).unwrap()).unwrap();
    assert_eq!((call.parameter("x"), call.parameter("y")), (Some(""), Some("")));
}

#[test]
fn the_signature_must_be_there_once_in_the_query_and_exact() {
    let call = |query: String, body: &'static str| verify(unsigned(&query, FORM, body)).unwrap_err();
    let request = signed(QUERY, FORM, "");
    let signature = request.uri().query().unwrap().rsplit_once("sign=").unwrap().1;

    assert_eq!(call(QUERY.to_owned(), ""), SpiError::MissingSignature);
    assert_eq!(call(format!("{QUERY}&sign="), ""), SpiError::MissingSignature);
    let in_form = Bytes::from(format!("sign={signature}"));
    assert_eq!(verify(unsigned(QUERY, FORM, in_form)).unwrap_err(), SpiError::MissingSignature);
    let lower = signature.to_ascii_lowercase();
    for wrong in ["0", &signature[1..], &lower, &format!("{signature}0"), &format!("+{signature}")] {
        assert_eq!(call(format!("{QUERY}&sign={wrong}"), ""), SpiError::InvalidSignature, "{wrong}");
    }
    let twice = SpiError::Repeated("the query");
    assert_eq!(call(format!("{QUERY}&sign={signature}&sign={signature}"), ""), twice);
    assert_eq!(call(format!("sign=0&{QUERY}&sign={signature}"), ""), twice);
}

#[test]
fn another_secret_is_refused_and_a_blank_one_is_no_set_up() {
    let mut request = unsigned(QUERY, JSON, "{}");
    sign_call(&mut request, &"helloworlD".into()).unwrap();
    assert_eq!(verify(request).unwrap_err(), SpiError::InvalidSignature);

    for blank in ["", " ", "\u{3000}"] {
        assert_eq!(Spi::builder(blank).build().unwrap_err().to_string(), "the AppSecret is blank");
    }
}

#[test]
fn two_of_one_name_are_refused() {
    let refused = |request: Request<Bytes>| {
        let mut signing = request.clone();
        let error = sign_call(&mut signing, &SECRET.into()).unwrap_err();
        assert_eq!(verify(request).unwrap_err(), error);
        error
    };
    assert_eq!(refused(unsigned("a=1&a=2", JSON, "{}")), SpiError::Repeated("the query"));
    assert_eq!(refused(unsigned("a=1&%61=1", JSON, "{}")), SpiError::Repeated("the query"));
    assert_eq!(refused(unsigned("a=1", FORM, "b=1&b=1")), SpiError::Repeated("the form"));

    let mut request = unsigned("a=1", JSON, "{}");
    request.headers_mut().insert("top-sign-list", HeaderValue::from_static("x-a"));
    request.headers_mut().append("x-a", HeaderValue::from_static("1"));
    request.headers_mut().append("x-a", HeaderValue::from_static("2"));
    assert!(matches!(refused(request), SpiError::Unreadable(_)));
}

#[test]
fn a_name_without_a_value_has_its_sign_of_equality() {
    assert_eq!(verify(unsigned("a=1&b", JSON, "{}")).unwrap_err(), SpiError::NotAPair("the query"));
    assert_eq!(verify(unsigned("a=1", FORM, "b")).unwrap_err(), SpiError::NotAPair("the form"));
    let call = verify(signed(&format!("{QUERY}&&b=&"), FORM, "&c=&")).unwrap();
    assert_eq!((call.parameter("b"), call.parameter("c")), (Some(""), Some("")));
}

#[test]
fn a_body_that_is_not_signed_is_refused() {
    for content_type in ["application/octet-stream", "text/html", "application/jsom", "淘宝", ""] {
        let mut request = signed(QUERY, FORM, "");
        request
            .headers_mut()
            .insert("content-type", HeaderValue::from_bytes(content_type.as_bytes()).unwrap());
        *request.body_mut() = "{}".into();
        assert!(matches!(verify(request), Err(SpiError::UnsupportedContentType(_))), "{content_type}");
    }
    let mut request = signed(QUERY, FORM, "");
    request.headers_mut().remove("content-type");
    verify(request.clone()).unwrap();
    *request.body_mut() = "nick=x".into();
    assert!(matches!(verify(request), Err(SpiError::UnsupportedContentType(_))));
}

#[test]
fn a_header_that_a_parameter_stands_for_is_not_taken_for_signed() {
    let mut request = unsigned(&format!("{QUERY}&x-a=1"), JSON, "{}");
    for (name, value) in [("top-sign-list", "x-a,X-B,gone"), ("x-a", "forged"), ("x-b", "%E6%B7%98+1")] {
        request.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let call = verify(sign(request)).unwrap();

    assert_eq!(call.signed_header("x-a"), None);
    assert_eq!(call.signed_header("x-b"), Some("淘 1"));
    assert_eq!(call.signed_header("gone"), Some(""));
    assert_eq!(call.signed_header("content-type"), None);
    assert_eq!(call.parameter("sign"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_call_is_accepted_as_it_was_signed_and_refused_when_changed(
        pairs in proptest::collection::btree_map("q[a-z_淘%=&+ ]{0,6}", any::<String>(), 0..6),
        form in proptest::collection::btree_map("F[A-Z_宝%=&+ ]{0,6}", any::<String>(), 0..6),
        index in any::<Index>(),
        byte in any::<u8>(),
    ) {
        let encode = |pairs: &std::collections::BTreeMap<String, String>| {
            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
        };
        let query = format!("timestamp=2016-01-01+12:00:00&{}", encode(&pairs));
        let form = encode(&form);
        let request = signed(&query, FORM, form.clone());
        prop_assert!(verify(request.clone()).is_ok());

        let change = |text: &str| {
            let mut changed = text.as_bytes().to_vec();
            if let Some(changed) = changed.get_mut(index.index(text.len().max(1))) {
                *changed = byte;
            }
            (!says_the_same(&changed, text.as_bytes())).then_some(changed)
        };
        if let Some(changed) = change(&form) {
            let mut request = request.clone();
            *request.body_mut() = changed.into();
            prop_assert!(verify(request).is_err());
        }
        if let Some(request) = change(request.uri().query().unwrap()).and_then(|query| with_query(&request, &query)) {
            prop_assert!(verify(request).is_err());
        }
    }
}
