use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(custom = check_title())]
    title: String,
}

fn main() {}
