use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 10)]
    count: Option<Box<i64>>,
}

fn main() {}
