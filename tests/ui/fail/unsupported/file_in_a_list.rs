use top_core::{File, TopApi};

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    images: Vec<File>,
}

fn main() {}
