mod sdk {
    pub mod platform {
        pub use top_core as engine;
    }

    #[macro_export]
    macro_rules! ping {
        ($name:ident, $method:literal) => {
            #[derive($crate::sdk::platform::engine::TopApi)]
            #[top(method = $method, crate = $crate::sdk::platform::engine)]
            struct $name;
        };
    }
}

use sdk::platform::engine::{TopApi, TopEnum, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.item.get", response = nested::Item, crate = crate::sdk::platform::engine)]
struct ItemGet {
    #[top(min = 1)]
    item_id: i64,
}

mod nested {
    use super::sdk::platform;

    #[derive(platform::engine::TopObject)]
    #[top(crate = platform::engine)]
    pub(super) struct Item {
        pub(super) title: Option<String>,
        pub(super) parts: Vec<Self>,
    }
}

#[derive(TopApi)]
#[top(method = "taobao.item.send", response = ItemSendResponse, crate = crate::sdk::platform::engine)]
#[top(builder, debug, session = "required", custom = check)]
struct ItemSend {
    #[top(items(max_len = 3), list = "json")]
    kinds: Vec<String>,
    kind: Option<Kind>,
}

#[derive(TopObject)]
#[top(crate = self::sdk::platform::engine, success = "result.done")]
struct ItemSendResponse {
    result: Option<Outcome>,
}

#[derive(TopObject)]
#[top(crate = sdk::platform::engine)]
struct Outcome {
    done: bool,
}

#[derive(TopEnum)]
#[top(crate = sdk::platform::engine)]
enum Kind {
    A,
    #[top(other)]
    Other(String),
}

fn check(request: &ItemSend) -> Result<(), &'static str> {
    if request.kinds.is_empty() { Err("kinds are needed") } else { Ok(()) }
}

ping!(Ping, "taobao.time.get");

fn main() {
    assert!(ItemSend::new(["a".to_owned()]).kind(Kind::A).validate().is_ok());
    assert!(ItemSend::new([]).kind("B".into()).validate().is_err());
    assert!(
        ItemSendResponse { result: Some(Outcome { done: true }) }.result.is_some_and(|result| result.done)
    );
    assert!(ItemGet { item_id: 1 }.validate().is_ok());
    assert!(nested::Item { title: None, parts: Vec::new() }.validate().is_ok());
    assert_eq!([ItemGet::METHOD, Ping::METHOD], ["taobao.item.get", "taobao.time.get"]);
}
