use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(min = MIN)]
    item_id: i64,
}

fn main() {}
