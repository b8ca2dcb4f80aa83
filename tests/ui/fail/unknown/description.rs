use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(desc = "The title.")]
    title: String,
}

fn main() {}
