use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.is_success", code = "error.code")]
struct Item {
    result: Option<Outcome>,
    error: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    is_success: Option<bool>,
}

fn main() {}
