use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(list = "comma")]
    maps: Vec<std::collections::BTreeMap<String, i64>>,
}

fn main() {}
