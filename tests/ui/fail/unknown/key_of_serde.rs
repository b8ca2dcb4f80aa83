use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(rename = "num_iid")]
    item_id: i64,
}

fn main() {}
