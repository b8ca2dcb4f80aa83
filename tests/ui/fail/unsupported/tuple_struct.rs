use top_core::TopObject;

#[derive(TopObject)]
struct Item(i64, String);

fn main() {}
