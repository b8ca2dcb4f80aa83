use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(one_of("new", used))]
    condition: String,
}

fn main() {}
