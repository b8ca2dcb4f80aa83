use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", max_len = 30)]
struct TimeGet {}

fn main() {}
