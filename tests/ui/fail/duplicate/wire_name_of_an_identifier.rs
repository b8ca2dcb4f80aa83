use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = "title")]
    name: String,
    title: String,
}

fn main() {}
