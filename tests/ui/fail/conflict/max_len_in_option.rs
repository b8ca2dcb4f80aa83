use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 10)]
    count: Option<i64>,
}

fn main() {}
