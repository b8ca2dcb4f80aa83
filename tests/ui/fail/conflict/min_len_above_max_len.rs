use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min_len = 60, max_len = 30)]
    title: String,
}

fn main() {}
