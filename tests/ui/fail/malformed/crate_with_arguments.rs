use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.time.get", crate = top_core<u8>)]
struct TimeGet {}

fn main() {}
