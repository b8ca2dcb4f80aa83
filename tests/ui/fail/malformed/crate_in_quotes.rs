use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", crate = "top_core")]
struct TimeGet {}

fn main() {}
