#![no_implicit_prelude]

/// Reads one item.
#[derive(::top_core::TopApi)]
#[top(method = "taobao.item.get", response = ItemGetResponse)]
struct ItemGet {
    #[top(name = "num_iid", min = 1)]
    item_id: i64,
    #[top(one_of("title", "price"), max_len = 5)]
    field: ::core::option::Option<::std::string::String>,
    #[top(min = "2020-01-01 00:00:00")]
    since: ::core::option::Option<::top_core::DateTime>,
    #[top(skip)]
    seen: bool,
}

#[derive(::top_core::TopObject)]
struct ItemGetResponse {
    titles: ::std::vec::Vec<::std::string::String>,
}

#[derive(::top_core::TopApi)]
#[top(method = "taobao.item.send", response = ItemSendResponse, session = "none", builder, debug, custom = check)]
struct ItemSend {
    #[top(custom = check_name, items(max_len = 3), list = "json", secret, example = "A")]
    names: ::std::vec::Vec<::std::string::String>,
    #[top(custom = check_kind)]
    kind: ::core::option::Option<Kind>,
    level: ::core::option::Option<Level>,
    text: ::core::option::Option<::std::string::String>,
    #[top(skip)]
    seen: bool,
}

#[derive(::top_core::TopObject)]
#[top(success = "result.ok", ok = "true", code = "result.code", builder)]
struct ItemSendResponse {
    #[top(json)]
    result: ::core::option::Option<::std::boxed::Box<Outcome>>,
}

#[derive(::top_core::TopObject)]
struct Outcome {
    ok: bool,
    code: ::core::option::Option<Kind>,
}

#[derive(::top_core::TopEnum)]
enum Kind {
    A,
    #[top(other)]
    Other(::std::string::String),
}

#[derive(::top_core::TopEnum)]
enum Level {
    #[top(name = 1)]
    Low,
    #[top(other)]
    Other(i64),
}

fn check(request: &ItemSend) -> ::core::result::Result<(), &'static str> {
    let _ = &request.names;
    ::core::result::Result::Ok(())
}

fn check_name(_: &[::std::string::String]) -> ::core::result::Result<(), &'static str> {
    ::core::result::Result::Ok(())
}

fn check_kind(_: &Kind) -> ::core::result::Result<(), &'static str> {
    ::core::result::Result::Ok(())
}

fn main() {
    let request = ItemSend::new([::std::string::String::new()]).kind(Kind::A).level(Level::Low).text("a");
    ::std::assert!(::top_core::TopObject::validate(&request).is_ok() && !request.seen);
    let _ = (
        ::std::format!("{request:?}"),
        ItemSendResponse::new().result(Outcome { ok: true, code: request.kind }),
    );
    let _ = (request.names, request.level, request.text);

    let request = ItemGet {
        item_id: 1,
        field: ::core::option::Option::None,
        since: ::core::option::Option::None,
        seen: true,
    };
    ::std::assert!(::top_core::TopObject::validate(&request).is_ok() && request.seen);
    ::std::assert_eq!(<ItemGet as ::top_core::TopObject>::DESCRIPTOR.fields().len(), 3);
    let _: fn(ItemGetResponse) -> <ItemGet as ::top_core::TopApi>::Response = |response| response;
}
