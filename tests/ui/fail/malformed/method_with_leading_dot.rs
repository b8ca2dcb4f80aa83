use top_core::TopApi;

#[derive(TopApi)]
#[top(method = ".taobao.time.get")]
struct TimeGet {}

fn main() {}
