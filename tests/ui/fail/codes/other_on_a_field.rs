use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(other)]
    code: String,
}

fn main() {}
