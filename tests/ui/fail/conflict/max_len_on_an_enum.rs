use top_core::{TopEnum, TopObject};

#[derive(TopObject)]
struct Item {
    #[top(max_len = 8)]
    status: Status,
}

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
