use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min = 10, max = 1)]
    count: i64,
}

fn main() {}
