//! The gateway for tests, spoken to in raw HTTP: it must accept what the platform accepts, and nothing more.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};
use top_core::sandbox::Sandbox;
use top_core::sign::sign;
use top_core::{DateTime, SignMethod, TopApi, TopObject};

#[derive(Debug, TopApi)]
#[top(method = "taobao.items.find", response = ItemsFindResponse)]
struct ItemsFindRequest {
    q: String,
    ids: Option<Vec<i64>>,
}

#[derive(Debug, Default, TopObject)]
struct ItemsFindResponse {
    items: Vec<ServiceFeeDTO2>,
    names: Vec<String>,
    total: Option<i64>,
}

#[derive(Debug, Default, TopObject)]
struct ServiceFeeDTO2 {
    ids: Vec<i64>,
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|request: ItemsFindRequest| {
        Ok(ItemsFindResponse {
            items: vec![ServiceFeeDTO2 { ids: request.ids.unwrap_or_default() }],
            names: vec![request.q],
            total: Some(1),
        })
    });
    sandbox
}

/// A call, parameter by parameter.
#[derive(Clone)]
struct Wire {
    parameters: Vec<(String, String)>,
    sign_method: SignMethod,
}

impl Wire {
    fn new() -> Self {
        let timestamp = DateTime::now().to_string();
        let parameters = [
            ("method", "taobao.items.find"),
            ("app_key", "12345678"),
            ("timestamp", &timestamp),
            ("v", "2.0"),
            ("format", "json"),
            ("sign_method", "hmac-sha256"),
            ("q", "红色 T恤 & 50%+"),
            ("ids", "1,9007199254740993"),
        ];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Self { parameters, sign_method: SignMethod::HmacSha256 }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(existing, _)| existing != name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(existing, _)| existing != name);
        self
    }

    fn signed(mut self) -> Self {
        let pairs = self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let signature = sign(pairs, None, &"helloworld".into(), self.sign_method);
        self.parameters.push(("sign".to_owned(), signature.as_str().to_owned()));
        self
    }

    /// Encodes the parameters that `choose` chooses, everything but letters and digits escaped.
    fn encode(&self, choose: impl Fn(&str) -> bool) -> String {
        let escape = |text: &str| {
            text.bytes().fold(String::new(), |mut escaped, byte| {
                if byte.is_ascii_alphanumeric() {
                    escaped.push(char::from(byte));
                } else {
                    let _ = write!(escaped, "%{byte:02x}");
                }
                escaped
            })
        };
        let pairs = self.parameters.iter().filter(|(name, _)| choose(name));
        pairs.map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
    }
}

/// Exchanges raw HTTP/1.1 with the gateway: status and body.
fn exchange(sandbox: &Sandbox, method: &str, query: &str, content_type: &str, body: &str) -> (u16, String) {
    let url = sandbox.url();
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} /{path}?{query} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let content_type = if body.starts_with('<') { "text/xml" } else { "text/javascript" };
    let content_type = format!("content-type: {content_type};charset=utf-8");
    assert!(status != 200 || head.to_ascii_lowercase().contains(&content_type), "{head}");
    (status, body.to_owned())
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

fn post(sandbox: &Sandbox, query: &str, body: &str) -> Value {
    let (status, body) = exchange(sandbox, "POST", query, FORM, body);
    assert_eq!(status, 200);
    serde_json::from_str(&body).unwrap()
}

/// Posts a call and returns the code of the error that it is answered with.
fn code_of(wire: &Wire) -> i64 {
    let answer = post(&sandbox(), "", &wire.encode(|_| true));
    answer["error_response"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

fn is_system(name: &str) -> bool {
    !matches!(name, "q" | "ids")
}

#[test]
fn parameters_may_be_in_the_body_in_the_query_or_split() {
    let sandbox = sandbox();
    let wire = Wire::new().signed();
    let splits: [(String, String); 3] = [
        (String::new(), wire.encode(|_| true)),
        (wire.encode(|_| true), String::new()),
        (wire.encode(is_system), wire.encode(|name| !is_system(name))),
    ];
    for (query, body) in splits {
        let answer = post(&sandbox, &query, &body);
        assert_eq!(answer["items_find_response"]["names"]["string"], json!(["红色 T恤 & 50%+"]), "{answer}");
    }
}

#[test]
fn get_is_accepted_and_other_verbs_are_error_9() {
    let sandbox = sandbox();
    let query = Wire::new().signed().encode(|_| true);

    let (_, body) = exchange(&sandbox, "GET", &query, FORM, "");
    assert!(body.contains("items_find_response"), "{body}");

    let (status, body) = exchange(&sandbox, "PUT", &query, FORM, "");
    assert!(status == 200 && body.contains(r#""code":9"#), "{body}");
}

#[test]
fn every_sign_method_is_verified() {
    for sign_method in SignMethod::ALL {
        let mut wire = Wire::new().with("sign_method", sign_method.as_str());
        wire.sign_method = sign_method;
        let answer = post(&sandbox(), "", &wire.signed().encode(|_| true));
        assert_eq!(answer["items_find_response"]["total"], json!(1), "{answer}");
    }
}

#[test]
fn a_signature_over_other_bytes_is_error_25() {
    assert_eq!(code_of(&Wire::new().signed().with("q", "红色 T恤 & 50%-")), 25);
    assert_eq!(code_of(&Wire::new().signed().with("added", "later")), 25);
    assert_eq!(code_of(&Wire::new().signed().without("ids")), 25);
    assert_eq!(code_of(&Wire::new().with("sign", "0")), 25);
}

#[test]
fn a_sign_method_that_is_none_is_error_25() {
    for sign_method in ["MD5", "sha256", "hmac-sha1"] {
        assert_eq!(code_of(&Wire::new().with("sign_method", sign_method).signed()), 25);
    }
}

#[test]
fn each_system_parameter_has_its_codes_for_missing_and_invalid() {
    for (name, invalid, code_of_missing, code_of_invalid) in [
        ("method", "taobao.items.lose", 21, 22),
        ("app_key", "87654321", 28, 29),
        ("timestamp", "yesterday", 30, 31),
        ("timestamp", "2016-01-01 12:00:00", 30, 31),
        ("v", "1.0", 32, 33),
    ] {
        assert_eq!(code_of(&Wire::new().without(name).signed()), code_of_missing, "missing {name}");
        assert_eq!(code_of(&Wire::new().with(name, " ").signed()), code_of_missing, "blank {name}");
        assert_eq!(code_of(&Wire::new().with(name, invalid).signed()), code_of_invalid, "{name}={invalid}");
    }
    assert_eq!(code_of(&Wire::new()), 24, "missing sign");
}

#[test]
fn a_format_that_is_none_is_error_23_and_without_one_the_answer_is_xml() {
    let answer = |wire: Wire| exchange(&sandbox(), "POST", "", FORM, &wire.signed().encode(|_| true)).1;

    assert!(answer(Wire::new().with("format", "yaml")).contains("<error_response><code>23</code>"));
    for wire in
        [Wire::new().without("format"), Wire::new().with("format", " "), Wire::new().with("format", "xml")]
    {
        let answer = answer(wire.with("simplify", "true"));
        let (declaration, body) = answer.split_once("<items_find_response>").unwrap();
        let (body, machine) = body.split_once("</items_find_response>").unwrap();
        assert_eq!((declaration, machine), (r#"<?xml version="1.0" encoding="utf-8" ?>"#, "<!--sandbox-->"));
        assert!(
            body.starts_with(
                "<items><service_fee_d_t_o><ids><number>1</number><number>9007199254740993</number></ids>\
                 </service_fee_d_t_o></items><names><string>红色 T恤 &amp; 50%+</string></names><total>1</total>\
                 <request_id>sandbox"
            ),
            "{body}"
        );
    }
}

#[test]
fn an_answer_is_compressed_for_those_who_accept_it() {
    let sandbox = sandbox();
    let call = Wire::new().signed().encode(|_| true);
    for (accepted, is_compressed) in [
        ("gzip", true),
        ("deflate, gzip;q=1.0, *;q=0.5", true),
        ("br", false),
        ("gzip;q=0", false),
        ("identity", false),
    ] {
        let url = sandbox.url();
        let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept-Encoding: {accepted}\r\n\
             Content-Type: {FORM}\r\nContent-Length: {}\r\n\r\n",
            call.len()
        );
        stream.write_all((head + &call).as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();

        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
        assert_eq!(head.contains("content-encoding: gzip"), is_compressed, "{accepted}: {head}");
        let mut body = String::new();
        if is_compressed {
            flate2::read::GzDecoder::new(&answer[end + 4..]).read_to_string(&mut body).unwrap();
        } else {
            body = String::from_utf8(answer[end + 4..].to_vec()).unwrap();
        }
        assert!(body.starts_with(r#"{"items_find_response":{"#), "{body}");
    }
}

#[test]
fn wrapped_lists_have_the_name_of_their_type_with_an_underline_before_every_capital() {
    let answer = post(&sandbox(), "", &Wire::new().signed().encode(|_| true));
    assert_eq!(
        answer["items_find_response"]["items"],
        json!({"service_fee_d_t_o": [{"ids": {"number": [1, 9_007_199_254_740_993_i64]}}]})
    );
}

#[test]
fn simplified_lists_are_arrays_and_there_is_no_root() {
    for simplify in ["true", "1"] {
        let answer = post(&sandbox(), "", &Wire::new().with("simplify", simplify).signed().encode(|_| true));
        assert_eq!(answer["items"], json!([{"ids": [1, 9_007_199_254_740_993_i64]}]));
        assert!(answer["request_id"].is_string());
    }
}

#[test]
fn another_path_is_not_found() {
    let sandbox = sandbox();
    let host = sandbox.url().replace("http://", "").replace("/router/rest", "");
    let mut stream = TcpStream::connect(&host).unwrap();
    write!(stream, "GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

#[test]
fn refused_calls_are_recorded_with_their_code() {
    let sandbox = sandbox();
    post(&sandbox, "", &Wire::new().signed().with("q", "other").encode(|_| true));
    post(&sandbox, "", &Wire::new().signed().encode(|_| true));

    let calls = sandbox.calls();

    assert_eq!(
        calls.iter().map(top_core::sandbox::RecordedCall::error_code).collect::<Vec<_>>(),
        [Some(25), None]
    );
    assert_eq!(calls[1].method(), "taobao.items.find");
    assert_eq!(
        calls[1].parameters().collect::<Vec<_>>(),
        [("ids", "1,9007199254740993"), ("q", "红色 T恤 & 50%+")]
    );
}

#[test]
fn a_stopped_sandbox_closes_its_port() {
    let url = sandbox().url();
    let host = url.strip_prefix("http://").unwrap().split_once('/').unwrap().0;
    assert!(TcpStream::connect(host).is_err());
}

#[test]
fn the_sandbox_takes_its_application_and_clock_from_its_builder() {
    let noon: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    let sandbox = Sandbox::builder().app("87654321", "s3cr3t").clock(move || noon).start().unwrap();
    let mut wire = Wire::new().with("app_key", "87654321").with("timestamp", "2016-01-01 12:09:59");
    let pairs = wire.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let signature = sign(pairs, None, &"s3cr3t".into(), SignMethod::HmacSha256);
    wire = wire.with("sign", signature.as_str());
    sandbox.handle(|_: ItemsFindRequest| Ok(ItemsFindResponse::default()));

    let answer = post(&sandbox, "", &wire.encode(|_| true));

    assert!(answer["items_find_response"].is_object(), "{answer}");
}

#[test]
fn a_gateway_keeps_as_many_calls_as_it_is_told() {
    let sandbox = Sandbox::builder().keep_calls(2).start().unwrap();
    for _ in 0..3 {
        post(&sandbox, "", &Wire::new().signed().encode(|_| true));
    }

    let ids: Vec<_> = sandbox.calls().iter().map(|call| call.request_id().to_owned()).collect();
    assert_eq!(ids, ["sandbox00000002", "sandbox00000003"]);
}
