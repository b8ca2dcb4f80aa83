use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = "商品")]
    item_id: i64,
}

fn main() {}
