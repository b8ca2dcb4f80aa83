use top_core::{DateTime, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(max = "2020-01-01 00:00:00", min = "2030-01-01 00:00:00")]
    created: DateTime,
}

fn main() {}
