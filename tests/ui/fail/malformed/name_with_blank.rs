use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = "num iid")]
    item_id: i64,
}

fn main() {}
