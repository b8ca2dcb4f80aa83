use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result. is_success")]
struct Item {
    result: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    is_success: Option<bool>,
}

fn main() {}
