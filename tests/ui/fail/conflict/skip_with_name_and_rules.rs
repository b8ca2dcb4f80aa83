use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = "name", min_len = 1, skip, max_len = 30)]
    title: String,
}

fn main() {}
