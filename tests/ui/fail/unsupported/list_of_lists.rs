use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    matrix: Option<Vec<Vec<i64>>>,
}

fn main() {}
