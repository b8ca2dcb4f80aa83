//! Answers in XML.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use top_core::error::DecodeErrorKind;
use top_core::{App, CallOptions, DateTime, Format, Json, TopApi, TopObject};

use super::{Request, Response, decode, decode_as, decode_with, failure, platform_error, status_failure};

#[derive(Debug, TopApi)]
#[top(method = "taobao.probe.get", response = Probe)]
pub(super) struct ProbeRequest {}

#[derive(Debug, Clone, PartialEq, Default, TopObject)]
pub(super) struct Probe {
    text: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
    date: Option<DateTime>,
    texts: Option<Vec<String>>,
    numbers: Option<Vec<i64>>,
    map: Option<BTreeMap<String, String>>,
    json: Option<Json>,
    next: Option<Box<Probe>>,
    list: Option<Vec<Probe>>,
}

/// Reads the members of a response.
#[track_caller]
fn probe(members: &str) -> Probe {
    let body = format!("<probe_get_response>{members}</probe_get_response>");
    decode_as(&ProbeRequest {}, &body).unwrap().into_inner()
}

#[track_caller]
fn text(content: &str) -> String {
    probe(&format!("<text>{content}</text>")).text.unwrap()
}

#[test]
fn xml_is_asked_for_by_the_application_or_by_the_call() {
    let body = |app: App, options: CallOptions| {
        let call = app.prepare(&Request {}, &options, DateTime::MIN).unwrap();
        assert_eq!(call.headers()[http::header::ACCEPT_ENCODING], "gzip");
        (String::from_utf8(call.body().to_vec()).unwrap(), call.headers()[http::header::ACCEPT].clone())
    };
    let app = || App::new("12345678", "helloworld");
    for (body, accept) in [
        body(app().with_format(Format::Xml), CallOptions::new()),
        body(app(), CallOptions::new().format(Format::Xml)),
    ] {
        assert!(body.contains("&format=xml&") && !body.contains("simplify"), "{body}");
        assert_eq!(accept, "text/xml,application/xml");
    }
    let (body, accept) = body(app().with_format(Format::Xml), CallOptions::new().format(Format::Json));
    assert!(body.contains("&format=json&") && body.contains("&simplify=true&"), "{body}");
    assert_eq!(accept, "application/json,text/javascript");
}

#[test]
fn an_answer_is_read_as_what_it_is_whatever_was_asked_for() {
    for format in [Format::Json, Format::Xml] {
        let call = prepare_as(format);
        for body in [
            "<items_get_response><total_results>7</total_results></items_get_response>",
            r#"{"total_results":7}"#,
        ] {
            let reply = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap();
            assert_eq!(reply.total_results, Some(7));
        }
    }
}

fn prepare_as(format: Format) -> top_core::PreparedCall<Response> {
    let app = App::new("12345678", "helloworld").with_format(format);
    app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap()
}

#[test]
fn a_document_has_a_declaration_and_a_comment_that_names_the_machine() {
    let body = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<?x y?><!-- a -->\n<items_get_response>\n\
                <total_results>7</total_results><request_id>x</request_id>\n</items_get_response>\n<!--top011008055196.na61-->\n";
    let reply = decode(body).unwrap();

    assert_eq!((reply.total_results, reply.request_id()), (Some(7), Some("x")));
    assert_eq!(reply.body(), body);
}

#[test]
fn lists_are_elements_of_any_name_inside_an_element() {
    let one = Probe { number: Some(1), ..Probe::default() };
    let two = Probe { number: Some(2), ..Probe::default() };
    for (members, list) in [
        (
            "<list><probe><number>1</number></probe><probe><number>2</number></probe></list>",
            vec![one.clone(), two],
        ),
        ("<list><probe><number>1</number></probe></list>", vec![one.clone()]),
        ("<list>\n  <n_tbk_item>\n<number>1</number></n_tbk_item>\n</list>", vec![one.clone()]),
        (r#"<list list="true"><probe><number>1</number></probe></list>"#, vec![one.clone()]),
        ("<list><list><number>1</number></list></list>", vec![one.clone()]),
        ("<list><probe/></list>", vec![Probe::default()]),
        ("<list><probe/><probe></probe></list>", vec![Probe::default(); 2]),
        (r#"<list>[{"number":1}]</list>"#, vec![one]),
        ("<list/>", vec![]),
        ("<list></list>", vec![]),
        ("<list>\n  </list>", vec![]),
        ("<list><!-- none --></list>", vec![]),
    ] {
        assert_eq!(probe(members).list, Some(list), "{members}");
    }
    assert_eq!(probe("<text/>").list, None);
    assert_eq!(probe("<texts><string>a</string><string/></texts>").texts.unwrap(), ["a", ""]);
    assert_eq!(probe("<texts><string>a,b</string></texts>").texts.unwrap(), ["a,b"]);
    assert_eq!(probe("<numbers><number> 1 </number><number>-2</number></numbers>").numbers.unwrap(), [1, -2]);
}

#[test]
fn what_is_wrong_in_a_list_has_its_path() {
    let error = failure(decode_as(
        &ProbeRequest {},
        "<probe_get_response><list><a/><a><numbers><n>1</n><n>x</n></numbers></a></list></probe_get_response>",
    ));

    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Member, "list[1].numbers[1]"));
    assert_eq!(error.problem(), "expected a whole number, found text");
}

#[test]
fn an_empty_element_is_empty_text_an_empty_list_an_empty_struct_and_no_number() {
    for empty in ["<{}/>", "<{}></{}>", "<{} />", "<{}><![CDATA[]]></{}>", "<{}><!-- --></{}>", "<{} a='b'/>"]
    {
        let members: String = ["text", "number", "flag", "date", "texts", "map", "json", "next", "list"]
            .iter()
            .map(|name| empty.replace("{}", name))
            .collect();
        let expected = Probe {
            text: Some(String::new()),
            texts: Some(vec![]),
            map: Some(BTreeMap::new()),
            next: Some(Box::default()),
            list: Some(vec![]),
            ..Probe::default()
        };
        assert_eq!(probe(&members), expected, "{empty}");
    }
}

#[test]
fn text_is_kept_as_it_is() {
    for (content, read) in [
        (" a ", " a "),
        ("  ", "  "),
        ("a<![CDATA[<b>&amp;]]>c", "a<b>&amp;c"),
        ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"),
        (" <![CDATA[x]]>", " x"),
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("&amp;lt;", "&lt;"),
        ("&#20013;&#x4e2D;", "中中"),
        ("&#128512;😀", "😀😀"),
        ("a<!-- b -->c<?d e?>f", "acf"),
        ("a\r\nb\rc&#13;", "a\nb\nc\r"),
        ("a\u{1}b\tc", "a\u{1}b\tc"),
        ("don&apos;t", "don't"),
        ("12.30", "12.30"),
        ("true", "true"),
    ] {
        assert_eq!(text(content), read, "{content}");
    }
}

#[test]
fn a_character_that_some_writers_refer_to_by_halves_is_whole() {
    for (content, read) in [
        ("&#55357;&#56832;", "😀"),
        ("&#xd83d;&#xDE00;!", "😀!"),
        ("a&#55357;b", "a\u{fffd}b"),
        ("&#56832;", "\u{fffd}"),
        ("&#55357;&#55357;&#56832;", "\u{fffd}😀"),
        ("&#55357;<![CDATA[x]]>", "\u{fffd}x"),
    ] {
        assert_eq!(text(content), read, "{content}");
    }
}

#[test]
fn scalars_are_their_text() {
    let date: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    let probe = probe(
        "<number>9007199254740993</number><flag>TRUE</flag><date>2016-01-01 12:00:00</date>\
         <json>{&quot;a&quot;:[1.50]}</json><map><a>1</a><b>&lt;</b></map><next>{\"number\":\"7\"}</next>",
    );

    assert_eq!((probe.number, probe.flag, probe.date), (Some(9_007_199_254_740_993), Some(true), Some(date)));
    assert_eq!(probe.json.unwrap().as_str(), r#"{"a":[1.50]}"#);
    assert_eq!(
        probe.map.unwrap().into_iter().collect::<Vec<_>>(),
        [("a".into(), "1".into()), ("b".into(), "<".into())]
    );
    assert_eq!(probe.next.unwrap().number, Some(7));
}

#[test]
fn attributes_and_text_beside_elements_mean_nothing() {
    let probe = probe(r#"text<next list="true" x:y="&unknown;">text<number>1</number>text</next>"#);

    assert_eq!(probe.next.unwrap().number, Some(1));
}

#[test]
fn members_that_are_not_declared_stay_reachable() {
    let members = "<more><a>1</a></more><number>7</number><none/>";
    let body = format!("<probe_get_response>{members}</probe_get_response>");
    let reply = decode_as(&ProbeRequest {}, &body).unwrap();

    assert_eq!(reply.number, Some(7));
    assert_eq!(reply.to_json().as_str(), r#"{"more":{"a":"1"},"number":"7","none":""}"#);
    for body in [r#"{"number":7,"more":[1.50]}"#, r#"{"probe_get_response":{"number":7,"more":[1.50]}}"#] {
        let reply = decode_as(&ProbeRequest {}, body).unwrap();
        assert_eq!(reply.to_json().as_str(), r#"{"number":7,"more":[1.50]}"#);
        assert_eq!(reply.body(), body);
    }
    assert_eq!(decode("<items_get_response/>").unwrap().to_json().as_str(), "{}");
    let body = "<r><texts><s>a</s><s>b</s></texts><one><s>a</s></one><x/><x>1</x><y/></r>";
    assert_eq!(
        decode_as(&ProbeRequest {}, body).unwrap().to_json().as_str(),
        r#"{"texts":{"s":["a","b"]},"one":{"s":"a"},"x":["","1"],"y":""}"#
    );
}

#[test]
fn errors_of_the_platform_are_errors_whatever_the_status() {
    let body = "<?xml version=\"1.0\" encoding=\"utf-8\" ?><error_response><code>15</code><msg>Remote service error</msg>\
                <sub_code>isv.x</sub_code><sub_msg>非法&lt;参数</sub_msg><request_id>x</request_id></error_response><!--a-->";
    for status in [200, 400, 500] {
        let error = platform_error(decode_with(status, body));

        assert_eq!((error.code(), error.msg(), error.status()), (15, "Remote service error", status));
        assert_eq!((error.sub_code(), error.sub_msg()), (Some("isv.x"), Some("非法<参数")));
        assert_eq!(error.request_id(), Some("x"));
    }
    let error = failure(decode("<error_response>gone</error_response>"));
    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Response, "error_response"));
    status_failure(decode_with(502, "<oops/>"));
    status_failure(decode_with(502, "<oops>"));
}

#[test]
fn the_root_is_the_response_or_holds_a_member_of_it() {
    assert_eq!(*decode("<items_get_response/>").unwrap(), Response::default());
    assert_eq!(decode("<r><total_results>7</total_results></r>").unwrap().total_results, Some(7));
    for body in [
        "<total_results>7</total_results>",
        "<location><city>x</city></location>",
        "<r><zzz>1</zzz></r>",
        "<rss><channel/></rss>",
        "<r/>",
        "<r>text</r>",
    ] {
        let error = failure(decode(body));
        assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Response, ""), "{body}: {error}");
    }
    let error = failure(decode("<items_get_response>ok</items_get_response>"));
    assert_eq!(error.problem(), "expected an object, found text");
}

#[test]
fn an_api_without_a_response_is_answered_by_any_response_and_by_no_page() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.add")]
    struct AddRequest {}

    for body in [
        "<probe_add_response/>",
        "<probe_add_response><request_id>x</request_id></probe_add_response>",
        "<add_response><a/></add_response>",
    ] {
        decode_as(&AddRequest {}, body).unwrap();
    }
    let page = "<?xml version='1.0'?><html xmlns='x'><body><p>502</p></body></html>";
    assert_eq!(failure(decode_as(&AddRequest {}, page)).kind(), DecodeErrorKind::Response);
}
