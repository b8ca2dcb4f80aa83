use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(scale = 2)]
    price: String,
}

fn main() {}
