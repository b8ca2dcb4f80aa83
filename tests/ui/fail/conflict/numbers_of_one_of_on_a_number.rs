use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(one_of(1, 2))]
    kind: i64,
}

fn main() {}
