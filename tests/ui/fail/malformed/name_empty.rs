use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = "")]
    item_id: i64,
}

fn main() {}
