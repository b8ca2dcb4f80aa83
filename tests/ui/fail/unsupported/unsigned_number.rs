use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    item_ids: Option<Vec<u64>>,
}

fn main() {}
