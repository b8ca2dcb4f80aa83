use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = num_iid)]
    item_id: i64,
}

fn main() {}
