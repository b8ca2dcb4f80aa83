use top_core::TopObject;

#[derive(TopObject)]
union Item {
    id: i64,
}

fn main() {}
