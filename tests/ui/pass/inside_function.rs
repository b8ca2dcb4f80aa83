use top_core::{TopApi, TopObject};

fn method() -> &'static str {
    #[derive(TopApi)]
    #[top(method = "taobao.item.get", response = ItemGetResponse)]
    struct ItemGet {
        item_id: i64,
    }

    #[derive(TopObject)]
    struct ItemGetResponse {
        title: Option<String>,
    }

    let _ = |response: ItemGetResponse| response.title;
    assert!(ItemGet { item_id: 1 }.validate().is_ok());
    ItemGet::METHOD
}

fn main() {
    #[derive(TopApi)]
    #[top(method = "taobao.items.get")]
    struct ItemGet {}

    let methods = {
        #[derive(TopApi)]
        #[top(method = "taobao.item.add")]
        struct ItemGet;

        [method(), ItemGet::METHOD]
    };
    assert_eq!(methods, ["taobao.item.get", "taobao.item.add"]);
    assert_eq!(ItemGet::METHOD, "taobao.items.get");
}
