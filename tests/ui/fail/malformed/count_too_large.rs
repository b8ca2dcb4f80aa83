use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 4294967296)]
    title: String,
}

fn main() {}
