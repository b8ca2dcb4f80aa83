use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = String)]
struct TimeGet {}

fn main() {}
