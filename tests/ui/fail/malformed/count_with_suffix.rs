use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 30u32)]
    title: String,
}

fn main() {}
