use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(crate = top_core)]
    title: String,
}

fn main() {}
