use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    next: Box<Item>,
}

fn main() {}
