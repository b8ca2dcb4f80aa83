use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(digits = 10)]
    title: String,
}

fn main() {}
