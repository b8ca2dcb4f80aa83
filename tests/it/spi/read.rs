//! Verified calls, read as what is declared.

use bytes::Bytes;
use encoding_rs::GBK;
use top_core::spi::{SpiCall, SpiError};
use top_core::{File, TopApi, TopObject};

use super::{FORM, JSON, Line, Order, OrderPushRequest, QUERY, Status, push, receive, signed, verify};

fn nested() -> OrderPushRequest {
    let line = |title: &str, price: Option<&str>, tags: &[&str]| Line {
        title: title.to_owned(),
        price: price.map(|price| price.parse().unwrap()),
        tags: (!tags.is_empty()).then(|| tags.iter().map(|tag| (*tag).to_owned()).collect()),
    };
    let orders = vec![
        Order {
            id: 7_104_300_007_405_429_232,
            status: Status::Paid,
            lines: vec![line("红色 T恤", Some("12.30"), &["a,b", "c"]), line("袜子", None, &[])],
        },
        Order { id: 2, status: Status::Other("NEW".to_owned()), lines: vec![] },
    ];
    OrderPushRequest { nick: "淘宝".to_owned(), orders: Some(orders), marks: Some(vec!["x".to_owned()]) }
}

const NESTED: &str = r#"{"nick":"淘宝","orders":[{"id":7104300007405429232,"status":"PAID","lines":[
    {"title":"红色 T恤","price":12.30,"tags":["a,b","c"]},{"title":"袜子"}]},
    {"id":"2","status":"NEW","lines":[]}],"marks":["x"],"undeclared":{}}"#;

#[test]
fn a_body_of_json_is_read_with_its_nested_lists() {
    assert_eq!(push(NESTED).unwrap(), nested());
}

#[test]
fn a_body_in_gbk_is_read_in_its_charset() {
    for charset in ["GBK", "gbk", "\"GBK\"", "GB18030", "gb2312"] {
        let content_type = format!("application/json; Charset={charset}");
        let request = signed(QUERY, &content_type, GBK.encode(NESTED).0.into_owned());
        assert_eq!(receive::<OrderPushRequest>(request).unwrap().into_inner(), nested(), "{charset}");
    }
}

#[test]
fn a_form_in_gbk_is_read_in_its_charset_query_and_headers_too() {
    // 淘宝 is CC D4 B1 A6 in GBK.
    let query = format!("{QUERY}&shop=%CC%D4%B1%A6");
    let mut request =
        super::unsigned(&query, "application/x-www-form-urlencoded;charset=GBK", "nick=%CC%D4+x");
    request.headers_mut().insert("top-sign-list", ::http::HeaderValue::from_static("x-a"));
    request.headers_mut().insert("x-a", ::http::HeaderValue::from_static("%B1%A6"));
    let call: SpiCall<OrderPushRequest> = receive(super::sign(request)).unwrap();

    assert_eq!((call.nick.as_str(), call.call().parameter("shop")), ("淘 x", Some("淘宝")));
    assert_eq!(call.call().signed_header("X-A"), Some("宝"));
}

#[test]
fn text_that_is_none_in_its_charset_is_refused() {
    let place_of = |request| match verify(request).unwrap_err() {
        SpiError::Undecodable { place, charset } => (place, charset),
        error => panic!("{error}"),
    };
    assert_eq!(place_of(super::unsigned("a=%FF", JSON, "{}")), ("the query", "UTF-8"));
    assert_eq!(place_of(super::unsigned("a=1", FORM, "a=%FF")), ("the form", "UTF-8"));
    assert_eq!(place_of(super::unsigned("a=1", JSON, &b"\"\xff\""[..])), ("the body", "UTF-8"));
    assert_eq!(place_of(super::unsigned("a=1", "text/xml;charset=gbk", &b"\xff"[..])), ("the body", "GBK"));
    for charset in ["klingon", "UTF-16", "iso-2022-jp"] {
        let error = verify(super::unsigned("a=1", &format!("text/xml;charset={charset}"), "")).unwrap_err();
        assert!(matches!(error, SpiError::Unreadable(_)), "{charset}: {error}");
    }
}

#[test]
fn a_form_is_read_as_the_parameters_of_a_call_the_query_first() {
    let form = "nick=form&orders=%5B%7B%22id%22%3A2%2C%22status%22%3A%22NEW%22%2C%22lines%22%3A%5B%5D%7D%5D&marks=a,b";
    let query = format!("{QUERY}&nick=query&empty=");
    let call: SpiCall<OrderPushRequest> = receive(signed(&query, FORM, form)).unwrap();

    assert_eq!(call.nick, "query");
    assert_eq!(call.orders.as_deref(), Some(&nested().orders.unwrap()[1..]));
    assert_eq!(call.marks.as_deref(), Some(&["a".to_owned(), "b".to_owned()][..]));
    assert_eq!(call.call().method(), Some("taobao.spi.order.push"));
    assert_eq!(call.call().parameter("empty"), Some(""));
    assert_eq!(call.call().body(), None);
    assert_eq!(
        call.call().parameters().map(|(name, _)| name).collect::<Vec<_>>(),
        ["app_key", "empty", "marks", "method", "nick", "orders", "timestamp", "v"]
    );
}

#[test]
fn a_call_without_a_body_is_read_from_its_query() {
    let mut request = super::unsigned(&format!("{QUERY}&nick=a%3Db=c"), FORM, "");
    *request.method_mut() = ::http::Method::GET;
    request.headers_mut().remove("content-type");
    let call: SpiCall<OrderPushRequest> = receive(super::sign(request)).unwrap();
    assert_eq!(call.nick, "a=b=c");
}

#[derive(Debug, TopApi)]
#[top(method = "taobao.spi.proof.push", response = ())]
struct ProofPushRequest {
    title: String,
    proof: File,
    more: Option<File>,
}

const MULTIPART: &str = "multipart/form-data;charset=UTF-8;boundary=123";

fn proof(title: &str, file_field: &str) -> Bytes {
    // As the official SDK writes its own: no blank behind the colon.
    let text = format!(
        "\r\n--123\r\nContent-Disposition:form-data;name=\"title\"\r\nContent-Type:text/plain\r\n\r\n{title}\
         \r\n--123\r\nContent-Disposition:form-data;name=\"{file_field}\";filename=\"a.png\"\r\nContent-Type:image/png\r\n\r\n\
         PNG\r\n--123--\r\n"
    );
    text.into()
}

const PROOF_QUERY: &str = "method=taobao.spi.proof.push&timestamp=2016-01-01+12:00:00";

#[test]
fn a_form_of_several_parts_is_signed_by_its_texts_and_read_with_its_files() {
    let request = signed(PROOF_QUERY, MULTIPART, proof("凭证", "proof"));
    // The signature is that of a form with the text alone.
    let form = signed(PROOF_QUERY, FORM, "title=%E5%87%AD%E8%AF%81");
    assert_eq!(request.uri(), form.uri());

    let call: SpiCall<ProofPushRequest> = receive(request.clone()).unwrap();
    assert_eq!(call.title, "凭证");
    assert_eq!(
        (call.proof.name(), call.proof.content_type(), &call.proof.bytes()[..]),
        ("a.png", "image/png", &b"PNG"[..])
    );
    assert!(call.more.is_none() && call.call().file("proof").is_some());

    let mut forged = request.clone();
    *forged.body_mut() = proof("凭证!", "proof");
    assert_eq!(verify(forged).unwrap_err(), SpiError::InvalidSignature);

    // What the protocol does not sign, and its documentation here says so.
    let mut replaced = request;
    *replaced.body_mut() =
        replaced.body().iter().map(|byte| if *byte == b'P' { b'J' } else { *byte }).collect();
    assert_eq!(&verify(replaced).unwrap().file("proof").unwrap().bytes()[..], b"JNG");
}

#[test]
fn a_file_passes_for_no_parameter() {
    for (query, name) in [(PROOF_QUERY.to_owned(), "title"), (format!("{PROOF_QUERY}&proof=1"), "proof")] {
        let error = verify(super::unsigned(&query, MULTIPART, proof("x", name))).unwrap_err();
        assert_eq!(error, SpiError::Unreadable("a file has the name of another field"));
    }
}

#[test]
fn a_form_of_several_parts_that_is_none_is_refused() {
    for (content_type, body) in [
        ("multipart/form-data", proof("x", "proof")),
        ("multipart/form-data;boundary=456", proof("x", "proof")),
        (MULTIPART, "--123\r\n".into()),
        (MULTIPART, "".into()),
    ] {
        let error = verify(super::unsigned(PROOF_QUERY, content_type, body)).unwrap_err();
        assert_eq!(error, SpiError::Unreadable("the form of several parts is malformed"), "{content_type}");
    }
}

#[test]
fn text_that_is_json_is_read_as_such() {
    let call: SpiCall<OrderPushRequest> = receive(signed(QUERY, "text/plain", r#"{"nick":"x"}"#)).unwrap();
    assert_eq!(call.nick, "x");
}

#[test]
fn what_the_gateway_sends_and_no_parser_takes_is_mended() {
    assert_eq!(push("{\"nick\":\"a\nb\"}").unwrap().nick, "a\nb");
    assert_eq!(push("\u{feff}{\"nick\":\"x\"}").unwrap().nick, "x");
}

#[test]
fn a_body_of_xml_is_read_with_its_nested_lists() {
    let xml = "<?xml version=\"1.0\"?><request><nick>淘宝</nick><orders>\
               <order><id>7104300007405429232</id><status>PAID</status><lines>\
               <line><title>红色 T恤</title><price>12.30</price><tags><tag>a,b</tag><tag>c</tag></tags></line>\
               <line><title>袜子</title></line></lines></order>\
               <order><id>2</id><status>NEW</status><lines/></order>\
               </orders><marks><mark>x</mark></marks></request>";
    for (content_type, body) in [
        ("text/xml", xml.as_bytes().to_vec()),
        ("application/xml;charset=UTF-8", xml.as_bytes().to_vec()),
        ("text/xml;charset=GBK", GBK.encode(xml).0.into_owned()),
    ] {
        let request = signed(QUERY, content_type, body);
        assert_eq!(receive::<OrderPushRequest>(request).unwrap().into_inner(), nested(), "{content_type}");
    }
    for (body, code) in [
        ("", "isv.invalid-parameter"),
        ("<request>", "isv.invalid-parameter"),
        ("<request/>", "isv.missing-parameter:nick"),
        ("<request>x</request>", "isv.invalid-parameter"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "isv.invalid-parameter"),
        ("<request><nick>x</nick><orders><order/></orders></request>", "isv.missing-parameter:orders[0].id"),
    ] {
        let error = receive::<OrderPushRequest>(signed(QUERY, "text/xml", body)).unwrap_err();
        assert_eq!(error.sub_code(), code, "{body}");
    }
}

#[test]
fn a_body_that_cannot_be_read_is_verified_and_names_its_type() {
    let call = verify(signed(QUERY, "text/plain", "<request/>")).unwrap();
    assert_eq!(call.body(), Some("<request/>"));
    let error = call.read::<OrderPushRequest>().unwrap_err();
    assert_eq!(error, SpiError::UnsupportedContentType("text/plain".to_owned()));
}

#[test]
fn a_call_of_another_api_is_refused() {
    let query = QUERY.replace("order.push", "order.pull");
    let error = receive::<OrderPushRequest>(signed(&query, JSON, NESTED)).unwrap_err();
    assert_eq!(error, SpiError::OtherMethod { expected: "taobao.spi.order.push" });
    assert_eq!(error.sub_code(), "isv.invalid-method");
    // One that names none could be any: this is how the method of a call is hidden without changing what is signed.
    let request = signed(QUERY, JSON, NESTED);
    let hidden =
        request.uri().to_string().replace("method=taobao", "method=&taobao").replace("push&", "push=&");
    let mut request = request;
    *request.uri_mut() = hidden.parse().unwrap();
    verify(request.clone()).unwrap();
    assert_eq!(receive::<OrderPushRequest>(request.clone()).unwrap_err(), error);
    // Whoever wants such calls says so.
    verify(request).unwrap().read::<OrderPushRequest>().unwrap();
}

#[test]
fn what_is_not_as_declared_is_refused_by_its_path() {
    for (body, code, message) in [
        ("{}", "isv.missing-parameter:nick", "`nick`: expected a required member, found nothing"),
        (r#"{"nick":"x","orders":[{}]}"#, "isv.missing-parameter:orders[0].id", "`orders[0].id`"),
        (
            r#"{"nick":"x","orders":[{"id":"x"}]}"#,
            "isv.invalid-parameter:orders[0].id",
            "expected a whole number, found text",
        ),
        (
            r#"{"nick":"x","orders":[{"id":1,"status":"A","lines":[{"title":"123456789"}]}]}"#,
            "isv.invalid-parameter:orders[0].lines[0].title",
            "at most 8 UTF-16 code units long, not 9",
        ),
        (r#"{"nick":" "}"#, "isv.missing-parameter:nick", "nick"),
        ("[]", "isv.invalid-parameter", "expected an object, found an array"),
        ("", "isv.invalid-parameter", "the body is no JSON"),
        (r#"{"nick":"SENTINEL"#, "isv.invalid-parameter", "the body is no JSON"),
    ] {
        let error = push(body).unwrap_err();
        assert_eq!(error.sub_code(), code, "{body}");
        assert!(error.sub_message().contains(message), "{body}: {error}");
        assert_eq!(error.sub_message(), error.to_string());
        assert!(!error.to_string().contains("SENTINEL"), "{error}");
    }
}

#[derive(Debug, TopObject)]
struct Anything {}

#[test]
fn a_struct_need_not_be_an_api() {
    verify(signed(QUERY, JSON, "{}")).unwrap().read::<Anything>().unwrap();
}
