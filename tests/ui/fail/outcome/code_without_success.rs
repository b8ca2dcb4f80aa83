use top_core::TopObject;

#[derive(TopObject)]
#[top(code = "code")]
struct Item {
    code: Option<String>,
}

fn main() {}
