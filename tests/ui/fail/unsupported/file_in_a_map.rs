use std::collections::BTreeMap;

use top_core::{File, TopApi};

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    images: BTreeMap<String, File>,
}

fn main() {}
