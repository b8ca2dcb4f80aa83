use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time_get.now")]
struct TimeGet {}

fn main() {}
