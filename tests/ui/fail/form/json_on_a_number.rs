use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(json)]
    item_id: i64,
}

fn main() {}
