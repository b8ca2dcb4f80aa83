use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 5)]
    is_new: bool,
}

fn main() {}
