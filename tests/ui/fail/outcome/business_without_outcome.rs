use top_core::{Reply, TopObject};

#[derive(TopObject)]
struct Item {
    success: Option<bool>,
}

fn check(reply: &Reply<Item>) -> bool {
    reply.business().is_ok()
}

fn main() {}
