use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    商品: i64,
}

fn main() {}
