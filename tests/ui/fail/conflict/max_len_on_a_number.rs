use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 10)]
    count: i64,
}

fn main() {}
