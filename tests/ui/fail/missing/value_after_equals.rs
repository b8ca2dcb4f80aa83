use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = , max_len = 30)]
    title: String,
}

fn main() {}
