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

use sdk::platform::engine::{TopApi, TopObject};

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

ping!(Ping, "taobao.time.get");

fn main() {
    assert!(ItemGet { item_id: 1 }.validate().is_ok());
    assert!(nested::Item { title: None, parts: Vec::new() }.validate().is_ok());
    assert_eq!([ItemGet::METHOD, Ping::METHOD], ["taobao.item.get", "taobao.time.get"]);
}
