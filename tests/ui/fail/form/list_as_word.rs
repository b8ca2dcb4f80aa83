use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(list = json)]
    tags: Vec<String>,
}

fn main() {}
