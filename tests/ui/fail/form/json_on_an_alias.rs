use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(json)]
    item_id: Id,
}

type Id = i64;

fn main() {}
