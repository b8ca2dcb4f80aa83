use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = Vec<Time>)]
struct TimeGet {}

#[derive(TopObject)]
struct Time {
    time: Option<String>,
}

fn main() {}
