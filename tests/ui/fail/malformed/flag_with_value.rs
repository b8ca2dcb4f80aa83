use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(skip = true)]
    title: String,
}

fn main() {}
