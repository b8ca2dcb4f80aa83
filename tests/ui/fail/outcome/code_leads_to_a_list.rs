use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.done", code = "result.codes")]
struct Item {
    result: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    done: Option<bool>,
    codes: Vec<String>,
}

fn main() {}
