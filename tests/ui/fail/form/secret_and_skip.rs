use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(skip, secret)]
    password: String,
}

fn main() {}
