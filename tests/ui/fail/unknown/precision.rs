use top_core::{Decimal, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(precision = 2)]
    price: Decimal,
}

fn main() {}
