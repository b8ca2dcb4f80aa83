use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(list = "json")]
    title: Title,
}

type Title = String;

fn main() {}
