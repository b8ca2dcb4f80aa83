use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(colour = "red")]
    title: String,
}

fn main() {}
