use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(one_of("A"))]
    tags: Vec<String>,
}

fn main() {}
