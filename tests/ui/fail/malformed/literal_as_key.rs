use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top("title")]
    title: String,
}

fn main() {}
