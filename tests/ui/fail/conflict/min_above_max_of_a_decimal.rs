use top_core::{Decimal, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(min = 0.50, max = "0.05")]
    price: Decimal,
}

fn main() {}
