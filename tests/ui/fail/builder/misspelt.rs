use top_core::TopObject;

#[derive(TopObject)]
#[top(bilder)]
struct Item {
    item_id: i64,
}

fn main() {}
