use top_core::{DateTime, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(min = 2020)]
    created: DateTime,
}

fn main() {}
