use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(name = "title", max_len = 32)]
    id: Id,
}

type Id = i64;

fn main() {}
