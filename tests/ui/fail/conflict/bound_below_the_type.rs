use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(min = -1)]
    level: Option<u32>,
}

fn main() {}
