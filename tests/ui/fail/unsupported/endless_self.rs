use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    next: Box<Self>,
}

fn main() {}
