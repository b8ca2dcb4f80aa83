use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = "()")]
struct TimeGet {}

fn main() {}
