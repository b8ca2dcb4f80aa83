use top_core::TopObject;

#[derive(TopObject)]
enum Condition {
    New,
    Used,
}

fn main() {}
