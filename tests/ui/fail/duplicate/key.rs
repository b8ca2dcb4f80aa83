use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 30, max_len = 60)]
    title: String,
}

fn main() {}
