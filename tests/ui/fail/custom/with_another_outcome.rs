use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(custom = check_title)]
    title: String,
}

fn check_title(title: &str) -> bool {
    title.len() < 3
}

fn main() {}
