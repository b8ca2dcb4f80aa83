use top_core::TopApi;

struct Item;

#[derive(TopApi)]
#[top(method = "taobao.item.get", response = Item)]
struct ItemGet {
    item_id: i64,
}

fn main() {}
