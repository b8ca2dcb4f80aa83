use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get", builder)]
struct ItemGet {
    item_id: i64,
    fields: Vec<String>,
    title: Option<String>,
}

fn main() {
    let _ = ItemGet::new(1).title("title");
}
