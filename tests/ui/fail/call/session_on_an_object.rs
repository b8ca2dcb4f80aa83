use top_core::TopObject;

#[derive(TopObject)]
#[top(session = "required")]
struct Item {
    item_id: i64,
}

fn main() {}
