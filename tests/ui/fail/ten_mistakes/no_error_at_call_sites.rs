use std::collections::BTreeMap;

use top_core::{TopApi, TopObject, Wire};

#[derive(Default, TopApi)]
#[top(method = "taobao.item.get", respnse = ItemGetResponse)]
struct ItemGet<T> {
    item_id: i64,
    extra: T,
}

#[derive(TopObject)]
struct ItemGetResponse {
    #[top(max_len = "30")]
    title: String,
    items: Vec<Item>,
}

#[derive(TopObject)]
struct Item {
    #[top(nam = "num_iid")]
    item_id: i64,
    parts: BTreeMap<String, Item>,
}

fn call<A: TopApi>(request: &A) -> A::Response {
    request.validate().unwrap();
    unimplemented!("{}", A::METHOD)
}

fn write(value: &impl Wire) {
    value.value();
}

fn main() {
    let response = call(&ItemGet::<String>::default());
    write(&response.items);
    let ids = response.items.iter().map(|item| item.item_id + i64::from(item.validate().is_ok()));
    println!("{} {}", response.title.len(), ids.sum::<i64>());
}
