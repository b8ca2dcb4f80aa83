//! The whole of what a call sends.

use http::{HeaderMap, header};
use top_core::{CallOptions, Format, SignMethod, TopApi, gateway};

use super::{app, form, parameter, prepare, timestamp};

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request {}

#[derive(Default, TopApi)]
#[top(method = "taobao.probe.get")]
struct TextRequest {
    text: Option<String>,
    words: Option<Vec<String>>,
}

#[test]
fn a_call_is_accompanied_by_the_system_parameters() {
    let call = prepare(&app(), &Request {});

    let form = form(&call);
    let (signature, others) = form.split_last().unwrap();
    assert_eq!(signature.0, "sign");
    assert_eq!(signature.1.len(), 64);
    let others: Vec<_> = others.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        others,
        [
            ("app_key", "12345678"),
            ("format", "json"),
            ("method", "taobao.probe.get"),
            ("sign_method", "hmac-sha256"),
            ("simplify", "true"),
            ("timestamp", "2016-01-01 12:00:00"),
            ("v", "2.0"),
        ]
    );
    assert_eq!(Format::Json.as_str(), "json");
}

#[test]
fn the_parameters_of_a_request_are_its_own_alone() {
    assert!(Request {}.params().is_empty());
    let params = TextRequest { text: Some("x".to_owned()), words: None }.params();
    assert_eq!(params.iter().collect::<Vec<_>>(), [("text", "x")]);
    assert_eq!((params.len(), params.get("words"), params.get("method")), (1, None, None));
}

#[test]
fn parameters_are_in_the_order_of_the_bytes_of_their_names() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        foobar: i64,
        foo_bar: i64,
        foo: i64,
        #[top(name = "fooBar")]
        camel: i64,
        #[top(name = "Z")]
        capital: i64,
        #[top(name = "foo.bar")]
        dotted: i64,
        foo1: i64,
        _t: i64,
        zzz: i64,
    }
    let request =
        Request { foobar: 1, foo_bar: 2, foo: 3, camel: 4, capital: 5, dotted: 6, foo1: 7, _t: 8, zzz: 9 };

    let names: Vec<_> = form(&prepare(&app(), &request)).into_iter().map(|(name, _)| name).collect();
    let expected = [
        "Z",
        "_t",
        "app_key",
        "foo",
        "foo.bar",
        "foo1",
        "fooBar",
        "foo_bar",
        "foobar",
        "format",
        "method",
        "sign_method",
        "simplify",
        "timestamp",
        "v",
        "zzz",
        "sign",
    ];
    assert_eq!(names, expected);
    let params = request.params();
    let own: Vec<_> = params.iter().map(|(name, _)| name).collect();
    assert_eq!(own, ["Z", "_t", "foo", "foo.bar", "foo1", "fooBar", "foo_bar", "foobar", "zzz"]);
}

#[test]
fn blank_text_is_neither_signed_nor_sent() {
    let without = prepare(&app(), &TextRequest::default());
    for blank in ["", " ", "\t\r\n", "\u{3000}\u{2003}"] {
        let blank = TextRequest { text: Some(blank.to_owned()), words: Some(Vec::new()) };

        assert_eq!(prepare(&app(), &blank).body(), without.body());
    }
}

#[test]
fn blank_that_is_no_white_space_to_java_is_signed_and_sent() {
    let without = prepare(&app(), &TextRequest::default());
    for text in ["\u{a0}", "\u{2007}", "\u{202f}", "\u{85}", "\u{200b}", "\u{feff}", "\0"] {
        let call = prepare(&app(), &TextRequest { text: Some(text.to_owned()), words: None });

        assert_eq!(parameter(&call, "text").as_deref(), Some(text), "{text:?}");
        assert_ne!(parameter(&call, "sign"), parameter(&without, "sign"));
    }
}

#[test]
fn without_simplify_there_is_no_such_parameter() {
    let call = prepare(&app().with_simplify(false), &Request {});

    assert_eq!(parameter(&call, "simplify"), None);
}

#[test]
fn a_partner_id_is_sent_and_signed() {
    let call = prepare(&app().with_partner_id("top-sdk-java-20190226"), &Request {});

    assert_eq!(parameter(&call, "partner_id").as_deref(), Some("top-sdk-java-20190226"));
    assert_ne!(parameter(&call, "sign"), parameter(&prepare(&app(), &Request {}), "sign"));
}

#[test]
fn the_sign_method_is_sent_as_it_is_used() {
    for (method, name, digits) in [
        (SignMethod::Md5, "md5", 32),
        (SignMethod::Hmac, "hmac", 32),
        (SignMethod::HmacSha256, "hmac-sha256", 64),
    ] {
        let app = app().with_sign_method(method);
        let call = prepare(&app, &Request {});

        assert_eq!(app.sign_method(), method);
        assert_eq!(parameter(&call, "sign_method").as_deref(), Some(name));
        assert_eq!(parameter(&call, "sign").unwrap().len(), digits);
    }
}

#[test]
fn the_session_of_a_call_goes_before_that_of_the_application() {
    let app = app().with_session("session of all");
    let call = app.prepare(&Request {}, &CallOptions::new().session("session of one"), timestamp()).unwrap();

    assert_eq!(parameter(&call, "session").as_deref(), Some("session of one"));
    assert_eq!(parameter(&prepare(&app, &Request {}), "session").as_deref(), Some("session of all"));
}

#[test]
fn a_blank_session_is_none() {
    assert_eq!(prepare(&app().with_session(" "), &Request {}).body(), prepare(&app(), &Request {}).body());
}

#[test]
fn session_and_parameters_are_in_the_body_alone() {
    let app = app().with_session("6100e234").with_gateway("https://gateway.example/router/rest?tenant=1");
    let call = prepare(&app, &TextRequest { text: Some("sentinel".to_owned()), words: None });

    assert_eq!(call.url(), "https://gateway.example/router/rest?tenant=1");
    assert_eq!(call.method(), "taobao.probe.get");
    let headers = format!("{:?}", call.headers());
    for part in ["6100e234", "sentinel", "12345678", "taobao", &parameter(&call, "sign").unwrap()] {
        assert!(!headers.contains(part), "{headers}");
        assert!(!format!("{call:?}").contains(part) || part == "taobao");
    }
    assert_eq!(parameter(&call, "session").as_deref(), Some("6100e234"));
    assert_eq!(parameter(&call, "tenant"), None);
}

#[test]
fn calls_go_to_the_production_environment_as_a_form_in_utf_8() {
    let call = prepare(&app(), &Request {});

    assert_eq!(call.url(), gateway::PRODUCTION);
    assert_eq!(app().gateway(), "https://gw.api.taobao.com/router/rest");
    let headers: HeaderMap = call.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "application/x-www-form-urlencoded;charset=UTF-8");
}

#[test]
fn a_prepared_call_is_the_same_every_time() {
    let request = TextRequest { text: Some("x".to_owned()), words: Some(vec!["y".to_owned()]) };

    let call = prepare(&app(), &request);
    assert_eq!(call.body(), prepare(&app(), &request).body());
    assert_eq!(call.body(), call.clone().body());
}

#[test]
fn each_byte_is_written_as_the_official_encoder_writes_it() {
    for byte in 1..=0x7f_u8 {
        // In the middle, since text at the ends may be blank; two digits follow, with which a lone `%` would be an escape.
        let text = format!("a{}41", char::from(byte));
        let call = prepare(&app(), &TextRequest { text: Some(text.clone()), words: None });

        let expected = match byte {
            b' ' => "text=a+41".to_owned(),
            b'*' | b'-' | b'.' | b'_' => format!("text={text}"),
            byte if byte.is_ascii_alphanumeric() => format!("text={text}"),
            byte => format!("text=a%{byte:02X}41"),
        };
        let body = std::str::from_utf8(call.body()).unwrap();
        assert!(body.split('&').any(|pair| pair == expected), "{expected} is not in {body}");
        assert_eq!(parameter(&call, "text"), Some(text));
    }
}

#[test]
fn text_that_looks_encoded_is_encoded_again() {
    for text in ["%0a.%0a", "%41", "100%25", "a%2", "%", "a+b%2Bc", "%E6%B7%98"] {
        let call = prepare(&app(), &TextRequest { text: Some(text.to_owned()), words: None });
        assert_eq!(parameter(&call, "text").as_deref(), Some(text));
    }
}
