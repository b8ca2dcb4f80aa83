use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    price: f64,
}

fn main() {}
