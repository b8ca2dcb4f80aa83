use top_core::TopApi;

#[derive(TopApi)]
#[top(metod = "taobao.time.get")]
struct TimeGet {}

fn main() {}
