use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = -1)]
    title: String,
}

fn main() {}
