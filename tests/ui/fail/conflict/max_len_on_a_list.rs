use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 10)]
    titles: Option<Vec<String>>,
}

fn main() {}
