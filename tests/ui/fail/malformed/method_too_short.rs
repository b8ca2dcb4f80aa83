use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "time.get")]
struct TimeGet {}

fn main() {}
