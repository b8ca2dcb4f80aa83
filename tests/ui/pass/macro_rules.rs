use top_core::rules::{Bound, Rule};
use top_core::{TopApi, TopEnum, TopObject};

macro_rules! request {
    (
        $(#[$attr:meta])*
        $method:literal => $response:ty,
        $vis:vis $name:ident { $($field:ident: $ty:ty = $wire:literal, $min:literal..=$max:expr, $len:literal;)* }
    ) => {
        $(#[$attr])*
        #[derive(TopApi)]
        #[top(method = $method, response = $response)]
        $vis struct $name {
            $(
                #[doc = $wire]
                #[top(name = $wire, min = $min, max = $max)]
                $field: $ty,
            )*
            #[top($(max_len = $len,)* one_of("A", "B"))]
            text: Option<String>,
        }
    };
}

macro_rules! object {
    ($name:ident, $list:ty, $boxed:ty) => {
        #[derive(TopObject)]
        struct $name {
            #[top(max_items = 3)]
            list: Option<$list>,
            next: Option<$boxed>,
        }
    };
}

request! {
    /// Reads one item.
    #[derive(Debug)]
    "taobao.item.get" => ItemGetResponse,
    pub(crate) ItemGet { item_id: Option<i8> = "num_iid", -5..=5, 2; }
}

macro_rules! whole {
    ($name:ident, $response:ident, $codes:ident, $path:literal, $session:literal, $check:path, $($variant:ident = $code:expr,)*) => {
        #[derive(TopApi)]
        #[top(method = "taobao.item.send", response = $response, session = $session, builder, debug, custom = $check)]
        struct $name {
            #[top(items(max_len = 3), example = "A", custom = $check)]
            names: Vec<String>,
            kind: Option<$codes>,
            value: Option<String>,
        }

        #[derive(TopObject)]
        #[top(success = $path, builder)]
        struct $response {
            done: Option<bool>,
        }

        #[derive(Debug, PartialEq, TopEnum)]
        enum $codes {
            $(#[top(name = $code)] $variant,)*
            #[top(other)]
            Other(i64),
        }
    };
}

fn any<T: ?Sized>(_: &T) -> Result<(), &'static str> {
    Ok(())
}

whole!(ItemSend, ItemSendResponse, Kind, "done", "required", any, Low = -1, High = 5,);

object!(ItemGetResponse, Vec<String>, Box<ItemGetResponse>);

fn main() {
    let request = ItemSend::new(["a".to_owned()]).kind(Kind::High).value("b");
    assert!(request.validate().is_ok());
    assert_eq!(
        (request.kind, request.value.as_deref(), Kind::from(-1)),
        (Some(Kind::High), Some("b"), Kind::Low)
    );
    assert_eq!(ItemSendResponse::new().done(true).done, Some(true));

    let request = ItemGet { item_id: Some(3), text: Some("A".to_owned()) };
    assert!(request.validate().is_ok());
    assert_eq!(ItemGet::METHOD, "taobao.item.get");
    assert_eq!(ItemGet::DESCRIPTOR.docs(), "Reads one item.");

    let field = ItemGet::DESCRIPTOR.fields()[0];
    assert_eq!((field.wire_name(), field.rust_name(), field.docs()), ("num_iid", "item_id", "num_iid"));
    assert_eq!(field.rules(), [Rule::Min(Bound::Number(-5)), Rule::Max(Bound::Number(5))]);
    assert_eq!(ItemGetResponse::DESCRIPTOR.fields()[0].rules(), [Rule::MaxItems(3)]);
}
