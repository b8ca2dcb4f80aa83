use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items())]
    tags: Vec<String>,
}

fn main() {}
