use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(success = "item_id")]
    item_id: i64,
}

fn main() {}
