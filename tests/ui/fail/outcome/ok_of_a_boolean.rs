use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "done", ok = "0")]
struct Item {
    done: Option<bool>,
}

fn main() {}
