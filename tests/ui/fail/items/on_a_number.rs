use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(max = 32))]
    item_id: Option<i64>,
}

fn main() {}
