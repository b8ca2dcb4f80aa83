use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_items = 0)]
    titles: Vec<String>,
}

fn main() {}
