#![allow(dead_code)]

use ::top_core::{TopApi as Request, TopObject as Node};

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
trait Default {}
trait Send {}
trait Sync {}
trait TopApi {}
trait TopObject {}
mod core {}
mod std {}
mod top_core {}
mod __ {}
fn descriptor_of() {}

#[derive(Request)]
#[top(method = "taobao.item.get", response = ItemGetResponse)]
struct ItemGet<'a> {
    #[top(max_len = 3, min_len = 1)]
    title: ::std::option::Option<::std::string::String>,
    #[top(min = "2020-01-01 00:00:00")]
    since: ::top_core::DateTime,
    index: i64,
    slot: i64,
    members: ::std::vec::Vec<i64>,
    self_: bool,
    f: ::std::borrow::Cow<'a, str>,
    #[top(skip)]
    skipped: ::std::option::Option<()>,
}

#[derive(Node)]
struct ItemGetResponse {
    next: ::std::option::Option<::std::boxed::Box<ItemGetResponse>>,
}

fn main() {
    let names = <ItemGet<'_> as ::top_core::TopObject>::DESCRIPTOR
        .fields()
        .iter()
        .map(::top_core::descriptor::Field::wire_name);
    assert!(names.eq(["title", "since", "index", "slot", "members", "self_", "f"]));
}
