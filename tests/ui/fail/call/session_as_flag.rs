use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get", session)]
struct ItemGet {
    item_id: i64,
}

fn main() {}
