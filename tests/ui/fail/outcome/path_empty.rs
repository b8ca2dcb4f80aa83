use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "")]
struct Item {
    success: Option<bool>,
}

fn main() {}
