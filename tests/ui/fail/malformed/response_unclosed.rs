use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = Vec<TimeGet)]
struct TimeGet {}

fn main() {}
