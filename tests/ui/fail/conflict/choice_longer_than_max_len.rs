use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 3, one_of("new", "used"))]
    condition: String,
}

fn main() {}
