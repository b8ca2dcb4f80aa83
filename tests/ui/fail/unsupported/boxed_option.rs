use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    parent: Box<Option<Item>>,
}

fn main() {}
