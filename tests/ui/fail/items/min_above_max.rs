use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(min = 2, max = 1))]
    ids: Option<Vec<i64>>,
}

fn main() {}
