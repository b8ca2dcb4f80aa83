use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(one_of("A", "B"))]
    status: Option<Status>,
}

#[derive(top_core::TopEnum)]
enum Status {
    A,
    #[top(other)]
    Other(String),
}

fn main() {}
