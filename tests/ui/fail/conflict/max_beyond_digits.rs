use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(digits = 2, max = -100)]
    item_id: i64,
}

fn main() {}
