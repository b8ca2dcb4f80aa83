use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(max_items = 3, items(max_len = 32))]
    ids: Vec<Id>,
}

type Id = i64;

fn main() {}
