use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(required)]
    title: String,
}

fn main() {}
