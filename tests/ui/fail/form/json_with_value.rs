use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(json = true)]
    other: Option<Box<Item>>,
}

fn main() {}
