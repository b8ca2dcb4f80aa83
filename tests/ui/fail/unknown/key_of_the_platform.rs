use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(maxListSize = 20)]
    titles: Vec<String>,
}

fn main() {}
