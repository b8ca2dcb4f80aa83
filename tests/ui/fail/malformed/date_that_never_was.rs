use top_core::{DateTime, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(min = "2021-02-29 00:00:00")]
    created: DateTime,
}

fn main() {}
