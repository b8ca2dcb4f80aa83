use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.时间.get")]
struct TimeGet {}

fn main() {}
