use top_core::{File, TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.picture.get", response = PictureGetResponse)]
struct PictureGet {}

#[derive(TopObject)]
struct PictureGetResponse {
    picture: Option<File>,
}

fn main() {}
