use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "done", code = "error")]
struct Item {
    done: Option<bool>,
    error: Option<Failure>,
}

#[derive(TopObject)]
struct Failure {
    code: Option<i64>,
}

fn main() {}
