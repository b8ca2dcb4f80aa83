use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(one_of())]
    condition: String,
}

fn main() {}
