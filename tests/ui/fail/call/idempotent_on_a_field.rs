use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(idempotent)]
    item_id: i64,
}

fn main() {}
