use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(default = 20)]
    page_size: Option<i64>,
}

fn main() {}
