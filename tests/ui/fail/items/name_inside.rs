use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(name = "tag", max_len = 3))]
    tags: Vec<String>,
}

fn main() {}
