use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(name = b"num_iid")]
    item_id: i64,
}

fn main() {}
