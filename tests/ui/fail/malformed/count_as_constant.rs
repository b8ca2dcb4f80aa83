use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = usize::MAX)]
    title: String,
}

fn main() {}
