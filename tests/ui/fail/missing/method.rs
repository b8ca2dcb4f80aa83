use top_core::TopApi;

#[derive(TopApi)]
struct TimeGet {}

fn main() {}
