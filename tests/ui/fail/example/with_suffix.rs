use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(example = 5u8)]
    item_id: i64,
}

fn main() {}
