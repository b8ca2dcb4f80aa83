use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min = 0.5)]
    count: i64,
}

fn main() {}
