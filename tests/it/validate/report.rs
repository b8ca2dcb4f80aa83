//! What a caller gets to see of violations.

use top_core::error::{Actual, ViolationKind};
use top_core::rules::{Bound, Rule};
use top_core::{App, CallOptions, DateTime, Decimal, Error, ErrorKind, TopApi, TopObject, Violation};

use super::violations;

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Request {
    title: String,
    member: Member,
    tags: Option<Vec<String>>,
}

#[derive(TopObject)]
struct Member {
    #[top(max_len = 1, max_bytes = 2)]
    text: String,
    #[top(min_len = 9)]
    short: Option<String>,
    #[top(one_of("A", "B"))]
    choice: Option<String>,
    #[top(min = 1)]
    number: Option<i64>,
    #[top(digits = 1)]
    digits: Option<i64>,
    #[top(max = 0.5)]
    price: Option<Decimal>,
    #[top(min = "2020-01-01 00:00:00")]
    date: Option<DateTime>,
    #[top(min_items = 1)]
    few: Option<Vec<i64>>,
    #[top(max_items = 1)]
    many: Option<Vec<i64>>,
}

fn request() -> Request {
    Request {
        title: String::new(),
        member: Member {
            text: "淘宝".to_owned(),
            short: Some("淘宝".to_owned()),
            choice: Some("C".to_owned()),
            number: Some(0),
            digits: Some(-10),
            price: Some("0.50001".parse().unwrap()),
            date: Some("2019-12-31 23:59:59".parse().unwrap()),
            few: Some(Vec::new()),
            many: Some(vec![1, 2]),
        },
        tags: Some(vec!["a,b".to_owned()]),
    }
}

/// Prepares a call that must be stopped, and returns its error.
pub(super) fn refusal<A: TopApi>(request: &A) -> Error {
    let error =
        App::new("12345678", "helloworld").prepare(request, &CallOptions::new(), DateTime::MIN).unwrap_err();
    assert!(matches!(error, Error::Validation(_)));
    error
}

#[test]
fn the_message_says_where_and_what_in_words() {
    assert_eq!(
        refusal(&request()).to_string(),
        "\
taobao.probe.get: the request breaks 12 rules
  title: required, and empty or blank text is never sent
  member.text: at most 1 UTF-16 code units long, not 2 (max_len)
  member.text: at most 2 bytes long, not 6 (max_bytes)
  member.short: at least 9 UTF-16 code units long, not 2 (min_len)
  member.choice: one of A, B (one_of)
  member.number: not less than 1 (min)
  member.digits: at most 1 digits in all, not 2 (digits)
  member.price: not more than 0.5 (max)
  member.date: not less than 2020-01-01 00:00:00 (min)
  member.few: at least 1 elements, not 0 (min_items)
  member.many: at most 1 elements, not 2 (max_items)
  tags: an element of a comma-joined list is neither empty nor contains a comma"
    );
}

#[test]
fn a_call_is_named_by_its_method_and_a_struct_by_its_name() {
    let member = Member { number: Some(0), ..valid() };

    assert_eq!(
        member.validate().unwrap_err().to_string(),
        "Member: the request breaks 1 rule\n  number: not less than 1 (min)"
    );
    let request = Request { title: "x".to_owned(), member, tags: None };
    assert!(refusal(&request).to_string().starts_with("taobao.probe.get: the request breaks 1 rule\n"));
}

fn valid() -> Member {
    Member {
        text: "x".to_owned(),
        short: None,
        choice: None,
        number: None,
        digits: None,
        price: None,
        date: None,
        few: None,
        many: None,
    }
}

#[test]
fn violations_are_data() {
    let rules: Vec<_> = violations(&request().member).iter().map(Violation::kind).collect();

    let date = Bound::Date("2020-01-01 00:00:00".parse().unwrap());
    let expected = [
        (Rule::MaxLen(1), Actual::Utf16Units(2)),
        (Rule::MaxBytes(2), Actual::Bytes(6)),
        (Rule::MinLen(9), Actual::Utf16Units(2)),
        (Rule::OneOf(&["A", "B"]), Actual::Withheld),
        (Rule::Min(Bound::Number(1)), Actual::Withheld),
        (Rule::Digits(1), Actual::Digits(2)),
        (Rule::Max(Bound::Decimal("0.5")), Actual::Withheld),
        (Rule::Min(date), Actual::Withheld),
        (Rule::MinItems(1), Actual::Items(0)),
        (Rule::MaxItems(1), Actual::Items(2)),
    ];
    assert_eq!(rules, expected.map(|(rule, actual)| ViolationKind::Rule(rule, actual)));
}

#[test]
fn violations_can_be_counted_and_gone_through() {
    let Error::Validation(violations) = refusal(&request()) else { unreachable!() };

    assert_eq!(violations.len(), 12);
    assert_eq!(violations.iter().count(), 12);
    assert_eq!((&violations).into_iter().count(), 12);
    assert_eq!(violations.clone().into_iter().next().unwrap().path(), "title");
}

#[test]
fn a_request_that_breaks_a_rule_is_the_callers_to_mend() {
    let error = refusal(&request());

    assert_eq!(error.kind(), ErrorKind::Caller);
    assert_eq!(error.request_id(), None);
    assert!(std::error::Error::source(&error).is_none());
}
