use top_core::TopObject;

enum Status {
    Paid,
}

#[derive(TopObject)]
struct Item {
    status: Vec<Status>,
}

fn main() {}
