use top_core::{File, TopApi};

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(max_len = 1024)]
    image: File,
}

fn main() {}
