use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(max = 1000)]
    level: u8,
}

fn main() {}
