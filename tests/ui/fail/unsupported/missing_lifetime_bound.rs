use top_core::TopObject;

#[derive(TopObject)]
struct Item<'a> {
    title: &'a str,
}

fn main() {}
