use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    format: String,
}

fn main() {}
