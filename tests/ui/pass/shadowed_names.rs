#![allow(dead_code)]

use ::top_core::{TopApi as Request, TopEnum as Codes, TopObject as Node};

// Every name that the expansion would meet if it named anything without its full path.
struct Option;
struct Result;
struct Some;
struct None;
struct Ok;
struct Err;
struct String;
struct Vec;
struct Box;
struct Object;
struct Wire;
struct Descriptor;
struct Field;
struct Type;
struct Rule;
struct Bound;
struct Api;
struct Value;
struct Slot;
struct DateTime;
struct Outcome;
struct Enum;
struct Code;
struct Checks;
struct SessionMode;
struct BusinessOutcome;
#[derive(Node)]
struct T {}
#[derive(Node)]
struct Self_ {}
trait From {}
trait Into {}
trait AsRef {}
trait Debug {}
trait Default {}
trait Send {}
trait Sync {}
trait TopApi {}
trait TopObject {}
trait TopEnum {}
mod core {}
mod std {}
mod top_core {}
mod __ {}
fn descriptor_of() {}
fn debug() {}
#[allow(unused_macros)]
macro_rules! concat {
    () => {};
}

#[derive(Request)]
#[top(method = "taobao.item.get", response = ItemGetResponse)]
struct ItemGet<'lent> {
    #[top(max_len = 3, min_len = 1)]
    title: ::std::option::Option<::std::string::String>,
    #[top(min = "2020-01-01 00:00:00")]
    since: ::top_core::DateTime,
    index: i64,
    slot: i64,
    members: ::std::vec::Vec<i64>,
    self_: bool,
    f: ::std::borrow::Cow<'lent, str>,
    #[top(skip)]
    skipped: ::std::option::Option<()>,
}

#[derive(Node)]
struct ItemGetResponse {
    next: ::std::option::Option<::std::boxed::Box<ItemGetResponse>>,
}

#[derive(Request)]
#[top(method = "taobao.item.send", response = ItemSendResponse, session = "required", idempotent, builder, debug)]
#[top(custom = check)]
struct ItemSend<'a> {
    #[top(items(max_len = 3), custom = check_names)]
    value: ::std::vec::Vec<::std::string::String>,
    checks: ::std::string::String,
    request: ::std::borrow::Cow<'a, str>,
    t: Self_,
    new: ::std::option::Option<T>,
    with_new: ::std::option::Option<::std::boxed::Box<T>>,
    #[top(custom = check_title)]
    code: ::std::option::Option<::std::string::String>,
    field: ::std::option::Option<i64>,
    validate: ::std::option::Option<i64>,
    descriptor: ::std::option::Option<bool>,
    fmt: ::std::option::Option<bool>,
    r#type: ::std::option::Option<bool>,
    #[top(skip)]
    core: bool,
}

#[derive(Node)]
#[top(success = "value.is_ok", builder)]
struct ItemSendResponse {
    value: ::std::option::Option<Value_>,
}

#[derive(Node)]
struct Value_ {
    is_ok: bool,
}

mod codes {
    use super::Codes;

    pub(super) struct String;

    #[derive(Codes)]
    pub(super) enum Kind {
        None,
        Some,
        Ok,
        #[top(other)]
        From(::std::string::String),
    }

    #[derive(Codes)]
    pub(super) enum Level {
        #[top(name = 1)]
        Default,
        #[top(other)]
        Into(i64),
    }
}

fn check(_: &ItemSend<'_>) -> ::std::result::Result<(), &'static str> {
    ::std::result::Result::Ok(())
}

fn check_names(_: &[::std::string::String]) -> ::std::result::Result<(), &'static str> {
    ::std::result::Result::Ok(())
}

fn check_title(_: &str) -> ::std::result::Result<(), &'static str> {
    ::std::result::Result::Ok(())
}

fn main() {
    let request = ItemSend::new(["v".to_string()], "a", "b", Self_ {})
        .with_new_(T {})
        .with_new(T {})
        .code("c")
        .field(1)
        .r#type(true);
    ::std::assert!(::top_core::TopObject::validate(&request).is_ok());
    let _ = ::std::format!("{request:?}");
    let _ = (codes::Kind::from("Some").as_str(), codes::Level::from(1).as_number(), codes::String {});
    let _ = ItemSendResponse::new().value(Value_ { is_ok: true });

    let names = <ItemGet<'_> as ::top_core::TopObject>::DESCRIPTOR
        .fields()
        .iter()
        .map(::top_core::descriptor::Field::wire_name);
    assert!(names.eq(["title", "since", "index", "slot", "members", "self_", "f"]));
}
