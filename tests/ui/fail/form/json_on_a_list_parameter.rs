use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(json)]
    tags: Vec<String>,
}

fn main() {}
