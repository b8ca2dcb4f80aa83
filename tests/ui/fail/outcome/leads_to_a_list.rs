use top_core::TopObject;

#[derive(TopObject)]
#[top(success = "results")]
struct Item {
    results: Vec<String>,
}

fn main() {}
