use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max = 10)]
    titles: Vec<String>,
}

fn main() {}
