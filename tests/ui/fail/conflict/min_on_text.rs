use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min = 1)]
    title: String,
}

fn main() {}
