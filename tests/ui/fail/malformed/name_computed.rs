use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = concat!("num", "_iid"))]
    item_id: i64,
}

fn main() {}
