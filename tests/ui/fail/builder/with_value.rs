use top_core::TopObject;

#[derive(TopObject)]
#[top(builder = true)]
struct Item {
    item_id: i64,
}

fn main() {}
