use top_core::TopObject;

#[derive(TopObject)]
#[top(method = "taobao.item.get")]
struct Item {
    title: String,
}

fn main() {}
