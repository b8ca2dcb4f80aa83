use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(digits = 0)]
    count: i64,
}

fn main() {}
