use top_core::{Decimal, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(min = "one")]
    price: Decimal,
}

fn main() {}
