use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    titles: Vec<Box<String>>,
}

fn main() {}
