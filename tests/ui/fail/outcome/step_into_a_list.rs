use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "results.is_success")]
struct Item {
    results: Vec<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    is_success: Option<bool>,
}

fn main() {}
