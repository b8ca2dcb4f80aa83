use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(builder)]
    item_id: i64,
}

fn main() {}
