use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(max_items = 3))]
    tags: Vec<String>,
}

fn main() {}
