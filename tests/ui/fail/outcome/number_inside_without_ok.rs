use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.code")]
struct Item {
    result: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    code: Option<i64>,
}

fn main() {}
