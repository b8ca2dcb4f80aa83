use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max_len = 30,, name = "name")]
    title: String,
}

fn main() {}
