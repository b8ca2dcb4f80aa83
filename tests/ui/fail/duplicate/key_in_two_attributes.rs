use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get")]
#[top(method = "taobao.times.get")]
struct TimeGet {}

fn main() {}
