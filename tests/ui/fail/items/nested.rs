use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(items(max_len = 3)))]
    tags: Vec<String>,
}

fn main() {}
