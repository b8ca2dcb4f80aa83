use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "result.is_success")]
struct Item {
    result: Option<String>,
}

fn main() {}
