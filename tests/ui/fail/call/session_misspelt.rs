use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get", session = "requierd")]
struct ItemGet {
    item_id: i64,
}

fn main() {}
