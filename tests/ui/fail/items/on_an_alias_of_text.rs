use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(items(max_len = 32))]
    title: Title,
}

type Title = String;

fn main() {}
