//! An API declared by hand, without the derive: what the expansion is, in readable form.

use http::{HeaderMap, StatusCode};
use top_core::descriptor::{Api, Descriptor, Field};
use top_core::rules::Rule;
use top_core::sandbox::Sandbox;
use top_core::value::Borrower;
use top_core::wire::{Reader, Wire};
use top_core::{App, CallOptions, DateTime, TopApi, TopObject};

/// `#[derive(TopApi)] #[top(method = "taobao.item.title.update", response = ItemTitleUpdateResponse)]`
#[derive(Debug, Clone, PartialEq)]
struct ItemTitleUpdateRequest {
    num_iid: i64,
    /// `#[top(max_len = 60)]`
    title: Option<String>,
}

/// The table, and the fields in its order.
impl TopObject for ItemTitleUpdateRequest {
    type Fields = ();

    const DESCRIPTOR: &'static Descriptor = &Descriptor::request(
        "ItemTitleUpdateRequest",
        &[
            Field::new("num_iid", i64::TYPE),
            Field::new("title", Option::<String>::TYPE).with_rules(&[Rule::MaxLen(60)]),
        ],
    );

    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        borrower.take(&[&self.num_iid, &self.title]);
    }

    fn from_reader(reader: &mut Reader<'_>) -> Self {
        Self { num_iid: Wire::read(reader), title: Wire::read(reader) }
    }
}

/// The API.
impl TopApi for ItemTitleUpdateRequest {
    type Response = ItemTitleUpdateResponse;

    const METHOD: &'static str = "taobao.item.title.update";

    const API: &'static Api = &Api::new::<Self>(&[0, 1]);
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct ItemTitleUpdateResponse {
    modified: Option<bool>,
}

/// The same API by the derive.
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.item.title.update", response = ItemTitleUpdateResponse)]
struct Derived {
    num_iid: i64,
    #[top(max_len = 60)]
    title: Option<String>,
}

#[tokio::test]
async fn an_api_declared_by_hand_is_called_like_a_derived_one() {
    let sandbox = Sandbox::start().unwrap();
    let request =
        ItemTitleUpdateRequest { num_iid: 9_007_199_254_740_993, title: Some("新标题".to_owned()) };
    let expected = request.clone();
    sandbox.handle(move |received: ItemTitleUpdateRequest| {
        Ok(ItemTitleUpdateResponse { modified: Some(received == expected) })
    });

    let reply = sandbox.client().execute(&request).await.unwrap();

    assert_eq!(reply.modified, Some(true));
}

#[test]
fn the_derive_writes_what_the_hand_writes() {
    let by_hand = ItemTitleUpdateRequest { num_iid: 1, title: Some("t".repeat(61)) };
    let derived = Derived { num_iid: 1, title: Some("t".repeat(61)) };

    assert!(by_hand.params().iter().eq(derived.params().iter()));
    assert_eq!(
        by_hand.validate().unwrap_err().into_iter().collect::<Vec<_>>(),
        derived.validate().unwrap_err().into_iter().collect::<Vec<_>>()
    );
    let describe = |descriptor: &Descriptor| format!("{:?}", descriptor.fields());
    assert_eq!(describe(ItemTitleUpdateRequest::DESCRIPTOR), describe(Derived::DESCRIPTOR));
    assert_eq!(ItemTitleUpdateRequest::METHOD, Derived::METHOD);
}

/// Reads nothing: it only looks whether there is something.
#[derive(Debug)]
struct Onlooker;

impl TopObject for Onlooker {
    type Fields = ();

    const DESCRIPTOR: &'static Descriptor =
        &Descriptor::object("Onlooker", &[Field::new("inside", Option::<ItemTitleUpdateResponse>::TYPE)]);

    fn lend<'v>(&'v self, borrower: &mut Borrower<'v, '_>) {
        borrower.take(&[]);
    }

    fn from_reader(reader: &mut Reader<'_>) -> Self {
        reader.is_absent(Option::<ItemTitleUpdateResponse>::TYPE);
        Self
    }
}

#[derive(TopApi)]
#[top(method = "taobao.onlooker.get", response = Onlooker)]
struct OnlookerRequest {}

#[test]
fn what_a_hand_leaves_unread_must_be_json_all_the_same() {
    let call = App::new("12345678", "helloworld")
        .prepare(&OnlookerRequest {}, &CallOptions::new(), DateTime::MIN)
        .unwrap();
    let read = |body: &'static str| call.decode(StatusCode::OK, &HeaderMap::new(), body);

    assert!(read(r#"{"onlooker_get_response":{"inside":{}}}"#).is_ok());
    assert!(read(r#"{"onlooker_get_response":{"inside":{}"#).is_err());
    assert!(read(r#"{"onlooker_get_response":{"inside":[}"#).is_err());
}
