//! XML that breaks parsers.

use http::{HeaderMap, StatusCode};
use top_core::error::DecodeErrorKind;
use top_core::{App, CallOptions, DateTime, Error};

use super::xml::ProbeRequest;
use super::{Request, decode, decode_as, failure, prepare};

#[track_caller]
fn syntax(body: &str) -> String {
    let error = failure(decode(body));
    assert_eq!((error.kind(), error.path()), (DecodeErrorKind::Syntax, ""), "{error}");
    error.problem().to_owned()
}

#[test]
fn entities_are_xmls_own_and_nothing_is_expanded() {
    let bomb = r#"<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><r><note>&b;</note></r>"#;
    let external = r#"<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>"#;
    for body in [bomb, external, "<!DOCTYPE r><r/>"] {
        assert!(
            syntax(body).starts_with("the body is no XML: a document type is refused at byte "),
            "{body}"
        );
    }
    for reference in ["&nbsp;", "&b;", "&#0;", "&#x110000;", "&#;", "&#x;", "&;", "&#-1;", "&#+55357;"] {
        syntax(&format!("<items_get_response><note>{reference}</note></items_get_response>"));
    }
}

#[test]
fn truncated_xml_cannot_be_read_wherever_it_ends() {
    let body = "<?xml version='1.0'?><items_get_response><!--a--><items><item><num_iid>1</num_iid></item></items>\
                <note a='b'>&lt;<![CDATA[x]]></note></items_get_response>";
    for end in 0..body.len() {
        let problem = syntax(&body[..end]);
        assert!(end == 0 || problem.starts_with("the body is no XML: "), "{problem}");
    }
    decode(body).unwrap();
}

#[test]
fn what_only_looks_like_xml_is_none() {
    for body in [
        "<",
        "<>",
        "< items_get_response/>",
        "<a></b>",
        "<a><b></a></b>",
        "</a>",
        "<a/></a>",
        "<a/><b/>",
        "<a/>text",
        "<a/>&lt;",
        "<a/><![CDATA[x]]>",
        "<!-- a -->",
        "<?xml version='1.0'?>",
        "<items_get_response><note>a & b</note></items_get_response>",
        "<items_get_response><note>&lt</note></items_get_response>",
        "<items_get_response><note a='</note></items_get_response>",
        "<items_get_response><note><![CDATA[</note></items_get_response>",
        "<items_get_response><!-- </items_get_response>",
        "<!doctype x><items_get_response/>",
    ] {
        let problem = syntax(body);
        assert!(problem.starts_with("the body is no XML: "), "{body}: {problem}");
    }
}

#[test]
fn a_page_for_people_is_called_one() {
    for page in ["<!DOCTYPE html><html></html>", "\n<HTML lang=en>", "<!doctype HTML PUBLIC \"x\">"] {
        assert_eq!(syntax(page), "the body is a page of HTML");
    }
}

#[test]
fn nesting_is_limited() {
    let nest = |levels: usize| {
        format!("<r>{}<number>7</number>{}</r>", "<next>".repeat(levels), "</next>".repeat(levels))
    };
    decode_as(&ProbeRequest {}, &nest(60)).unwrap();
    let error = failure(decode_as(&ProbeRequest {}, &nest(70)));
    assert_eq!((error.kind(), error.path().len()), (DecodeErrorKind::Member, 64 * 5 + 4));
    assert!(error.problem().contains("at most 64 levels"), "{error}");
    for levels in [101, 100_000] {
        for body in [nest(levels), "<a>".repeat(levels), format!("<r><x>{}", "<a>".repeat(levels))] {
            let error = failure(decode_as(&ProbeRequest {}, &body));
            assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{error}");
            assert_eq!(error.problem(), "the body is nested deeper than 100 levels");
        }
    }
}

#[test]
fn the_words_of_an_error_hold_nothing_of_the_body() {
    let name = "s3cr3t".repeat(1000);
    for body in
        [format!("<a></{name}>"), format!("</{name}>"), format!("<a>&{name};</a>"), format!("<{name}>")]
    {
        let problem = syntax(&body);
        assert!(!problem.contains("s3cr3t") && problem.len() < 100, "{problem}");
    }
}

#[test]
fn a_list_of_a_hundred_thousand_elements_is_read() {
    let body = format!("<r><items>{}</items></r>", "<item><num_iid>1</num_iid></item>".repeat(100_000));

    assert_eq!(decode(&body).unwrap().items.len(), 100_000);
}

#[test]
fn a_secret_that_is_echoed_as_markup_is_blotted_out() {
    let session = "a<b>&\"c'd";
    let options = CallOptions::new().session(session);
    let call = App::new("12345678", "helloworld").prepare(&Request {}, &options, DateTime::MIN).unwrap();
    for echo in
        ["a&lt;b&gt;&amp;\"c'd", "a&lt;b&gt;&amp;&quot;c&apos;d", "a&lt;b&gt;&amp;&quot;c&#39;d", session]
    {
        let body = format!("<r><zzz>{echo}</zzz></r>");
        let Err(Error::Decode(error)) = call.decode(StatusCode::OK, &HeaderMap::new(), body) else {
            panic!("{echo}")
        };
        assert!(!error.body_excerpt().contains("c'd") && !error.body_excerpt().contains("a&lt;"), "{error}");
    }
    prepare(&Request {}).decode(StatusCode::OK, &HeaderMap::new(), "<items_get_response/>").unwrap();
}
