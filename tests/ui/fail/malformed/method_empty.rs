use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "")]
struct TimeGet {}

fn main() {}
