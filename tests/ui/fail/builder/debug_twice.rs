use top_core::TopObject;

#[derive(Debug, TopObject)]
#[top(debug)]
struct Item {
    item_id: i64,
}

fn main() {}
