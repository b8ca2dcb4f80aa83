use top_core::{DateTime, TopApi};

#[derive(TopApi)]
#[top(metod = "taobao.item.update", response = "()")]
struct ItemUpdate {
    #[top(max_len = "30")]
    title: String,
    #[top(name = "title")]
    name: Option<String>,
    #[top(max_items = 10)]
    condition: Option<String>,
    #[top(min = 10, max = 1)]
    count: i64,
    #[top(min = "yesterday")]
    created: DateTime,
    #[top(digits = 5, digits = 6)]
    level: u8,
    session: String,
    price: f64,
}

fn main() {}
