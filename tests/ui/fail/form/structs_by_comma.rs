use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.item.add")]
struct ItemAdd {
    #[top(list = "comma")]
    items: Vec<Item>,
}

#[derive(TopObject)]
struct Item {
    title: String,
}

fn main() {}
