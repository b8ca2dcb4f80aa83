use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    titles: Vec<Option<Box<Option<String>>>>,
}

fn main() {}
