use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(json)]
    title: Option<String>,
}

fn main() {}
