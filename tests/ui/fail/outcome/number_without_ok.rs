use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "code", message = "message")]
struct Item {
    code: Option<i64>,
    message: Option<String>,
}

fn main() {}
