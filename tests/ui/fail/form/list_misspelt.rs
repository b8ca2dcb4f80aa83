use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(list = "jsn")]
    tags: Vec<String>,
}

fn main() {}
