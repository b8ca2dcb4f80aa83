use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "outcome.is_success")]
struct Item {
    #[top(name = "result")]
    outcome: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    is_success: Option<bool>,
}

fn main() {}
