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

fn main() {
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
