use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(list = ";")]
    tags: Vec<String>,
}

fn main() {}
