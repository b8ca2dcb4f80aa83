use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = 1)]
struct TimeGet {}

fn main() {}
