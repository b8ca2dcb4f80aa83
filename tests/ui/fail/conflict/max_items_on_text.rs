use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_items = 10)]
    title: String,
}

fn main() {}
