use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "success")]
struct Item {
    #[top(skip)]
    success: bool,
}

fn main() {}
