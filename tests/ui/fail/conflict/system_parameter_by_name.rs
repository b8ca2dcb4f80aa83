use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(name = "session")]
    token: String,
}

fn main() {}
