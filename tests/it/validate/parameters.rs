//! What the top level asks for beyond the rules, because a parameter is plain text, and nothing inside a struct does.

use top_core::error::{Actual, ViolationKind};
use top_core::rules::Rule;
use top_core::{App, CallOptions, DateTime, Decimal, Json, TopApi, TopObject, Violation, Wire};

use super::{paths, violations};

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request<T> {
    p: T,
}

#[derive(TopObject)]
struct Member<T> {
    m: T,
}

/// Returns what is wrong with the value as a parameter.
fn kind<T: Wire>(value: T) -> Option<ViolationKind> {
    let violations = violations(&Request { p: value });
    assert!(violations.len() <= 1, "{violations:?}");
    violations.first().map(|violation| {
        assert_eq!(violation.path(), "p");
        violation.kind()
    })
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[test]
fn required_text_is_not_blank() {
    for blank in ["", " ", "\t\r\n", "\u{3000}", "\u{2028}\u{1c}"] {
        assert_eq!(kind(blank.to_owned()), Some(ViolationKind::Blank), "{blank:?}");
    }
    for text in ["0", " x ", "\u{a0}", "\u{200b}"] {
        assert_eq!(kind(text.to_owned()), None, "{text:?}");
    }
}

#[test]
fn optional_text_may_be_blank_because_it_is_then_left_out() {
    assert_eq!(kind(Some(" ".to_owned())), None);
    assert_eq!(kind(None::<String>), None);
}

#[test]
fn a_required_list_of_scalars_is_not_empty() {
    assert_eq!(kind(Vec::<String>::new()), Some(ViolationKind::Blank));
    assert_eq!(kind(Vec::<i64>::new()), Some(ViolationKind::Blank));
    assert_eq!(kind(Some(Vec::<i64>::new())), None);
}

#[test]
fn what_is_never_blank_is_always_there() {
    assert_eq!(kind(0), None);
    assert_eq!(kind(false), None);
    assert_eq!(kind(DateTime::MIN), None);
    assert_eq!(kind(Decimal::from(0)), None);
    assert_eq!(kind("null".parse::<Json>().unwrap()), None);
    assert_eq!(kind(Vec::<Member<i64>>::new()), None);
    assert_eq!(kind(Member { m: None::<i64> }), None);
}

#[test]
fn an_element_of_a_list_of_scalars_is_neither_blank_nor_absent_nor_has_a_comma() {
    for element in ["", " ", "\u{3000}", "a,b", ","] {
        assert_eq!(kind(texts(["x", element])), Some(ViolationKind::Unlistable), "{element:?}");
        assert_eq!(kind(Some(texts([element, "x"]))), Some(ViolationKind::Unlistable), "{element:?}");
    }
    assert_eq!(kind(vec![Some(1), None]), Some(ViolationKind::Unlistable));
    assert_eq!(kind(texts(["a b", "，", "\u{a0}"])), None);
}

#[test]
fn inside_a_struct_text_may_be_blank_and_lists_may_be_empty_or_have_commas() {
    assert_eq!(kind(Member { m: String::new() }), None);
    assert_eq!(kind(Member { m: Vec::<String>::new() }), None);
    assert_eq!(kind(Member { m: texts(["", " ", "a,b"]) }), None);
    assert_eq!(kind(Member { m: vec![Some(1), None] }), None);
}

#[test]
fn a_struct_checked_by_itself_is_no_request() {
    assert!(violations(&Member { m: String::new() }).is_empty());
    assert!(violations(&Member { m: Vec::<String>::new() }).is_empty());
}

#[test]
fn what_is_not_there_at_all_breaks_no_further_rule() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        #[top(min_len = 2)]
        text: String,
        #[top(min_items = 1)]
        list: Vec<i64>,
    }

    let violations = violations(&Request { text: " ".to_owned(), list: Vec::new() });
    let kinds: Vec<_> = violations.iter().map(|violation| (violation.path(), violation.kind())).collect();
    assert_eq!(kinds, [("text", ViolationKind::Blank), ("list", ViolationKind::Blank)]);
}

#[test]
fn an_element_that_cannot_be_sent_is_reported_beside_the_rules() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        #[top(max_items = 1)]
        list: Vec<String>,
    }

    let violations = violations(&Request { list: texts(["a,b", "c"]) });
    let kinds: Vec<_> = violations.iter().map(Violation::kind).collect();
    assert_eq!(kinds, [ViolationKind::Unlistable, ViolationKind::Rule(Rule::MaxItems(1), Actual::Items(2))]);
}

#[test]
fn a_missing_argument_is_code_40_and_any_other_fault_code_41() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        missing: String,
        #[top(max = 1)]
        invalid: i64,
        unlistable: Vec<String>,
    }
    let request = Request { missing: String::new(), invalid: 2, unlistable: texts([","]) };

    let codes: Vec<_> = violations(&request).iter().map(Violation::code).collect();
    assert_eq!(codes, [40, 41, 41]);
}

#[test]
fn validation_can_be_left_to_the_gateway() {
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get")]
    struct Request {
        blank: String,
        #[top(max_len = 1)]
        long: String,
        list: Vec<String>,
    }
    let request = Request { blank: " ".to_owned(), long: "long".to_owned(), list: texts(["a,b", ""]) };
    assert_eq!(paths(&request), ["blank", "long", "list"]);

    let options = CallOptions::new().skip_validation();
    let call = App::new("12345678", "helloworld").prepare(&request, &options, DateTime::MIN).unwrap();

    let form: Vec<_> = form_urlencoded::parse(call.body()).into_owned().collect();
    let sent = |name: &str| form.iter().find_map(|(sent, value)| (sent == name).then_some(value.as_str()));
    assert_eq!((sent("blank"), sent("long"), sent("list")), (None, Some("long"), Some("a,b,")));
}
