use top_core::{File, TopObject};

#[derive(TopObject)]
struct Item {
    image: Option<File>,
}

fn main() {}
