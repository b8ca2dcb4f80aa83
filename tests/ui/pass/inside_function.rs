use top_core::{TopApi, TopEnum, TopObject};

fn method() -> &'static str {
    #[derive(TopApi)]
    #[top(method = "taobao.item.get", response = ItemGetResponse)]
    struct ItemGet {
        item_id: i64,
    }

    #[derive(TopObject)]
    #[top(success = "title", ok = "A", builder, debug)]
    struct ItemGetResponse {
        title: Option<String>,
        #[top(custom = check)]
        kind: Option<Kind>,
    }

    #[derive(TopEnum)]
    enum Kind {
        A,
        #[top(other)]
        Other(String),
    }

    fn check(kind: &Kind) -> Result<(), &'static str> {
        if let Kind::Other(_) = kind { Err("it is A") } else { Ok(()) }
    }

    assert!(ItemGetResponse::new().title("A").kind(Kind::A).validate().is_ok());
    assert!(ItemGetResponse::new().kind("B".into()).validate().is_err());

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
