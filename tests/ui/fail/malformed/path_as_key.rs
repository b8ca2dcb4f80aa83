use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(top::name = "title")]
    title: String,
}

fn main() {}
