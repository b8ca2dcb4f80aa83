use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "code", ok = "0000")]
struct Item {
    code: Option<i64>,
}

fn main() {}
