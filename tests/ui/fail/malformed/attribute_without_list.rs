use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top]
    title: String,
}

fn main() {}
