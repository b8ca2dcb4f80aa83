//! JSON that breaks parsers.

use top_core::error::DecodeErrorKind;
use top_core::{Decimal, Json, TopApi, TopObject};

use super::{decode, decode_as, failure};

#[derive(TopApi)]
#[top(method = "taobao.probe.get", response = Node)]
struct NodeRequest {}

#[derive(Debug, TopObject)]
struct Node {
    depth: Option<i64>,
    next: Option<Box<Node>>,
    price: Option<Decimal>,
    any: Option<Json>,
}

#[test]
fn nesting_of_ten_thousand_levels_is_an_error_and_no_crash() {
    for (open, close) in [("[", "]"), (r#"{"next":"#, "}"), (r#"{"items":["#, "]}"), (r#"{"next":["#, "]}")] {
        let (open, close) = (open.repeat(10_000), close.repeat(10_000));
        for body in [open.clone(), format!("{open}1{close}"), format!(r#"{{"unknown":{open}null{close}}}"#)] {
            let error = failure(decode_as(&NodeRequest {}, &body));

            assert_eq!(error.kind(), DecodeErrorKind::TooDeep);
            assert_eq!(error.problem(), "the body is nested deeper than 100 levels");
            assert!(error.body_excerpt().len() <= 512);
        }
    }
}

#[test]
fn nesting_of_sixty_levels_is_read_and_of_seventy_an_error() {
    let body = format!(r#"{}{{"depth":7}}{}"#, r#"{"next":"#.repeat(60), "}".repeat(60));
    let reply = decode_as(&NodeRequest {}, &body).unwrap();

    let (mut node, mut levels) = (&*reply, 0);
    while let Some(next) = &node.next {
        (node, levels) = (next, levels + 1);
    }
    assert_eq!((levels, node.depth), (60, Some(7)));

    let body = format!(r#"{}{{"depth":7}}{}"#, r#"{"next":"#.repeat(70), "}".repeat(70));
    assert!(failure(decode_as(&NodeRequest {}, &body)).problem().contains("at most 64 levels"));
}

/// Puts the text into a string, level by level.
fn nested_text(levels: usize) -> String {
    (0..levels)
        .fold(r#"{"depth":7}"#.to_owned(), |text, _| format!(r#"{{"next":{}}}"#, serde_json::json!(text)))
}

#[test]
fn json_text_inside_json_text_is_read() {
    let reply = decode_as(&NodeRequest {}, &nested_text(3)).unwrap();

    assert_eq!(reply.next.as_ref().unwrap().next.as_ref().unwrap().next.as_ref().unwrap().depth, Some(7));
    decode_as(&NodeRequest {}, &nested_text(12)).unwrap();
}

#[test]
fn a_number_beyond_all_bounds_is_a_decimal_and_no_whole_number() {
    for number in ["1e999", "-1e999", "1e99999999999999999999", &"9".repeat(400)] {
        let read =
            |member: &str| decode_as(&NodeRequest {}, &format!(r#"{{"{member}":{number},"next":null}}"#));

        assert_eq!(read("price").unwrap().price.as_ref().unwrap().as_str(), number);
        assert_eq!(read("any").unwrap().any.as_ref().unwrap().as_str(), number);
        assert_eq!(
            read("unknown").unwrap().to_json().as_str(),
            format!(r#"{{"unknown":{number},"next":null}}"#)
        );
        assert_eq!(failure(read("depth")).path(), "depth");
    }
}

#[test]
fn a_decimal_has_as_many_digits_as_it_was_sent_with() {
    let digits = "1234567890".repeat(30);
    for number in
        [digits.clone(), format!("-{digits}.{digits}"), format!("0.{}1", "0".repeat(350)), "1E-7".to_owned()]
    {
        let reply =
            decode_as(&NodeRequest {}, &format!(r#"{{"depth":1,"price":{number},"any":[0.10,{number}]}}"#))
                .unwrap();

        assert_eq!(reply.price.as_ref().unwrap().as_str(), number);
        assert_eq!(reply.any.as_ref().unwrap().as_str(), format!("[0.10,{number}]"));
    }
}

#[test]
fn numbers_keep_their_digits_whatever_stands_around_them() {
    let body =
        r#"{"a\"1.5":"-2.5\\","any":["\"3.5",-0,-0.0,1e0,"\\",12.30,{"0.1":0.10}],"depth":-1,"price":7.70}"#;
    let reply = decode_as(&NodeRequest {}, body).unwrap();

    assert_eq!(reply.any.as_ref().unwrap().as_str(), r#"["\"3.5",-0,-0.0,1e0,"\\",12.30,{"0.1":0.10}]"#);
    assert_eq!((reply.depth, reply.price.as_ref().unwrap().as_str()), (Some(-1), "7.70"));
}

#[test]
fn raw_control_characters_in_text_are_kept() {
    let reply = decode("{\"note\":\"a\nb\tc\u{1}d\u{1f}\0\",\"items\":[{\"price\":12.30}]}").unwrap();

    assert_eq!(reply.note.as_deref(), Some("a\nb\tc\u{1}d\u{1f}\0"));
    assert_eq!(reply.items[0].price.as_ref().unwrap().as_str(), "12.30");
}

#[test]
fn a_backslash_before_a_raw_control_character_is_dropped() {
    assert_eq!(decode("{\"note\":\"a\\\nb\"}").unwrap().note.as_deref(), Some("a\nb"));
    assert_eq!(decode("{\"note\":\"a\\\\\nb\"}").unwrap().note.as_deref(), Some("a\\\nb"));
    assert_eq!(decode("{\"note\":\"\\\"\n\\\"\"}").unwrap().note.as_deref(), Some("\"\n\""));
}

#[test]
fn raw_control_characters_in_names_and_in_errors_are_kept() {
    let reply = decode("{\"no\nte\":1,\"total_results\":7}").unwrap();
    assert_eq!(reply.total_results, Some(7));
    let error = super::platform_error(decode("{\"error_response\":{\"code\":15,\"msg\":\"a\nb\"}}"));
    assert_eq!((error.code(), error.msg()), (15, "a\nb"));
}

#[test]
fn raw_control_characters_outside_of_text_are_no_json() {
    for body in
        ["{\u{1}}", "{\"total_results\":7\0}", "{\"total_results\":\u{1f}7}", "{\"note\":\"a\nb\",\u{1}}"]
    {
        failure(decode(body));
    }
}

#[test]
fn escapes_mean_what_json_says() {
    let reply = decode(r#"{"total\u005fresults":7,"note":"\u4e2d\u4E2D\ud83d\ude00\/\b\f\u0000"}"#).unwrap();

    assert_eq!(reply.total_results, Some(7));
    assert_eq!(reply.note.as_deref(), Some("中中\u{1f600}/\u{8}\u{c}\0"));
}

#[test]
fn text_ends_with_its_quote_wherever_that_stands() {
    // Neighbours of quote and backslash, what has their bits and one more, and characters of several bytes.
    let alphabet: Vec<char> = "!#[]{}\u{7f}aé中\u{1f600}:,\u{a2}\u{dc}".chars().collect();
    for length in 0..40 {
        for shift in 0..alphabet.len() {
            let text: String = alphabet.iter().cycle().skip(shift).take(length).collect();
            let body = |tail| format!(r#"{{"{text}":"{text}","note":"{text}{tail}"}}"#);

            let note = |tail| decode(&body(tail)).unwrap().into_inner().note.unwrap();
            assert_eq!(note(""), text);
            assert_eq!(note(r#"\""#), format!("{text}\""));
            assert_eq!(note(r"\\"), format!("{text}\\"));
            assert_eq!(decode(&body("")).unwrap().to_json().as_str(), body(""));
        }
    }
}

#[test]
fn a_fault_is_shown_by_its_place() {
    for (body, problem) in [
        ("", "expected a value at line 1 column 1"),
        ("{", "expected a value or the end of the container at line 1 column 2"),
        ("{ 1", "expected the name of a member at line 1 column 3"),
        ("{\"a\"\n1", "expected `:` at line 2 column 1"),
        (r#"{"a"}"#, "expected `:` at line 1 column 5"),
        (r#"{"a":"#, "expected a value at line 1 column 6"),
        (r#"{"a":x"#, "expected a value at line 1 column 7"),
        (r#"{"a":-}"#, "expected a digit at line 1 column 7"),
        (r#"{"a":07}"#, "expected `,` or the end of the container at line 1 column 7"),
        (r#"{"a":1]"#, "expected `,` or the end of the container at line 1 column 7"),
        (r#"{"a":1"#, "expected `,` or the end of the container at line 1 column 7"),
        (r#"{"a":1,"#, "expected a value at line 1 column 8"),
        (r#"{"a":1,}"#, "expected the name of a member at line 1 column 8"),
        (r#"{"a":"b"#, "a string is not closed at line 1 column 7"),
        (r#"{"a":"b\"#, "a string is not closed at line 1 column 9"),
        (r#"{"a":"b\x""#, "an escape is not one of JSON's at line 1 column 10"),
        ("[] ]", "expected the end of the text at line 1 column 4"),
    ] {
        assert_eq!(failure(decode(body)).problem(), format!("the body is no JSON: {problem}"), "{body}");
    }
}

#[test]
fn the_path_leads_through_many_levels() {
    let body = format!(r#"{}{{"depth":"x"}}{}"#, r#"{"next":"#.repeat(9), "}".repeat(9));

    let error = failure(decode_as(&NodeRequest {}, &body));
    assert_eq!(error.path(), format!("{}depth", "next.".repeat(9)));
}

#[test]
fn what_only_looks_like_json_is_none() {
    for body in [
        "{'total_results':7}",
        "{total_results:7}",
        r#"{"total_results":07}"#,
        r#"{"total_results":+7}"#,
        r#"{"total_results":.7}"#,
        r#"{"total_results":7,}"#,
        r#"{"total_results":NaN}"#,
        r#"{"total_results":0x7}"#,
        r#"{"note":"\x41"}"#,
        r#"{"total_results":7}//"#,
        r#"callback({"total_results":7})"#,
        "\u{feff}\u{feff}{}",
    ] {
        failure(decode(body));
    }
}

#[test]
fn a_list_of_a_hundred_thousand_elements_is_read() {
    let body = format!(r#"{{"items":[{}{{}}]}}"#, r#"{"num_iid":1},"#.repeat(99_999));

    assert_eq!(decode(&body).unwrap().items.len(), 100_000);
}

#[test]
fn half_an_emoji_that_cutting_left_behind_becomes_a_replacement_character() {
    for (escaped, read) in [
        (r"a\ud83d", "a\u{fffd}"),
        (r"\ude00b", "\u{fffd}b"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\\ud83d\ud83d", "\\ud83d\u{fffd}"),
    ] {
        let reply = decode(&format!(r#"{{"note":"{escaped}"}}"#)).unwrap();
        assert_eq!(reply.note.as_deref(), Some(read), "{escaped}");
    }
}

#[test]
fn a_list_of_millions_announces_no_memory_that_it_does_not_need() {
    let body = format!(r#"{{"items":[1{}]}}"#, ",1".repeat(2_000_000));

    let problem = failure(decode(&body));

    assert_eq!((problem.path(), problem.problem()), ("items[0]", "expected an object, found a number"));
}

#[test]
fn a_list_whose_elements_would_fill_the_memory_is_an_error() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get", response = Wide)]
    struct WideRequest {}

    #[derive(Debug, TopObject)]
    struct Wide {
        rows: Vec<Row>,
    }

    // 48 * 24 bytes for two characters of text.
    macro_rules! row {
        ($($field:ident)*) => {
            #[derive(Debug, TopObject)]
            struct Row {
                $($field: Option<String>,)*
            }
        };
    }
    row! {
        a1 a2 a3 a4 a5 a6 a7 a8 b1 b2 b3 b4 b5 b6 b7 b8 c1 c2 c3 c4 c5 c6 c7 c8
        d1 d2 d3 d4 d5 d6 d7 d8 e1 e2 e3 e4 e5 e6 e7 e8 f1 f2 f3 f4 f5 f6 f7 f8
    }

    let body = format!(r#"{{"rows":[{{}}{}]}}"#, ",{}".repeat(500_000));
    let problem = failure(decode_as(&WideRequest {}, &body));

    assert_eq!(problem.path(), "rows");
    assert!(problem.problem().contains("512 MiB"), "{problem}");
}

#[test]
fn a_name_that_the_parser_uses_itself_is_a_name_like_any_other() {
    let body = r#"{"x":{"$serde_json::private::Number":"1"},"items":[{"price":1.50},{"price":9.99}]}"#;

    let reply = decode(body).unwrap();

    let prices: Vec<_> = reply.items.iter().map(|item| item.price.as_ref().unwrap().as_str()).collect();
    assert_eq!(prices, ["1.50", "9.99"]);
}
