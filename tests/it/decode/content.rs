//! Bodies that are compressed, in other charsets, or too large.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, StatusCode};
use top_core::error::{DecodeError, DecodeErrorKind};
use top_core::{App, CallOptions, DateTime, Error, Reply};

use super::{Request, Response, failure, platform_error, status_failure};

fn decode_limited(
    max_body_bytes: usize,
    headers: &[(HeaderName, &str)],
    status: u16,
    body: impl Into<Bytes>,
) -> Result<Reply<Response>, Error> {
    let app = App::new("12345678", "helloworld").with_max_body_bytes(max_body_bytes);
    let call = app.prepare(&Request {}, &CallOptions::new(), DateTime::MIN).unwrap();
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect();
    call.decode(StatusCode::from_u16(status).unwrap(), &headers, body)
}

fn decode(headers: &[(HeaderName, &str)], body: impl Into<Bytes>) -> Result<Reply<Response>, Error> {
    decode_limited(1024 * 1024, headers, 200, body)
}

/// Decodes a body whose `Content-Type` names a charset.
fn decode_in(charset: &str, body: impl Into<Bytes>) -> Result<Reply<Response>, Error> {
    decode(&[(CONTENT_TYPE, &format!("text/javascript;charset={charset}"))], body)
}

#[track_caller]
fn kind(kind: DecodeErrorKind, answer: Result<Reply<Response>, Error>) -> DecodeError {
    let error = failure(answer);
    assert_eq!((error.kind(), error.path()), (kind, ""), "{error}");
    error
}

fn gzip(body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(body.as_ref()).unwrap();
    packed.finish().unwrap()
}

const JSON: &str = r#"{"note":"淘宝","total_results":7}"#;
const XML: &str =
    "<items_get_response><note>淘宝</note><total_results>7</total_results></items_get_response>";

#[track_caller]
fn assert_read(answer: Result<Reply<Response>, Error>) {
    let reply = answer.unwrap();
    assert_eq!((reply.note.as_deref(), reply.total_results), (Some("淘宝"), Some(7)));
}

#[test]
fn gzip_is_unpacked_and_the_body_is_what_was_in_it() {
    for (name, value) in
        [(CONTENT_ENCODING, "gzip"), (CONTENT_ENCODING, "GZIP"), (CONTENT_ENCODING, "x-gzip")]
    {
        for body in [JSON, XML] {
            let reply = decode(&[(name.clone(), value)], gzip(body)).unwrap();
            assert_eq!(reply.body(), body);
            assert_read(Ok(reply));
        }
    }
}

#[test]
fn what_is_compressed_is_told_by_the_body_and_not_by_the_header() {
    for coding in ["gzip", "identity", "", "br", "gzip, br"] {
        assert_read(decode(&[(CONTENT_ENCODING, coding)], JSON));
        assert_read(decode(&[(CONTENT_ENCODING, coding)], gzip(JSON)));
    }
    assert_read(decode(&[], gzip(JSON)));
}

#[test]
fn a_gzip_of_several_members_is_one_body() {
    let (start, end) = JSON.split_at(9);

    assert_read(decode(&[], [gzip(start), gzip(end)].concat()));
}

#[test]
fn a_broken_gzip_is_an_error_wherever_it_ends() {
    let packed = gzip(JSON);
    for end in 2..packed.len() {
        kind(DecodeErrorKind::Compression, decode(&[(CONTENT_ENCODING, "gzip")], packed[..end].to_vec()));
    }
    let mut changed = packed.clone();
    *changed.last_mut().unwrap() ^= 1;
    let error = kind(DecodeErrorKind::Compression, decode(&[], changed));
    assert!(error.body_excerpt().starts_with("{\"note\":"), "{error}");
    kind(DecodeErrorKind::Compression, decode(&[], [packed.as_slice(), b"{}"].concat()));
    status_failure(decode_limited(1024, &[], 502, packed[..9].to_vec()));
}

#[test]
fn another_compression_is_an_error() {
    let error = kind(DecodeErrorKind::Compression, decode(&[(CONTENT_ENCODING, "br")], &b"\x8b\x03\x80"[..]));

    assert_eq!(error.problem(), "the body is compressed in a way that was not asked for");
}

#[test]
fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    for body in [JSON.as_bytes().to_vec(), gzip(JSON)] {
        assert_read(decode_limited(JSON.len(), &[], 200, body.clone()));
        let error = kind(DecodeErrorKind::TooLarge, decode_limited(JSON.len() - 1, &[], 200, body.clone()));
        assert_eq!(error.problem(), format!("the body is larger than the limit of {} bytes", JSON.len() - 1));
        status_failure(decode_limited(JSON.len() - 1, &[], 500, body));
    }
}

#[test]
fn a_bomb_is_unpacked_up_to_the_limit_and_no_further() {
    let bomb = gzip(vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);

    let measured = allocation_counter::measure(|| {
        let error = kind(DecodeErrorKind::TooLarge, decode_limited(1024 * 1024, &[], 200, bomb.clone()));
        assert_eq!(error.body_excerpt().len(), 512);
    });

    assert!(measured.bytes_max < 4 * 1024 * 1024, "{measured:?}");
}

#[test]
fn a_body_is_in_the_charset_of_its_content_type() {
    for (charset, encoding) in [
        ("GBK", encoding_rs::GBK),
        ("gb2312", encoding_rs::GBK),
        ("\"GB18030\"", encoding_rs::GB18030),
        ("Big5", encoding_rs::BIG5),
        ("utf-8", encoding_rs::UTF_8),
        ("UTF8", encoding_rs::UTF_8),
        (" 'utf-8' ; x=y", encoding_rs::UTF_8),
    ] {
        for body in [JSON.replace('宝', "寶"), XML.replace('宝', "寶")] {
            let encoded = encoding.encode(&body).0.into_owned();
            for sent in [encoded.clone(), gzip(encoded)] {
                let reply = decode_in(charset, sent).unwrap();
                assert_eq!(reply.note.as_deref(), Some("淘寶"), "{charset}");
                assert_eq!(reply.body(), body.as_bytes(), "{charset}");
            }
        }
    }
}

#[test]
fn errors_of_the_platform_are_read_in_their_charset() {
    let body = "<error_response><code>50</code><msg>x</msg><sub_msg>非法参数</sub_msg></error_response>";
    let error = platform_error(decode_in("GBK", encoding_rs::GBK.encode(body).0.into_owned()));

    assert_eq!(error.sub_msg(), Some("非法参数"));
}

#[test]
fn xml_names_its_charset_unless_the_header_does() {
    let gbk = |declared: &str| {
        let body = format!("<?xml version=\"1.0\" encoding=\"{declared}\" ?>{XML}");
        encoding_rs::GBK.encode(&body).0.into_owned()
    };
    assert_read(decode(&[], gbk("GBK")));
    assert_read(decode(&[(CONTENT_TYPE, "text/xml")], gbk("gb2312")));
    assert_read(decode_in("GBK", gbk("utf-8")));
    assert_eq!(kind(DecodeErrorKind::Charset, decode_in("UTF-8", gbk("GBK"))).status(), 200);
    kind(DecodeErrorKind::Charset, decode(&[], gbk("utf-8")));
    kind(DecodeErrorKind::Charset, decode(&[], gbk("x-unknown")));
}

#[test]
fn a_byte_order_mark_says_more_than_any_header() {
    for body in [JSON, XML] {
        assert_read(decode_in("GBK", format!("\u{feff}{body}")));
        let little: Vec<u8> = format!("\u{feff}{body}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = format!("\u{feff}{body}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for utf_16 in [little, big] {
            assert_read(decode(&[], utf_16.clone()));
            assert_read(decode_in("UTF-8", utf_16));
        }
    }
}

#[test]
fn a_body_that_is_not_in_its_charset_is_an_error_with_what_can_be_shown() {
    let gbk = encoding_rs::GBK.encode(JSON).0.into_owned();
    let cut = gbk[..10].to_vec();
    let error = kind(DecodeErrorKind::Charset, decode_in("GBK", cut.clone()));
    assert_eq!(error.problem(), "the body is no GBK");
    assert!(error.body_excerpt().starts_with("{\"note\":\""), "{error}");

    let error = kind(DecodeErrorKind::Charset, decode_in("UTF-8", gbk.clone()));
    assert!(error.problem().starts_with("the body is no UTF-8: "), "{error}");
    let error = kind(DecodeErrorKind::Charset, decode_in("s3cr3t", gbk));
    assert_eq!(error.problem(), "the body is in a charset that is not known");
    status_failure(decode_limited(1024, &[(CONTENT_TYPE, "a;charset=GBK")], 502, cut));
}

#[test]
fn a_charset_that_is_not_known_is_no_matter_where_there_is_only_ascii() {
    for charset in ["x-unknown", "", "\"", "iso-8859-1", "utf-7"] {
        assert_eq!(decode_in(charset, r#"{"total_results":7}"#).unwrap().total_results, Some(7), "{charset}");
    }
}
