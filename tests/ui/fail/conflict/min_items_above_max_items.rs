use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min_items = 20, max_items = 10)]
    titles: Vec<String>,
}

fn main() {}
