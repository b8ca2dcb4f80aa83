use top_core::TopObject;

#[derive(TopObject)]
#[top(response = ())]
struct Item {
    title: String,
}

fn main() {}
