use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(example = EXAMPLE)]
    title: String,
}

fn main() {}
