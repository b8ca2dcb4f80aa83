use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get", success = "result.is_success")]
struct ItemGet {
    item_id: i64,
}

fn main() {}
