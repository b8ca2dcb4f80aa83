use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min_len = 4, one_of("new", "used"))]
    condition: String,
}

fn main() {}
