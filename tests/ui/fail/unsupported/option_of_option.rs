use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    title: Option<Option<String>>,
}

fn main() {}
