use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(one_of = "new")]
    condition: String,
}

fn main() {}
