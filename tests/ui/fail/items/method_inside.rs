use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(method = "taobao.item.get", max_len = 3))]
    tags: Vec<String>,
}

fn main() {}
