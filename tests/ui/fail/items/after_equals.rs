use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items = 3)]
    tags: Vec<String>,
}

fn main() {}
