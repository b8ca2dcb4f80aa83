use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(list = "comma")]
    tags: Vec<String>,
}

fn main() {}
