use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.code", ok = "0000")]
struct Item {
    result: Option<Outcome>,
}

#[derive(TopObject)]
struct Outcome {
    code: Option<i64>,
}

fn main() {}
