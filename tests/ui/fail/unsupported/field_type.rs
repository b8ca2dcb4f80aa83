use top_core::TopObject;

struct Condition;

#[derive(TopObject)]
struct Item {
    condition: Option<Condition>,
}

fn main() {}
