use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.done", ok = "yes")]
struct Item {
    result: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    done: Option<bool>,
}

fn main() {}
