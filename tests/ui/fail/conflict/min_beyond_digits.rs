use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(min = 100, digits = 2)]
    item_id: i64,
}

fn main() {}
