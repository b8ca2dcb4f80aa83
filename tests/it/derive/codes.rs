//! Enums of codes.

use std::collections::BTreeMap;

use top_core::descriptor::Type;
use top_core::sandbox::Sandbox;
use top_core::{TopApi, TopEnum, TopObject, Wire};

use super::{answer, parameter, violations};

/// The state of a trade.
///
/// It can change.
#[derive(Debug, Clone, PartialEq, Eq, TopEnum)]
enum Status {
    /// Not paid.
    #[top(name = "WAIT_BUYER_PAY")]
    WaitBuyerPay,
    /// The buyer paid (买家已付款).
    #[top(name = "已付款")]
    Paid,
    #[allow(clippy::upper_case_acronyms, reason = "the code is the name")]
    FINISHED,
    #[allow(non_camel_case_types, reason = "a name that Rust keeps for itself")]
    r#type,
    /// Anything else.
    #[top(other)]
    Unknown(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, TopEnum)]
enum Level {
    #[top(name = 0)]
    None,
    #[top(name = -1)]
    Blocked,
    #[top(name = 0x10)]
    High,
    #[top(other)]
    Other(i64),
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.codes.send", response = CodesSendResponse)]
struct CodesSendRequest {
    status: Status,
    level: Option<Level>,
    statuses: Vec<Status>,
    #[top(max_items = 3)]
    levels: Option<Vec<Level>>,
    last: Status,
    by_name: BTreeMap<String, Status>,
    inside: Option<Inside>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Inside {
    status: Option<Status>,
    level: Level,
    statuses: Vec<Status>,
    levels: Vec<Option<Level>>,
    levels_by_name: BTreeMap<String, Vec<Level>>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct CodesSendResponse {
    inside: Option<Inside>,
    statuses: Vec<Status>,
    level: Option<Level>,
}

fn unknown() -> Status {
    Status::Unknown("NEW_ONE".to_owned())
}

fn inside() -> Inside {
    Inside {
        status: Some(unknown()),
        level: Level::High,
        statuses: vec![Status::Paid, unknown()],
        levels: vec![Some(Level::Other(99)), None],
        levels_by_name: BTreeMap::from([("a".to_owned(), vec![Level::None, Level::Other(i64::MIN)])]),
    }
}

fn request() -> CodesSendRequest {
    CodesSendRequest {
        status: Status::WaitBuyerPay,
        level: Some(Level::Blocked),
        statuses: vec![Status::FINISHED, unknown(), Status::r#type],
        levels: Some(vec![Level::None, Level::Other(7)]),
        last: Status::Paid,
        by_name: BTreeMap::from([("x".to_owned(), unknown())]),
        inside: Some(inside()),
    }
}

#[test]
fn a_code_is_plain_text_at_the_top_level_and_json_inside() {
    let request = request();
    let sent = |name| parameter(&request, name).unwrap();
    assert_eq!(sent("status"), "WAIT_BUYER_PAY");
    assert_eq!(sent("level"), "-1");
    assert_eq!(sent("statuses"), "FINISHED,NEW_ONE,type");
    assert_eq!(sent("levels"), "0,7");
    assert_eq!(sent("last"), "已付款");
    assert_eq!(sent("by_name"), r#"{"x":"NEW_ONE"}"#);
    let expected = concat!(
        r#"{"status":"NEW_ONE","level":16,"statuses":["已付款","NEW_ONE"],"levels":[99,null],"#,
        r#""levels_by_name":{"a":[0,-9223372036854775808]}}"#
    );
    assert_eq!(sent("inside"), expected);
}

#[tokio::test]
async fn codes_are_read_back_documented_or_not() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|received: CodesSendRequest| {
        assert_eq!(received, request());
        Ok(CodesSendResponse { inside: received.inside, statuses: received.statuses, level: received.level })
    });

    let reply = sandbox.client().execute(&request()).await.unwrap();

    let expected = CodesSendResponse {
        inside: Some(inside()),
        statuses: request().statuses,
        level: Some(Level::Blocked),
    };
    assert_eq!(reply.into_inner(), expected);
}

#[test]
fn a_new_code_never_fails() {
    let body = r#"{"statuses":["", "paid", 5, true, "FINISHED"],"level":"12"}"#;
    let reply = answer(&request(), body);
    let codes: Vec<_> = reply.statuses.iter().map(Status::as_str).collect();
    assert_eq!(codes, ["", "paid", "5", "true", "FINISHED"]);
    assert_eq!(reply.statuses[4], Status::FINISHED);
    assert_eq!(reply.level, Some(Level::Other(12)));
}

#[test]
fn a_required_code_is_no_blank_text() {
    let blank = CodesSendRequest { status: Status::Unknown(" ".to_owned()), ..request() };
    assert_eq!(violations(&blank).len(), 1);
    let comma = CodesSendRequest { statuses: vec![Status::Unknown("a,b".to_owned())], ..request() };
    assert_eq!(violations(&comma).len(), 1);
    let many = CodesSendRequest { levels: Some(vec![Level::None; 4]), ..request() };
    assert_eq!(violations(&many), ["levels: max_items"]);
}

#[test]
fn codes_convert_both_ways() {
    assert_eq!(Status::from("已付款"), Status::Paid);
    assert_eq!(Status::from("FINISHED".to_owned()), Status::FINISHED);
    assert_eq!(Status::from("x".to_owned()), Status::Unknown("x".to_owned()));
    assert_eq!(Level::from(16), Level::High);
    assert_eq!(Level::from(17).as_number(), 17);
    let level: Level = (-1).into();
    assert_eq!(level, Level::Blocked);
}

#[test]
fn the_type_describes_the_codes() {
    let (Type::Enum(status), Type::Enum(level)) = (Status::TYPE, Level::TYPE) else { panic!() };
    assert_eq!(
        (status.name(), status.docs(), status.is_number()),
        ("Status", "The state of a trade.\n\nIt can change.", false)
    );
    let codes: Vec<_> = status.codes().iter().map(|code| (code.code(), code.docs())).collect();
    let expected = [
        ("WAIT_BUYER_PAY", "Not paid."),
        ("已付款", "The buyer paid (买家已付款)."),
        ("FINISHED", ""),
        ("type", ""),
    ];
    assert_eq!(codes, expected);
    assert!(level.is_number() && level.docs().is_empty());
    assert!(level.codes().iter().map(top_core::descriptor::Code::code).eq(["0", "-1", "16"]));
}
