use top_core::{Decimal, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(min = 1e-2)]
    price: Decimal,
}

fn main() {}
